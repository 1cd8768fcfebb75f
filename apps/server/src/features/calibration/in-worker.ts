import { Worker } from 'node:worker_threads'
import type { BankAnswers, BankCalibration } from './bank-answers.ts'

/** Calibrates a bank in a worker thread: the program goes on answering meanwhile. */
export async function calibrateInWorker(bank: BankAnswers): Promise<BankCalibration> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: bank })
  const { promise, resolve, reject } = Promise.withResolvers<BankCalibration>()
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('the calibration worker ended without a result')))
  try {
    return await promise
  } finally {
    await worker.terminate()
  }
}
