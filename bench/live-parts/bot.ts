import {
  LiveClient,
  type LiveIdentity,
  type LiveState,
  type LiveViews,
} from '@quizmentor/client/live'
import { openLine, type Line, type Tap } from './line.ts'
import { machineMs } from './machine-time.ts'
import type { Destination } from './orders.ts'

export interface BotOptions<Role extends LiveIdentity['role']> extends Destination {
  readonly as: Extract<LiveIdentity, { role: Role }>
  readonly headers: Record<string, string>
  /** Counts what comes in. */
  readonly tap: Tap | null
}

/** Somebody who takes part with the kept client library, as a phone or a host's browser does. */
export class Bot<Role extends LiveIdentity['role']> {
  readonly live: LiveClient<Role>
  /** Called with each new view. */
  onView: () => void = () => {}
  /** Sockets opened so far. */
  tries = 0
  #line: Line | null = null

  constructor({ site, transport, as, headers, tap }: BotOptions<Role>) {
    const openSocket = (url: string) => {
      this.tries++
      this.#line = openLine(transport, url, { origin: site, ...headers }, tap)
      return this.#line
    }
    this.live = new LiveClient<Role>({ site, as, openSocket })
    let shown = this.live.state.view
    this.live.subscribe(() => {
      const { view } = this.live.state
      if (view === shown) return
      shown = view
      this.onView()
    })
  }

  /** Cuts the connection as a falling proxy would. */
  cut(): void {
    this.#line?.cut()
  }

  /** When the state is as wanted, by machine time. */
  when(wanted: (state: LiveState<LiveViews[Role]>) => boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const { state } = this.live
        const isDone = wanted(state)
        if (!isDone && state.connection.status !== 'ended') return
        stop()
        if (isDone) resolve(machineMs())
        else reject(new Error(`a bot was sent away: ${JSON.stringify(state.connection)}`))
      }
      const stop = this.live.subscribe(look)
      look()
    })
  }

  /** When another view than the one now is there (of this screen), by machine time. */
  anotherView(screen: string | null = null): Promise<number> {
    const { view } = this.live.state
    return this.when(
      (state) => state.view !== view && (screen === null || state.view?.screen.name === screen),
    )
  }
}
