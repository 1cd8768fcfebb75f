// A process that makes the calls of one order and ends. What it costs is not the node's.
import type { Order } from './orders.ts'
import { practise } from './practise.ts'
import { read } from './read.ts'

process.once('message', (order) => {
  if (isOrder(order)) void carryOut(order)
})

async function carryOut(order: Order): Promise<void> {
  const outcome = await (order.kind === 'practise' ? practise(order) : read(order))
  process.send?.(outcome)
}

// What gives it is send-out.ts.
function isOrder(message: unknown): message is Order {
  return message instanceof Object && 'kind' in message
}
