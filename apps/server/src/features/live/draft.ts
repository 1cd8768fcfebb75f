import type { LiveRefusal } from '@quizmentor/contract/live'
import { decide } from '@quizmentor/engine/live/decide'
import { apply } from '@quizmentor/engine/live/game'
import type { Command, GameEvent, GameState, HostCommand } from '@quizmentor/engine/live/types'
import type { Random } from '@quizmentor/engine/question/parts'
import { sameHash } from './chance.ts'
import type { Room, Seat } from './room.ts'

/** What somebody asks of a game. */
export type Ask =
  | {
      readonly name: 'join'
      readonly playerId: string
      readonly nickname: string
      readonly tokenHash: Buffer
      readonly deviceHash: Buffer
      readonly addressMark: number
      /** The person, where they are a member of the workspace; else they join as a guest. */
      readonly memberId: number | null
    }
  | Extract<Command, { name: 'answer' | 'time_up' }>
  | {
      readonly name: 'lead'
      readonly id: string
      /** The version of the view that the host acted on. */
      readonly seen: number
      readonly command: HostCommand
    }

/** `null`: done, and stored. */
export type Reply = LiveRefusal | null

/** Replies to what made no event, by the id of what was asked: asked again, they are the same. */
export type Told = ReadonlyMap<string, { readonly reply: Reply }>

export interface DraftedEvent {
  readonly seq: number
  readonly at: number
  readonly event: GameEvent
  /** Of the host's command that made it and maybe others, with the first of them. */
  readonly commandId: string | null
}

/** A seat to be stored; a guest's person is made with it. */
export type NewSeat = Omit<Seat, 'personId' | 'isMember'> & {
  readonly memberId: number | null
  readonly joinedAt: number
}

/** Commands that mean the same at any moment. Others are for the moment they were given in. */
const timeless = new Set<HostCommand['name']>([
  'lock',
  'unlock',
  'kick',
  'ban',
  'give_time',
  'extend',
  'finish',
])

/**
 * What comes of the things asked of a game since its last commit. The game itself stays as it is
 * until the draft is stored.
 */
export class Draft {
  readonly room: Room
  /** Of the ownership that it was drafted under. */
  readonly epoch: number
  state: GameState
  readonly events: DraftedEvent[] = []
  /** By player. */
  readonly seats = new Map<string, NewSeat>()
  readonly commands: string[] = []
  readonly #told = new Map<string, { readonly reply: Reply }>()
  readonly #random: Random
  readonly #tokens = new Set<string>()
  readonly #banned: string[]

  constructor(room: Room, random: Random) {
    this.room = room
    this.epoch = room.epoch ?? 0
    this.#random = random
    this.state = room.state
    this.#banned = [...room.banned]
  }

  get told(): Told {
    return this.#told
  }

  /**
   * Takes in one thing asked; the reply is good once the draft is stored. What fails by a fault of
   * ours leaves the draft as it was.
   */
  take(ask: Ask, at: number): Reply {
    const id = idOf(ask)
    const told = id === null ? undefined : (this.#told.get(id) ?? this.room.told(id))
    if (told !== undefined) return told.reply
    const { state } = this
    const { length } = this.events
    try {
      const reply = this.#take(ask, at)
      if (id !== null && this.events.length === length) this.#told.set(id, { reply })
      return reply
    } catch (error) {
      this.state = state
      this.events.length = length
      throw error
    }
  }

  #take(ask: Ask, at: number): Reply {
    switch (ask.name) {
      case 'join':
        return this.#join(ask, at)
      case 'lead':
        return this.#lead(ask, at)
      case 'answer':
      case 'time_up':
        return this.#tell(ask, at)
    }
  }

  #tell(command: Command, at: number, commandId: string | null = null): Reply {
    const decision = decide(this.state, command, { now: at, random: this.#random })
    if (!decision.ok) return decision.refusal
    for (const [index, event] of decision.events.entries()) {
      this.state = apply(this.state, event)
      const seq = this.state.version
      this.events.push({ seq, at, event, commandId: index === 0 ? commandId : null })
    }
    for (const event of decision.events)
      if (event.name === 'removed' && event.banned) this.#banned.push(event.playerId)
    return null
  }

  #lead({ id, seen, command }: Extract<Ask, { name: 'lead' }>, at: number): Reply {
    if (this.room.hasDone(id) || this.commands.includes(id)) return null
    if (seen < this.state.since && !timeless.has(command.name)) return 'stale'
    const reply = this.#tell(command, at, id)
    if (reply === null) this.commands.push(id)
    return reply
  }

  #join(ask: Extract<Ask, { name: 'join' }>, at: number): Reply {
    const { playerId, nickname, tokenHash, deviceHash, addressMark, memberId } = ask
    const own = this.room.seat(playerId) ?? this.seats.get(playerId)
    // Who knows a player's id alone isn't that player.
    if (own !== undefined && !sameHash(own.tokenHash, tokenHash)) return 'not_allowed'
    if (own === undefined && this.#isTokenTaken(tokenHash)) return 'not_allowed'
    if (this.#isBanned(ask)) return 'removed'

    const reply = this.#tell({ name: 'join', playerId, nickname }, at)
    if (reply === null && own === undefined) {
      const seat = { playerId, tokenHash, deviceHash, addressMark, memberId, joinedAt: at }
      this.seats.set(playerId, seat)
      this.#tokens.add(tokenHash.toString('base64'))
    }
    return reply
  }

  #isTokenTaken(tokenHash: Buffer): boolean {
    return (
      this.room.seatOf(tokenHash) !== undefined || this.#tokens.has(tokenHash.toString('base64'))
    )
  }

  /** A ban holds for the device and for the person, whatever they call themselves. */
  #isBanned({ deviceHash, memberId }: Extract<Ask, { name: 'join' }>): boolean {
    return this.#banned.some((playerId) => {
      const seat = this.room.seat(playerId)
      return (
        seat !== undefined &&
        (sameHash(seat.deviceHash, deviceHash) || (memberId !== null && seat.personId === memberId))
      )
    })
  }
}

/** By which something that is asked again is known again. */
function idOf(ask: Ask): string | null {
  switch (ask.name) {
    case 'answer':
      return ask.answerId
    case 'lead':
      return ask.id
    case 'join':
    case 'time_up':
      return null
  }
}
