import { createClient, type Client } from '@quizmentor/client/client'
import { cookieJar } from '@quizmentor/client/cookies'
import {
  LiveClient,
  type LiveIdentity,
  type LiveState,
  type LiveViews,
} from '@quizmentor/client/live'
import { readServerMessage } from '@quizmentor/client/server-message'
import type { ClientMessage, ServerMessage } from '@quizmentor/contract/live'
import { LIVE_PATH } from '@quizmentor/contract/live-protocol'
import type { GameSettings, QuestionInView } from '@quizmentor/engine/live/types'
import type { Given, QuestionContent, ShownQuestion } from '@quizmentor/engine/question/question'
import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import { newId } from '../../platform/ids.ts'
import { fetchFrom, type LiveServer, type Member } from './test-server.ts'

/** Marks of what nobody may see before the reveal. */
const secretMark = 'Because it is so'

const options = ['Mercury', 'Venus', 'Earth', 'Mars'].map((text) => ({ id: text, text }))

/** A question whose right option is `right`. */
export function choice(right = 'Venus'): QuestionContent {
  return {
    type: 'single_choice',
    stem: 'Which planet?',
    explanation: `${secretMark}: ${right}.`,
    hints: [`${secretMark}, nearly.`],
    body: { options, shuffle: true },
    key: { choice: right },
  }
}

export function trueFalse(truth = true): QuestionContent {
  const explanation = `${secretMark}.`
  return { type: 'true_false', stem: 'So it is.', explanation, hints: [], body: {}, key: { truth } }
}

/** The answer that names an option by its text. */
export function naming(shown: ShownQuestion | null | undefined, text: string): Given {
  if (shown?.type !== 'single_choice') throw new Error('no single choice is shown')
  const option = shown.body.options.find((each) => each.text === text)
  if (option === undefined) throw new Error(`${text} is not offered`)
  return { type: 'single_choice', choice: option.id }
}

export interface TestGame {
  readonly id: string
  readonly code: string
  readonly screenToken: string
  readonly host: Member
}

/** A game in its lobby, of a quiz with these rounds. */
export async function newGame(
  server: LiveServer,
  {
    rounds = [[choice()]],
    settings = {},
    title = 'Planets',
    host,
  }: {
    rounds?: readonly (readonly QuestionContent[])[]
    settings?: Partial<GameSettings>
    title?: string
    host?: Member
  } = {},
): Promise<TestGame> {
  const { bank, workspaceId } = server
  const member = host ?? (await server.signedIn('host'))
  const topicId = newId()
  await bank.topics.create(workspaceId, {
    id: topicId,
    parentId: null,
    title: 'Space',
    description: '',
    reading: '',
  })
  const made: { title: string; questionIds: string[] }[] = []
  for (const [index, contents] of rounds.entries()) {
    const questionIds: string[] = []
    for (const content of contents) {
      const id = newId()
      const draft = { topicId, difficulty: 3, bloom: 'remember' as const, tags: [], content }
      await bank.questions.create(workspaceId, member.user.id, id, draft)
      await bank.questions.setState(workspaceId, id, 'published')
      questionIds.push(id)
    }
    made.push({ title: `Round ${index + 1}`, questionIds })
  }
  const quizId = newId()
  const quiz = { title, description: '', rounds: made }
  await bank.quizzes.create(workspaceId, member.user.id, quizId, quiz)
  const { game, screenToken } = await member.client.live.createGame({
    params: { workspaceId },
    body: { id: newId(), quizId, settings: { previewSeconds: 0, ...settings } },
  })
  return { id: game.id, code: game.code, screenToken, host: member }
}

export const newToken = () => randomBytes(32).toString('base64url')

export interface Phone {
  readonly playerId: string
  readonly token: string
  readonly nickname: string
}

/** Joins over HTTP, as a phone at `address`. */
export async function join(
  server: LiveServer,
  game: TestGame,
  nickname: string,
  {
    id = newId(),
    token = newToken(),
    address = '10.0.0.1',
    client = visitor(server, address),
  }: { id?: string; token?: string; address?: string; client?: Client } = {},
): Promise<Phone> {
  const params = { code: game.code }
  const joined = await client.live.joinGame({ params, body: { id, token, nickname } })
  return { playerId: joined.playerId, token, nickname: joined.nickname }
}

/** Somebody without an account, behind a proxy that says they are at `address`. */
export function visitor(server: LiveServer, address: string): Client {
  return createClient({ baseUrl: server.url, cookies: cookieJar(), fetch: fetchFrom(address) })
}

interface Opened<Role extends LiveIdentity['role']> {
  readonly live: LiveClient<Role>
  /** The state as soon as it is as wanted. */
  when(wanted: (state: LiveState<LiveViews[Role]>) => boolean): Promise<LiveState<LiveViews[Role]>>
  /** The view as soon as its screen has this name. */
  screen(name: LiveViews[Role]['screen']['name']): Promise<LiveViews[Role]>
  close(): void
}

