import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { BankAnswers, BankCalibration } from './bank-answers.ts'

/** Calibrates a bank in a worker thread: the program goes on answering meanwhile. */
export async function calibrateInWorker(bank: BankAnswers): Promise<BankCalibration> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: bank })
  try {
    // An error in the worker is thrown here by `once`.
    const [calibration]: BankCalibration[] = await once(worker, 'message')
    if (calibration === undefined) throw new Error('the calibration worker said nothing')
    return calibration
  } finally {
    await worker.terminate()
  }
}
