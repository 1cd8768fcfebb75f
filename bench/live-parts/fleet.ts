// A process full of bots. The bench tells it what to do; what it costs is not the node's.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Crowd } from './crowd.ts'
import { drive } from './drive.ts'
import type { Asked, Input, Load, OrderName, Orders, Reply, Result } from './orders.ts'

type Handlers = {
  readonly [Name in OrderName]: (input: Input<Name>) => Result<Name> | Promise<Result<Name>>
}

const crowd = new Crowd()
const resolution = 10
const delays = monitorEventLoopDelay({ resolution })
delays.enable()
let utilization = performance.eventLoopUtilization()

const handlers: Handlers = {
  join: (input) => crowd.join(input),
  async host(input) {
    await crowd.host(input)
    return null
  },
  expect({ screen }) {
    crowd.expectViews(screen)
    return null
  },
  arrivals: () => crowd.arrivals(),
  lead: (command) => crowd.lead(command),
  answer: ({ withinMs }) => crowd.answer(withinMs),
  drive: (input) => drive(crowd, input),
  cut: () => crowd.cut(),
  leave() {
    crowd.leave()
    return null
  },
  screens: () => crowd.screens(),
  heard: () => crowd.tap.empty(),
  load,
}

process.on('message', (asked) => {
  if (isAsked(asked)) void reply(asked)
})
process.on('disconnect', () => process.exit(0))

async function reply({ id, name, input }: Asked): Promise<void> {
  try {
    say({ id, result: await carryOut(name, input) })
  } catch (error) {
    say({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

function carryOut<Name extends OrderName>(name: Name, input: Orders[Name]['input']) {
  return handlers[name](input)
}

function say(message: Reply): void {
  process.send?.(message)
}

// What tells it is fleets.ts.
function isAsked(message: unknown): message is Asked {
  return message instanceof Object && 'id' in message && 'name' in message
}

function load(): Load {
  const now = performance.eventLoopUtilization()
  const busy = performance.eventLoopUtilization(now, utilization).utilization
  utilization = now
  const lag = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution)
  const lagP99Ms = lag(delays.percentile(99))
  const lagWorstMs = lag(delays.max)
  delays.reset()
  return { lagP99Ms, lagWorstMs, busy }
}