/** Takes part with the kept client library. */
export function take<Role extends LiveIdentity['role']>(
  server: LiveServer,
  as: Extract<LiveIdentity, { role: Role }>,
  cookie = '',
): Opened<Role> {
  const live = new LiveClient<Role>({
    site: server.url,
    as,
    openSocket: (url) => new WebSocket(url, { headers: { origin: server.url, cookie } }),
  })
  const when: Opened<Role>['when'] = (wanted) =>
    new Promise((resolve) => {
      const look = () => {
        if (!wanted(live.state)) return
        stop()
        resolve(live.state)
      }
      const stop = live.subscribe(look)
      look()
    })
  return {
    live,
    when,
    async screen(name) {
      const { view } = await when(({ view }) => view?.screen.name === name)
      if (view === null) throw new Error('there is no view')
      return view
    },
    close: () => live.close(),
  }
}

export function takeHost(server: LiveServer, { id: gameId, host }: TestGame) {
  return take(server, { role: 'host', gameId }, host.cookies.header())
}

export function takeScreen(server: LiveServer, { id: gameId, screenToken: token }: TestGame) {
  return take(server, { role: 'screen', gameId, token })
}

export function takePlayer(server: LiveServer, { id: gameId }: TestGame, { token }: Phone) {
  const player = take(server, { role: 'player', gameId, token })
  return {
    ...player,
    /** The question, as soon as one is open. */
    async question(): Promise<QuestionInView> {
      const { screen } = await player.screen('question_open')
      if (screen.name !== 'question_open') throw new Error('no question is open')
      return screen.question
    },
  }
}

/** A bare socket of a player, its first view heard. */
export async function barePlayer(
  server: LiveServer,
  { id: gameId }: TestGame,
  { token }: Pick<Phone, 'token'>,
): Promise<BareSocket> {
  const socket = new BareSocket(server)
  await socket.hello({ role: 'player', gameId, token })
  return socket
}

/** Leads a game on until it takes answers. */
export async function openQuestion(server: LiveServer, game: TestGame) {
  const host = takeHost(server, game)
  await host.screen('lobby')
  const refusal = await host.live.command({ name: 'next' })
  if (refusal !== null) throw new Error(`the game can't go on: ${refusal}`)
  await host.screen('question_open')
  return host
}

/** Tells whether a message shows this screen. */
export function shows(name: LiveViews[keyof LiveViews]['screen']['name']) {
  return (message: ServerMessage): boolean => {
    if (message.t === 'phase') return message.screen.name === name
    return message.t === 'view' && message.view.screen.name === name
  }
}

/** A bare socket, for what no decent client says. */
export class BareSocket {
  readonly socket: WebSocket
  readonly heard: ServerMessage[] = []
  readonly closed: Promise<number>
  readonly #waiting = new Set<() => void>()

  constructor(server: Pick<LiveServer, 'url'>, headers: Record<string, string> = {}) {
    const url = new URL(LIVE_PATH, server.url)
    url.protocol = 'ws:'
    this.socket = new WebSocket(url, { headers: { origin: server.url, ...headers } })
    this.socket.on('message', (data: Buffer) => {
      const message = readServerMessage(data.toString())
      if (message !== null) this.heard.push(message)
      for (const look of [...this.#waiting]) look()
    })
    this.closed = new Promise((resolve) => this.socket.on('close', resolve))
    this.socket.on('error', () => {})
  }

  get opened(): Promise<void> {
    const { socket } = this
    if (socket.readyState === socket.OPEN) return Promise.resolve()
    return new Promise((resolve) => socket.once('open', resolve))
  }

  /** The status of the answer where the server doesn't open a socket. */
  get refused(): Promise<number | undefined> {
    return new Promise((resolve) =>
      this.socket.once('unexpected-response', (request, response) => {
        resolve(response.statusCode)
        request.destroy()
      }),
    )
  }

  say(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message))
  }

  /** Says hello; gives the first view. */
  async hello(as: LiveIdentity): Promise<Extract<ServerMessage, { t: 'view' }>> {
    await this.opened
    this.say({ t: 'hello', version: 1, as })
    const view = await this.hear(({ t }) => t === 'view')
    if (view.t !== 'view') throw new Error('no view')
    return view
  }

  /** The first message that is as wanted, heard already or to come. */
  hear(wanted: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.heard.find(wanted)
        if (found === undefined) return
        this.#waiting.delete(look)
        resolve(found)
      }
      this.#waiting.add(look)
      look()
    })
  }

  /** The reply to what was said with this id. */
  async reply(id: string): Promise<ServerMessage> {
    return this.hear((message) => 'id' in message && message.id === id)
  }

  close(): void {
    this.socket.close()
  }
}
