import { createClient, type Client } from '@quizmentor/client/client'
import { cookieJar, type Cookies } from '@quizmentor/client/cookies'
import type { ServerMessage } from '@quizmentor/contract/live'
import type { HostCommand } from '@quizmentor/engine/live/types'
import type { Given, QuestionContent } from '@quizmentor/engine/question/question'
import { newId } from '../../platform/ids.ts'
import { BareSocket, newGame, newToken, shows, type TestGame } from './test-games.ts'
import { fetchFrom, type LiveServer, type Member } from './test-server.ts'

/** What the words of a game begin with, so that they are known wherever they turn up. */
export type Mark = 'alpha' | 'omega'

export interface Heard {
  readonly game: Mark
  readonly by: 'player' | 'screen' | 'host'
  /** The player's name. */
  readonly name: string
  readonly how: 'frame' | 'headers' | 'body'
  /** How many questions of its game were revealed by then, or just about to be. */
  readonly revealed: number
  readonly text: string
}

export interface Guest {
  readonly id: string
  readonly token: string
  readonly name: string
  readonly client: Client
  readonly cookies: Cookies
  socket: BareSocket
}

/** A number that is nowhere but in the key of the last question. */
export const keyNumbers: Readonly<Record<Mark, number>> = { alpha: 7351.25, omega: 9173.75 }

const why = (mark: Mark, index: number) => ({
  explanation: `${mark} why ${index}`,
  hints: [`${mark} hint ${index}`],
})

/** Four questions of four types; what their authors call the options begins with the mark too. */
function rounds(mark: Mark): QuestionContent[][] {
  const stem = (index: number) => `${mark} stem ${index}`
  const options = (question: number) =>
    [0, 1, 2, 3].map((at) => ({ id: `${mark}-${question}${at}`, text: `${mark} option ${at}` }))
  const tolerance = { kind: 'absolute', amount: 0 } as const
  return [
    [
      {
        type: 'single_choice',
        stem: stem(0),
        ...why(mark, 0),
        body: { options: options(0), shuffle: true },
        key: { choice: `${mark}-00` },
      },
      {
        type: 'multiple_choice',
        stem: stem(1),
        ...why(mark, 1),
        body: { options: options(1), shuffle: true },
        key: { choices: [`${mark}-10`, `${mark}-11`], rule: 'penalised' },
      },
    ],
    [
      { type: 'true_false', stem: stem(2), ...why(mark, 2), body: {}, key: { truth: true } },
      {
        type: 'numeric',
        stem: stem(3),
        ...why(mark, 3),
        body: { units: [] },
        key: { value: keyNumbers[mark], tolerance, factors: {} },
      },
    ],
  ]
}

/** What the player of this number answers; no two give the last question the same number. */
export function givenBy(mark: Mark, player: number, question: number): Given {
  const place = 'abcd'.charAt(player % 4)
  switch (question) {
    case 0:
      return { type: 'single_choice', choice: place }
    case 1:
      return { type: 'multiple_choice', choices: [place] }
    case 2:
      return { type: 'true_false', truth: player % 2 === 0 }
    default:
      return { type: 'numeric', value: (mark === 'alpha' ? 3_000 : 5_000) + player + 0.125 }
  }
}

function isAt(name: 'question_open' | 'revealed', question: number) {
  return (message: ServerMessage): boolean => {
    if (!shows(name)(message) || (message.t !== 'view' && message.t !== 'phase')) return false
    const screen = message.t === 'view' ? message.view.screen : message.screen
    return 'question' in screen && screen.question.index === question
  }
}

/** A game that is played to its end, and everything that anybody hears of it. */
export class Evening {
  readonly mark: Mark
  readonly server: LiveServer
  readonly game: TestGame
  readonly guests: Guest[] = []
  readonly heard: Heard[] = []
  readonly #screen: BareSocket
  readonly #host: BareSocket
  #revealed = 0

  static async create(server: LiveServer, mark: Mark, host: Member): Promise<Evening> {
    const options = { title: `${mark} quiz`, rounds: rounds(mark), host }
    return new Evening(server, mark, await newGame(server, options))
  }

  private constructor(server: LiveServer, mark: Mark, game: TestGame) {
    this.server = server
    this.mark = mark
    this.game = game
    this.#screen = this.#listen('screen', '')
    this.#host = this.#listen('host', '', { cookie: game.host.cookies.header() })
  }

  /** From the lobby to the end, with all that may happen on the way. */
  async play(): Promise<void> {
    const { id: gameId, screenToken: token } = this.game
    await this.#screen.hello({ role: 'screen', gameId, token })
    await this.#host.hello({ role: 'host', gameId })
    for (const name of ['Ann', 'Bob', 'Cy', 'Di']) await this.#arrive(`${this.mark} ${name}`)
    for (let question = 0; question < 4; question++) {
      if (question % 2 === 0) await this.#lead({ name: 'next' })
      await this.#lead({ name: 'next' })
      await this.#all((socket) => socket.hear(isAt('question_open', question)))
      await this.#disturb(question)
      await this.#answer(question)
      await this.#quiet()
      this.#revealed = question + 1
      await this.#lead({ name: 'reveal' })
      await this.#all((socket) => socket.hear(isAt('revealed', question)))
      if (question < 3) await this.#lead({ name: 'leaderboard' })
    }
    await this.#lead({ name: 'finish' })
    await this.#all((socket) => socket.hear(shows('finished')))
    for (const guest of this.guests) await this.#connect(guest)
    await this.#lookBack()
  }

