import type { ClientMessage, ServerMessage } from '@quizmentor/contract/live'
import { seededRandom } from '@quizmentor/engine/question/parts'
import type { Given } from '@quizmentor/engine/question/question'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FakeSocket, FakeServer } from './fake-server-for-tests.ts'

const yes: Given = { type: 'true_false', truth: true }
interface LogEntry {
  readonly id: string
  readonly at: number
  readonly socket: FakeSocket
  readonly what: 'sent' | 'put off'
}

const closeCodes = [1006, 1012, 4005, 4006]

/**
 * A server that stores an answer once, behind a network in trouble: frames are lost, doubled and
 * delayed past each other, sockets break, commits fail.
 */
class Troubled extends FakeServer {
  /** Question → the id of the answer that counts. */
  readonly stored = new Map<number, string>()
  /** When an answer was sent, or the client was asked to send it again. */
  readonly log: LogEntry[] = []
  readonly #chance: () => number
  #isOver = false

  constructor(seed: number) {
    super()
    this.#chance = seededRandom(seed)
    this.random = this.#chance
  }

  /** The network is as it should be from now on. */
  heal(): void {
    this.#isOver = true
  }

  protected override opened(socket: FakeSocket): void {
    // A socket that never opens, one that is refused, or one that breaks sooner or later.
    if (this.#happens(0.1)) return
    if (this.#happens(0.2)) return this.#break(socket, 50)
    this.time.after(20 + 100 * this.#chance(), () => socket.open())
    if (this.#happens(0.5)) this.#break(socket, 8_000)
  }

  protected override heard(message: ClientMessage, socket: FakeSocket): void {
    if (message.t === 'answer') this.#note(message.id, socket, 'sent')
    this.#travel(() => {
      const reply = this.#reply(message)
      this.#travel(() => {
        if (reply.t === 'refused') this.#note(reply.id ?? '', socket, 'put off')
        socket.say(reply)
      })
    })
  }

  #reply(message: ClientMessage): ServerMessage {
    const now = this.now()
    if (message.t === 'hello') return { t: 'welcome', version: 1, code: '123456', now }
    if (message.t === 'ping') return { t: 'pong', n: message.n, now }
    const { id } = message
    if (message.t === 'command') return { t: 'refused', id, reason: 'not_allowed' }
    if (this.#happens(0.2)) return { t: 'refused', id, reason: 'try_again' }
    const counts = this.stored.get(message.question) ?? id
    this.stored.set(message.question, counts)
    return counts === id ? { t: 'accepted', id } : { t: 'refused', id, reason: 'already_answered' }
  }

  /** Brings a frame to the other side, or doesn't, or twice. */
  #travel(arrive: () => void): void {
    if (this.#happens(0.15)) return
    const copies = this.#happens(0.15) ? 2 : 1
    for (let copy = 0; copy < copies; copy++)
      this.time.after(this.#happens(0.2) ? 3_000 * this.#chance() : 20, arrive)
  }

  #note(id: string, socket: FakeSocket, what: LogEntry['what']): void {
    this.log.push({ id, at: this.time.now(), socket, what })
  }

  #break(socket: FakeSocket, withinMs: number): void {
    const code = closeCodes[Math.floor(closeCodes.length * this.#chance())] ?? 1006
    this.time.after(withinMs * this.#chance(), () => socket.closed(code))
  }

  #happens(share: number): boolean {
    return !this.#isOver && this.#chance() < share
  }
}

/** The shortest times between two sendings of a message: unasked, and after being asked to. */
const unaskedMs = 2_400
const askedMs = 125

function expectPatience(log: readonly LogEntry[]): void {
  for (const [index, { id, at, socket, what }] of log.entries()) {
    if (what !== 'sent') continue
    const before = log.slice(0, index).findLast((one) => one.id === id && one.socket === socket)
    if (before !== undefined)
      expect(at - before.at).toBeGreaterThanOrEqual(before.what === 'sent' ? unaskedMs : askedMs)
  }
}

test('whatever the network does, an answer is settled once, stored once and sent with patience', async () => {
  const run = fc.asyncProperty(
    fc.nat(),
    fc.integer({ min: 1, max: 5 }),
    fc.boolean(),
    async (seed, questions, isRestless) => {
      const server = new Troubled(seed)
      const { time } = server
      const live = server.player()
      const history: string[] = []
      live.subscribe(() => {
        const { answer } = live.state
        const now = answer === null ? '' : `${answer.question} ${answer.status}`
        if (now !== history.at(-1)) history.push(now)
      })
      const asked = []
      for (let question = 0; question < questions; question++) {
        asked.push(live.answer(question, yes))
        await time.pass(8_000)
        if (isRestless) server.wake()
      }
      server.heal()
      await time.pass(40_000)

      expect(live.state.connection).toEqual({ status: 'open' })
      expect(await Promise.all(asked)).toEqual(asked.map(() => null))
      expect(new Set(server.stored.keys())).toEqual(new Set(asked.keys()))
      const sent = server.log.filter(({ what }) => what === 'sent').map(({ id }) => id)
      expect(new Set(sent)).toEqual(new Set(server.stored.values()))
      // What was received stays so, until another question is answered.
      for (const [index, now] of history.entries())
        if (now.endsWith('received')) expect(history[index + 1] ?? 'waiting').toMatch('waiting')
      expectPatience(server.log)

      live.close()
      await time.pass(10_000)
      expect(time.waiting).toBe(0)
    },
  )
  await fc.assert(run, { numRuns: 200 })
})
