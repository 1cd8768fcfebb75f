import { expect, test } from 'vitest'
import type { Bus } from '../../platform/bus/bus.ts'
import { newId } from '../../platform/ids.ts'
import { createLog } from '../../platform/log.ts'
import { Relay } from './relay.ts'
import { askedSaid } from './said.ts'
import { Hall } from './test-hall.ts'
import { leading } from './test-rooms.ts'
import { VirtualTime } from './test-time.ts'

test('an owner that is about to leave is asked again now and then, not without pause', async () => {
  const hall = new Hall()
  const { room } = await hall.game()
  room.epoch = null
  room.owner = newId()
  // Another clock than the one by which its own node finds out that it has no owner.
  const time = new VirtualTime()
  let asked = 0
  let hear: (body: unknown, from: string) => void = () => {}
  const bus: Bus = {
    async start() {},
    async close() {},
    hear(topic, listener) {
      if (topic === 'live.reply') hear = listener
      return () => {}
    },
    say(to, _, body) {
      asked++
      const { n } = askedSaid.parse(body)
      time.after(1, () => hear({ n, reply: 'elsewhere' }, to))
    },
  }
  const relay = new Relay({
    bus,
    time,
    log: createLog('silent'),
    decide: async () => 'elsewhere',
    locate: async () => {},
  })
  const reply = relay.ask(room, leading({ name: 'lock' }), time.now())
  await time.advance(4_000)
  expect(await reply).toBe('try_again')
  expect(asked).toBeGreaterThan(10)
  expect(asked).toBeLessThan(40)
})
