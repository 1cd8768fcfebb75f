import type { z } from 'zod'
import type { Bus } from '../../platform/bus/bus.ts'
import type { Room } from './room.ts'
import { crowdSaid, screenSaid, seatedSaid } from './said.ts'
import { every, type Cancel, type LiveTime } from './time.ts'

export interface GatheringOptions {
  readonly nodeId: string
  readonly bus: Bus
  readonly time: LiveTime
  readonly rooms: () => Iterable<Room>
  readonly known: (gameId: string) => Promise<Room | null>
  /** Whether other nodes have people in a game, too. */
  readonly isShared: (room: Room) => boolean
}

const tellEveryMs = 2_000
/** Of those who are seated, so many each time: in turn all of them, since news may get lost. */
const repeatedEachTime = 100

/** Who is connected to a game, whichever nodes they are connected to. */
export class Gathering {
  readonly #options: GatheringOptions
  readonly #end: Cancel[]
  /** Whose turn it is to be repeated. */
  readonly #turns = new WeakMap<Room, number>()

  constructor(options: GatheringOptions) {
    const { bus, time, known } = options
    this.#options = options
    this.#end = [
      bus.hear('live.seated', (body, from) => {
        const { gameId, ...seated } = seatedSaid.parse(body)
        void known(gameId).then((room) => this.#replaced(room, [seated], from))
      }),
      bus.hear('live.crowd', (body, from) => {
        const { gameId, crowd, seated } = crowdSaid.parse(body)
        void known(gameId).then((room) => {
          room?.audience.heardOf(from, crowd)
          this.#replaced(room, seated, from)
        })
      }),
      bus.hear('live.screen', (body) => {
        void this.#screenChanged(screenSaid.parse(body))
      }),
      every(time, tellEveryMs, () => this.#tell()),
    ]
  }

  close(): void {
    for (const end of this.#end) end()
  }

  /** A player is connected here since `at`: what connects them elsewhere is from before. */
  seated(gameId: string, playerId: string, at: number): void {
    this.#options.bus.say('all', 'live.seated', { gameId, playerId, at })
  }

  /** Another token opens the big screen from now on; with `ends`, those that are open end. */
  async changeScreen(changed: z.output<typeof screenSaid>): Promise<void> {
    this.#options.bus.say('all', 'live.screen', screenSaid.encode(changed))
    await this.#screenChanged(changed)
  }

  async #screenChanged({ gameId, hash, ends }: z.output<typeof screenSaid>): Promise<void> {
    const room = await this.#options.known(gameId)
    room?.changeScreen(hash, ends)
  }

  #tell(): void {
    const { bus, rooms, isShared } = this.#options
    for (const room of rooms()) {
      const { audience, facts } = room
      audience.tidy()
      if (!isShared(room)) continue
      const said = { gameId: facts.id, crowd: audience.crowd(), seated: this.#someSeated(room) }
      if (audience.size > 0) bus.say('all', 'live.crowd', said)
    }
  }

  #someSeated(room: Room) {
    const seated = [...room.audience.seated()]
    const turn = this.#turns.get(room) ?? 0
    const from = turn < seated.length ? turn : 0
    this.#turns.set(room, from + repeatedEachTime)
    return seated.slice(from, from + repeatedEachTime)
  }

  #replaced(room: Room | null, seated: readonly { playerId: string; at: number }[], from: string) {
    const wins = from > this.#options.nodeId
    for (const { playerId, at } of seated) room?.audience.replaced(playerId, at, wins)
  }
}
