// A thread of its own: a calibration computes for seconds, and the program has people to answer.
import { parentPort, workerData } from 'node:worker_threads'
import type { BankAnswers } from './bank-answers.ts'
import { calibrateBank } from './calibrate-bank.ts'

// Handed over by in-worker.ts, and by nobody else.
// oxlint-disable-next-line no-unsafe-assignment
const bank: BankAnswers = workerData
// A thread, not a window.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(calibrateBank(bank))