  close(): void {
    for (const { socket } of this.guests) socket.close()
    this.#screen.close()
    this.#host.close()
  }

  /** A client whose every answer is heard. */
  #visitor(by: Heard['by'], name: string, cookies: Cookies, address: string): Client {
    const fetchThere = fetchFrom(address)
    const fetchHeard: typeof fetch = async (url, init) => {
      const response = await fetchThere(url, init)
      this.#hear(by, name, 'headers', JSON.stringify([...response.headers]))
      this.#hear(by, name, 'body', await response.clone().text())
      return response
    }
    return createClient({ baseUrl: this.server.url, cookies, fetch: fetchHeard })
  }

  async #arrive(name: string): Promise<void> {
    const cookies = cookieJar()
    const client = this.#visitor('player', name, cookies, '10.0.0.1')
    const params = { code: this.game.code }
    await client.live.lookUpGame({ params })
    const [id, token] = [newId(), newToken()]
    await client.live.joinGame({ params, body: { id, token, nickname: name } })
    // With a token that is not theirs, with a name that is taken, and once more.
    await client.live
      .joinGame({ params, body: { id, token: newToken(), nickname: name } })
      .catch(no)
    await client.live
      .joinGame({ params, body: { id: newId(), token: newToken(), nickname: name } })
      .catch(no)
    await client.live.joinGame({ params, body: { id, token, nickname: name } })
    const guest = { id, token, name, client, cookies, socket: this.#listen('player', name) }
    this.guests.push(guest)
    await guest.socket.hello({ role: 'player', gameId: this.game.id, token })
  }

  async #connect(guest: Guest): Promise<void> {
    guest.socket.close()
    guest.socket = this.#listen('player', guest.name)
    await guest.socket.hello({ role: 'player', gameId: this.game.id, token: guest.token })
  }

  /** Something else with each question. */
  async #disturb(question: number): Promise<void> {
    const [ann, bob, cy] = this.guests
    if (ann === undefined || bob === undefined || cy === undefined) throw new Error('nobody came')
    switch (question) {
      case 0:
        await this.#lead({ name: 'pause' })
        await this.#lead({ name: 'resume' })
        return
      case 1:
        await this.#lead({ name: 'extend', seconds: 5 })
        await this.#lead({ name: 'give_time', playerId: bob.id, factor: 2 })
        return
      case 2: {
        await this.#lead({ name: 'kick', playerId: cy.id })
        await cy.socket.closed
        const { id, token, name: nickname } = cy
        const params = { code: this.game.code }
        await cy.client.live.joinGame({ params, body: { id, token, nickname } })
        return this.#connect(cy)
      }
      default:
        await this.#lead({ name: 'lock' })
        return this.#connect(ann)
    }
  }

  /** All but the last answer; one does so twice, one comes back afterwards. */
  async #answer(question: number): Promise<void> {
    for (const [player, guest] of this.guests.slice(0, -1).entries()) {
      const { socket } = guest
      const given = givenBy(this.mark, player, question)
      const ids = player === 0 ? [newId(), newId()] : [newId()]
      for (const id of ids) socket.say({ t: 'answer', id, question, given })
      for (const id of ids) await socket.reply(id)
      if (player === 1) await this.#connect(guest)
    }
    await this.#lead({ name: 'close' })
  }

  /** What the host may look at afterwards. */
  async #lookBack(): Promise<void> {
    const { workspaceId } = this.server
    const { cookies } = this.game.host
    const host = this.#visitor('host', '', cookies, '10.0.0.2')
    await host.live.gameResultsCsv({ params: { workspaceId, gameId: this.game.id } })
    const params = { code: this.game.code }
    await this.#visitor('player', '', cookieJar(), '10.0.0.3').live.lookUpGame({ params }).catch(no)
  }

  /** Until all that was on its way to somebody is there. */
  async #quiet(): Promise<void> {
    for (let times = 0; times < 2; times++) {
      const n = this.heard.length
      await this.#all((socket) => {
        socket.say({ t: 'ping', n })
        return socket.hear((message) => message.t === 'pong' && message.n === n)
      })
    }
  }

  async #lead(command: HostCommand): Promise<void> {
    const id = newId()
    this.#host.say({ t: 'command', id, seen: 1_000_000, command })
    const reply = await this.#host.reply(id)
    if (reply.t !== 'accepted') throw new Error(`${command.name}: ${JSON.stringify(reply)}`)
  }

  async #all(wait: (socket: BareSocket) => Promise<unknown>): Promise<void> {
    const sockets = this.guests.map(({ socket }) => socket)
    await Promise.all([...sockets, this.#screen, this.#host].map(wait))
  }

  #listen(by: Heard['by'], name: string, headers: Record<string, string> = {}): BareSocket {
    const socket = new BareSocket(this.server, headers)
    socket.socket.on('message', (data: Buffer) => this.#hear(by, name, 'frame', data.toString()))
    return socket
  }

  #hear(by: Heard['by'], name: string, how: Heard['how'], text: string): void {
    this.heard.push({ game: this.mark, by, name, how, revealed: this.#revealed, text })
  }
}

/** Being refused is no trouble. */
function no(): void {}
