import { readServerMessage } from '@quizmentor/client/server-message'
import type { LiveView, ServerMessage } from '@quizmentor/contract/live'
import { answerMark, ownNumberFrom } from './answering.ts'
import { type Game, tokenMark } from './game.ts'
import type { Link } from './link.ts'
import type { Watcher } from './network.ts'
import { marked } from './quiz.ts'
import type { SimulatedTime } from './time.ts'

/** Who is at the client's end of a connection. */
export interface Someone {
  readonly game: Game
  readonly role: 'player' | 'screen' | 'host'
  /** Of a player: what only they give, and how the ids of their answers end. */
  readonly ownNumber: number
  readonly idEnding: string
}

type Verdict = Extract<ServerMessage, { readonly t: 'accepted' | 'refused' }>

/** Refusals that ask to say it again. */
const putsOff = new Set<string>(['try_again', 'too_many'])
const mostCountsASecond = 5
const mostFramesAQuestion = 3

/** Looks at every frame while it is said, for what must never be said. */
export class Watch implements Watcher {
  /** What went wrong. */
  readonly faults: string[] = []
  /** What was sent to phones and screens, with the time. */
  readonly shown: string[] = []
  /** Questions revealed, by game and index. */
  readonly revealed = new Set<string>()
  readonly #time: SimulatedTime
  readonly #people = new Map<string, Someone>()
  readonly #countedAt = new Map<string, number[]>()
  readonly #framesOf = new Map<string, number>()
  readonly #questionOf = new Map<string, number>()
  readonly #trace: ((line: string) => void) | null

  constructor(time: SimulatedTime, trace: ((line: string) => void) | null) {
    this.#time = time
    this.#trace = trace
  }

  /** Says who a device is. */
  meet(device: string, someone: Someone): void {
    this.#people.set(device, someone)
  }

  happened(what: string): void {
    this.#trace?.(what)
  }

  clientSent(link: Link, text: string): void {
    this.#trace?.(`${link.name} → ${text}`)
  }

  serverSent(link: Link, text: string): void {
    this.#trace?.(`${link.name} ← ${text}`)
    const someone = this.#people.get(link.caller.name)
    if (someone === undefined) return this.fault(`a stranger hears ${text}`)
    this.#checkMessage(someone, link, text)
    if (someone.role === 'host') return
    this.shown.push(`${this.#time.now()} ${link.name} ${text}`)
    if (someone.role === 'player') this.#checkSecrets(someone, link, text)
  }

  #checkMessage(someone: Someone, link: Link, text: string): void {
    // Most frames are these, and there is nothing more to see in them.
    if (text.startsWith('{"t":"pong"') || text.startsWith('{"t":"latency"')) return
    const message = readServerMessage(text)
    if (message === null) return this.fault(`${link.name} hears ${text}`)
    if (message.t === 'accepted' || message.t === 'refused') this.#checkVerdict(someone, message)
    if (message.t === 'counts') this.#checkPace(link)
    if (someone.role === 'player' && someone.game.isCalm) this.#countFrames(link, message)
  }

  fault(what: string): void {
    if (this.faults.includes(what)) return
    this.faults.push(what)
    this.#trace?.(`FAULT: ${what}`)
  }

  /** What is said to be done is stored by then; what is stored is not said to be refused. */
  #checkVerdict({ game: { history, log } }: Someone, message: Verdict): void {
    const { id } = message
    if (id === null) return
    const isStored = log.answerIds.has(id) || log.commandIds.has(id)
    if (message.t === 'accepted' && history.answers.has(id) && !isStored)
      this.fault(`answer ${id} is acknowledged before it is stored`)
    if (message.t === 'refused' && isStored && !putsOff.has(message.reason))
      this.fault(`${id} is stored, and refused with ${message.reason}`)
  }

  #checkPace({ name }: Link): void {
    const now = this.#time.now()
    const lately = (this.#countedAt.get(name) ?? []).filter((at) => at > now - 1_000)
    lately.push(now)
    this.#countedAt.set(name, lately)
    if (lately.length > mostCountsASecond)
      this.fault(`${name} gets ${lately.length} counters within a second`)
  }

  #checkSecrets({ game, ownNumber, idEnding }: Someone, link: Link, text: string): void {
    const leak = (what: string) => this.fault(`${link.name} is sent ${what}: ${text}`)
    if (text.includes(tokenMark) || text.includes('Hash')) leak('a credential')
    for (const [, own] of text.matchAll(answerIds))
      if (`${answerMark}${own}` !== idEnding) leak('the id of another player’s answer')
    for (const [value] of text.matchAll(ownNumbers))
      if (Number(value) !== ownNumber) leak('another player’s answer')
    for (const [, question] of text.matchAll(marked.explanation))
      if (!this.revealed.has(`${game.number} ${question}`)) leak('an explanation too early')
    for (const [, other] of text.matchAll(marked.game))
      if (Number(other) !== game.number) leak('another game')
  }

  #countFrames({ caller }: Link, message: ServerMessage): void {
    const { name } = caller
    const shown = questionIn(message)
    if (shown !== null) this.#questionOf.set(name, shown)
    const isCounted = shown !== null || message.t === 'accepted' || message.t === 'refused'
    if (!isCounted) return
    const key = `${name} ${this.#questionOf.get(name)}`
    const frames = (this.#framesOf.get(key) ?? 0) + 1
    this.#framesOf.set(key, frames)
    if (frames > mostFramesAQuestion) this.fault(`${key} costs ${frames} frames`)
  }
}

const answerIds = new RegExp(`${answerMark}(\\d{4})`, 'g')
const ownNumbers = new RegExp(`\\b${String(ownNumberFrom).slice(0, 3)}\\d{4}\\b`, 'g')

function questionIn(message: ServerMessage): number | null {
  if (message.t !== 'phase' && message.t !== 'view') return null
  const screen = message.t === 'phase' ? message.screen : screenOf(message.view)
  return 'question' in screen ? screen.question.index : null
}

function screenOf(view: LiveView): LiveView['screen'] {
  return view.screen
}
