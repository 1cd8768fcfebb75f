import type { HostCommand, HostView } from '@quizmentor/engine/live/types'
import { setTimeout as delay } from 'node:timers/promises'
import type { Game } from '../../live-kill/game.ts'
import { LivePage, note, type Outcome } from '../../live-kill/page.ts'
import { type Scene, until } from '../../live-kill/scene.ts'
import type { Lead } from '../../live-kill/table.ts'

type ScreenName = HostView['screen']['name']

/** A host who does what the scenario says, when it says so. */
export class Leader implements Lead {
  readonly page: LivePage<'host'>
  readonly #game: Game

  constructor(scene: Scene, game: Game) {
    const { id: gameId, number, host } = game
    const ear = game.ear({ name: `host ${number}`, role: 'host', playerId: '' })
    const as = { role: 'host', gameId } as const
    this.#game = game
    this.page = new LivePage({ site: scene.url, as, ear, cookie: host.header() })
  }

  get view(): HostView | null {
    return this.page.view
  }

  lookAgain(): void {
    this.page.lookAgain()
  }

  /** Goes on until the game is there. */
  async leadTo(screen: ScreenName): Promise<void> {
    await until(`the host leads to ${screen}`, async () => {
      const { view } = this
      if (view === null) return false
      if (view.screen.name === screen) return true
      if (view.screen.name === 'finished') throw new Error('the game is over')
      const outcome = await this.say({ name: 'next' })
      await this.#shown(outcome === 'accepted' ? view.version : -1)
      return false
    })
  }

  /** Waits until the host is shown a game that is there by itself. */
  async sees(screen: ScreenName): Promise<void> {
    await until(`the host sees ${screen}`, () => this.view?.screen.name === screen)
  }

  async say(command: HostCommand): Promise<Outcome> {
    const seen = this.view?.version ?? 0
    const saying = this.page.command(command)
    this.#game.history.commanded(note({ command, seen }, saying, this.page))
    return saying.outcome
  }

  /** What a command changed may come a moment after the word that it did. */
  async #shown(version: number): Promise<void> {
    for (let looks = 0; looks < 100 && (this.view?.version ?? 0) <= version; looks++)
      await delay(10)
    if (version < 0) await delay(30)
  }
}
