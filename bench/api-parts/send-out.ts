import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Order, Outcome } from './orders.ts'

const file = fileURLToPath(new URL('crowd.ts', import.meta.url))

/** Has an order carried out by a process of its own. */
export async function sendOut<Given extends Order>(order: Given): Promise<Outcome[Given['kind']]> {
  const child = fork(file, { serialization: 'advanced' })
  const outcome = new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`a crowd ended with ${String(code)}`)))
  })
  const ended = once(child, 'exit')
  child.send(order)
  try {
    const answer = await outcome
    if (isOutcome(answer, order)) return answer
    throw new Error('a crowd gave nothing')
  } finally {
    child.kill()
    await ended
  }
}

// What gives it is crowd.ts.
function isOutcome<Given extends Order>(
  outcome: unknown,
  _order: Given,
): outcome is Outcome[Given['kind']] {
  return outcome instanceof Object && 'times' in outcome
}
