import type { LiveEnd } from '@quizmentor/client/live'
import { readServerMessage } from '@quizmentor/client/server-message'
import type { ClientMessage, ServerMessage } from '@quizmentor/contract/live'
import { LIVE_PATH, LIVE_VERSION, liveClose } from '@quizmentor/contract/live-protocol'
import type { PlayerScreen, SharedScreen } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { WebSocket } from 'ws'
import { newId } from '../../src/platform/ids.ts'
import type { Dice } from '../live-simulation/dice.ts'
import type { Ear } from './ear.ts'
import type { Outcome, PlayerPage, Saying } from './page.ts'
import type { Scene } from './scene.ts'

type Answer = Extract<ClientMessage, { t: 'answer' }>

/** Answers that nobody has heard of yet, with who waits for that. They outlive a page. */
export type Unheard = Map<
  string,
  { readonly answer: Answer; readonly tell: (outcome: Outcome) => void }
>

export interface RawPageParts {
  readonly scene: Scene
  readonly gameId: string
  readonly token: string
  readonly ear: Ear
  readonly dice: Dice
  readonly unheard: Unheard
  readonly onChange: () => void
}

const endings = new Map<number, LiveEnd>([
  [liveClose.replaced, 'replaced'],
  [liveClose.removed, 'removed'],
  [liveClose.unauthorized, 'unauthorized'],
  [liveClose.gone, 'gone'],
])
const insistEveryMs = 1_500

/**
 * A program of somebody else's that speaks the protocol as simply as it can: it says everything it
 * has not heard of again and again, often twice, and keeps that over reloads.
 */
export class RawPage implements PlayerPage {
  readonly ear: Ear
  screen: PlayerScreen | SharedScreen | null = null
  ended: LiveEnd | null = null
  readonly #parts: RawPageParts
  #socket: WebSocket | null = null
  #isWelcome = false

  constructor(parts: RawPageParts) {
    this.ear = parts.ear
    this.#parts = parts
    this.#connect()
    this.#insist()
  }

  get isOpen(): boolean {
    return this.#isWelcome
  }

  serverNow(): number {
    return Date.now()
  }

  answer(question: number, given: Given): Saying {
    const answer: Answer = { t: 'answer', id: newId(), question, given }
    const outcome = new Promise<Outcome>((tell) => {
      this.#parts.unheard.set(answer.id, { answer, tell })
    })
    if (this.#isWelcome) this.#say(answer)
    return { id: answer.id, outcome }
  }

  wake(): void {
    this.ear.wokenAt.push(Date.now())
    this.#socket?.terminate()
  }

  lookAgain(): void {
    if (this.ended === null && !this.isOpen) this.wake()
  }

  close(): void {
    this.ear.left()
    this.#end('left')
  }

  #connect(): void {
    if (this.ended !== null) return
    const { scene, ear, gameId, token, dice } = this.#parts
    const url = new URL(LIVE_PATH, scene.url.replace('http', 'ws'))
    const socket = new WebSocket(url, { headers: { origin: scene.url } })
    this.#socket = socket
    ear.listen(socket)
    const as = { role: 'player', gameId, token } as const
    socket.on('open', () => this.#send({ t: 'hello', version: LIVE_VERSION, as }))
    socket.on('message', (data: Buffer) => {
      const message = readServerMessage(data.toString())
      if (message !== null && this.ended === null) this.#hear(message)
    })
    socket.on('error', () => {})
    socket.on('close', (code) => {
      this.#isWelcome = false
      const ending = endings.get(code)
      if (ending === undefined) scene.after(dice.between(30, 600), () => this.#connect())
      else this.#end(ending)
    })
  }

  #hear(message: ServerMessage): void {
    switch (message.t) {
      case 'welcome':
        this.#isWelcome = true
        return this.#sayAll()
      case 'view':
        if (message.view.audience === 'player') this.screen = message.view.screen
        return this.#parts.onChange()
      case 'phase':
        this.screen = message.screen
        return this.#parts.onChange()
      case 'accepted':
        return this.#settle(message.id, 'accepted')
      case 'refused':
        return this.#refused(message)
      default:
    }
  }

  #refused({ id, reason }: Extract<ServerMessage, { t: 'refused' }>): void {
    if (id === null) return
    const { unheard, scene, dice } = this.#parts
    if (reason !== 'try_again' && reason !== 'too_many') return this.#settle(id, reason)
    scene.after(dice.between(100, 600), () => {
      const said = unheard.get(id)
      if (said !== undefined && this.#isWelcome) this.#say(said.answer)
    })
  }

  #settle(id: string, outcome: Outcome): void {
    const { unheard } = this.#parts
    unheard.get(id)?.tell(outcome)
    unheard.delete(id)
  }

  #insist(): void {
    if (this.ended !== null) return
    this.#parts.scene.after(insistEveryMs, () => {
      if (this.#isWelcome) this.#sayAll()
      this.#insist()
    })
  }

  #sayAll(): void {
    for (const { answer } of this.#parts.unheard.values()) this.#say(answer)
  }

  #say(answer: Answer): void {
    const { scene, dice } = this.#parts
    this.#send(answer)
    if (dice.happens(0.3)) this.#send(answer)
    for (let again = 1; again < scene.rawSaysTimes; again++)
      scene.after(dice.between(0, 400), () => this.#send(answer))
  }

  #send(message: ClientMessage): void {
    const socket = this.#socket
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }

  #end(because: LiveEnd): void {
    this.ended ??= because
    this.#isWelcome = false
    this.#socket?.close()
    this.#parts.onChange()
  }
}
