import {
  LiveClient,
  type LiveEnd,
  type LiveIdentity,
  type LiveViews,
} from '@quizmentor/client/live'
import { uuidv7 } from '@quizmentor/client/uuid'
import type { LiveRefusal } from '@quizmentor/contract/live'
import type { HostCommand, PlayerScreen, SharedScreen } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { WebSocket } from 'ws'
import type { SaidCommand } from '../live-simulation/history.ts'
import type { Ear } from './ear.ts'

type Said = Omit<SaidCommand, 'command' | 'seen'>
/** What came of something said, as far as whoever said it knows. */
export type Outcome = Said['outcome']

export interface Saying {
  readonly id: string
  readonly outcome: Promise<Outcome>
}

/** Something by which somebody takes part. */
export interface Page {
  readonly ear: Ear
  /** Whether it is connected. */
  readonly isOpen: boolean
}

/** Notes what is said on a page, and what comes of it. */
export function note<What extends object>(
  what: What,
  { id, outcome }: Saying,
  page: Page,
): What & Said {
  const by = page.ear.someone.name
  const isWaiting = () => said.outcome === 'unknown' && page.isOpen
  const saying: Said = { id, by, at: Date.now(), outcome: 'unknown', isWaiting }
  const said = { ...what, ...saying }
  void outcome.then((known) => (said.outcome = known))
  return said
}

/** What a player holds in hand, whatever program runs on it. */
export interface PlayerPage extends Page {
  readonly screen: PlayerScreen | SharedScreen | null
  /** `null`: it is there, or will be by itself. */
  readonly ended: LiveEnd | null
  serverNow(): number
  answer(question: number, given: Given): Saying
  /** The device is looked at again. */
  wake(): void
  lookAgain(): void
  close(): void
}

type Role = LiveIdentity['role']

export interface LivePageParts<R extends Role> {
  readonly site: string
  readonly as: Extract<LiveIdentity, { role: R }>
  readonly ear: Ear
  readonly cookie?: string
  readonly onChange?: () => void
}

/** A page with the kept client library, over real sockets. */
export class LivePage<R extends Role> implements Page {
  readonly ear: Ear
  readonly live: LiveClient<R>
  readonly #wakers = new Set<() => void>()
  #lastId = ''

  constructor({ site, as, ear, cookie = '', onChange }: LivePageParts<R>) {
    this.ear = ear
    this.live = new LiveClient<R>({
      site,
      as,
      openSocket(url) {
        const socket = new WebSocket(url, { headers: { origin: site, cookie } })
        ear.listen(socket)
        return socket
      },
      id: (now) => (this.#lastId = uuidv7(now)),
      onWake: (then) => {
        this.#wakers.add(then)
        return () => void this.#wakers.delete(then)
      },
    })
    if (onChange !== undefined) this.live.subscribe(onChange)
  }

  get view(): LiveViews[R] | null {
    return this.live.state.view
  }

  get isOpen(): boolean {
    return this.live.state.connection.status === 'open'
  }

  get ended(): LiveEnd | null {
    const { connection } = this.live.state
    return connection.status === 'ended' ? connection.because : null
  }

  serverNow(): number {
    return this.live.serverNow()
  }

  wake(): void {
    this.ear.wokenAt.push(Date.now())
    for (const then of [...this.#wakers]) then()
  }

  /** Somebody looks at it who finds it without a connection. */
  lookAgain(): void {
    if (this.ended === null && !this.isOpen) this.wake()
  }

  close(): void {
    this.ear.left()
    this.live.close()
  }

  command(command: HostCommand): Saying {
    return this.saying(this.live.command(command))
  }

  protected saying(reply: Promise<LiveRefusal | null>): Saying {
    const outcome = reply.then((refusal) => {
      // A client that is over says so of whatever it had not heard of.
      const isCutOff = refusal === 'not_allowed' && this.ended !== null
      return isCutOff ? 'unknown' : (refusal ?? 'accepted')
    })
    return { id: this.#lastId, outcome }
  }
}

/** The page of a player who uses the app. */
export class AppPage extends LivePage<'player'> implements PlayerPage {
  get screen(): PlayerScreen | null {
    return this.view?.screen ?? null
  }

  answer(question: number, given: Given): Saying {
    return this.saying(this.live.answer(question, given))
  }
}
