// A thread of its own: a calibration computes for seconds, and the program has people to answer.
import { parentPort, workerData } from 'node:worker_threads'
import type { BankAnswers } from './bank-answers.ts'
import { calibrateBank } from './calibrate-bank.ts'

// Handed over by in-worker.ts, and by nobody else.
// oxlint-disable-next-line no-unsafe-assignment
const bank: BankAnswers = workerData
parentPort?.postMessage(calibrateBank(bank))
