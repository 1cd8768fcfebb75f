import { LiveClient, type LiveIdentity } from '@quizmentor/client/live'
import {
  clientMessage,
  hostCommand,
  liveRoutes,
  type LiveRefusal,
  type ServerMessage,
} from '@quizmentor/contract/live'
import {
  LIVE_PATH,
  LIVE_VERSION,
  liveClose,
  MAX_CLIENT_FRAME,
} from '@quizmentor/contract/live-protocol'
import { GRACE_MS } from '@quizmentor/engine/live/deadline'
import {
  liveTypes,
  type HostCommand,
  type PlayerScreen,
  type StageScreen,
} from '@quizmentor/engine/live/types'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { MessageRate } from './message-rate.ts'
import { problemOf, tooManyHere } from './refusals.ts'
import { BareSocket, choice, join, newGame, shows, takeHost, trueFalse } from './test-games.ts'
import { startLiveServer, type LiveServer } from './test-server.ts'

// What docs/live-protocol.md says is held against the contract and the running server.

const docs = new URL('../../../../../docs/', import.meta.url)
const page = readFileSync(new URL('live-protocol.md', docs), 'utf8')
const exampleClient = fileURLToPath(new URL('examples/live-client.mjs', docs))

let database: TestDatabase
let server: LiveServer

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startLiveServer({ databaseUrl: database.url })
})
afterAll(async () => {
  await server.stop()
  await database.drop()
})

/** The page from a heading to the next one. */
function section(heading: string): string {
  const from = page.indexOf(`\n${heading}\n`)
  if (from === -1) throw new Error(`the page has no section “${heading}”`)
  const to = page.slice(from + heading.length + 2).search(/^#{2,3} /m)
  return to === -1 ? page.slice(from) : page.slice(from, from + heading.length + 2 + to)
}

/** The cells of a table's rows, its heading left out. */
function rows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('| ') && !/^[| -]+$/.test(line))
  return lines.slice(1).map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )
}

const inCode = (text: string) => Array.from(text.matchAll(/`([^`\n]+)`/g), ([, name]) => name)
const blocks = (language: string) =>
  Array.from(page.matchAll(/^```(\w+)\n([^]*?)\n```$/gm))
    .filter(([, found]) => found === language)
    .map(([, , text = '']) => text)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What its examples say, in both directions. */
const examples = blocks('json').map((text): Readonly<Record<string, unknown>> => {
  const said: unknown = JSON.parse(text)
  if (!isRecord(said)) throw new Error(`not a message: ${text}`)
  return said
})
const clientNames = new Set<unknown>(clientMessage.options.map(({ shape }) => shape.t.value))
const serverNames = Object.keys({
  welcome: true,
  view: true,
  phase: true,
  counts: true,
  latency: true,
  accepted: true,
  refused: true,
  pong: true,
} satisfies Record<ServerMessage['t'], true>)

describe('the page of the protocol', () => {
  test('has an example of every message and none of another', () => {
    expect(new Set(examples.map(({ t }) => t))).toEqual(new Set([...clientNames, ...serverNames]))
  })

  test('shows clients saying what the contract allows', () => {
    const said = examples.filter(({ t }) => clientNames.has(t))
    expect(said.map((message) => clientMessage.parse(message))).toEqual(said)
  })

  test('names every screen and every type of question', () => {
    const screens = Object.keys({
      lobby: true,
      round: true,
      question_open: true,
      question_closed: true,
      revealed: true,
      leaderboard: true,
      finished: true,
    } satisfies Record<PlayerScreen['name'] | StageScreen['name'], true>)
    const named = inCode(section('## What the server says'))
    expect(named).toEqual(expect.arrayContaining([...screens, ...liveTypes]))
  })

  test('names every command of hosts', () => {
    const named = rows(section('## What a client says')).flatMap(([command = '']) =>
      inCode(command.replace(/ with .*/, '')),
    )
    expect(new Set(named)).toEqual(
      new Set(hostCommand.options.map(({ shape }) => shape.name.value)),
    )
  })

  test('names every refusal', () => {
    const refusals = Object.keys({
      not_now: true,
      game_finished: true,
      game_locked: true,
      game_full: true,
      nickname_taken: true,
      nickname_unfit: true,
      unknown_player: true,
      removed: true,
      not_open_yet: true,
      too_late: true,
      another_question: true,
      already_answered: true,
      wrong_type: true,
      not_allowed: true,
      stale: true,
      malformed: true,
      too_many: true,
      try_again: true,
    } satisfies Record<LiveRefusal, true>)
    const named = rows(section('### Refusals')).flatMap(([reason = '']) => inCode(reason))
    expect(new Set(named)).toEqual(new Set(refusals))
  })

  test('names every refusal of a join with its status', () => {
    const refusals = [
      'game_finished',
      'game_locked',
      'game_full',
      'nickname_taken',
      'nickname_unfit',
      'removed',
      'not_allowed',
      'too_many',
      'try_again',
    ] as const
    const named = rows(section('## Joining')).map(([status, code]) => `${status} ${code}`)
    for (const { status, code } of [...refusals.map(problemOf), tooManyHere(1)])
      expect(named).toContain(`${status} \`${code}\``)
  })

  test('names every close code, and whether to come back', () => {
    const named = rows(section('## How a socket ends')).filter(([code = '']) =>
      code.startsWith('4'),
    )
    expect(named.map(([code, name]) => [Number(code), name])).toEqual(
      Object.entries(liveClose).map(([name, code]) => [code, `\`${name}\``]),
    )
    for (const [code, , isBack] of rows(section('## How a socket ends')))
      for (const each of code?.match(/\d+/g) ?? [])
        expect([each, comesBack(Number(each))]).toEqual([each, isBack !== 'no'])
    const final = named.flatMap(([code, , isBack]) => (isBack === 'no' ? [code] : []))
    expect(readFileSync(exampleClient, 'utf8')).toContain(`finalCodes = [${final.join(', ')}]`)
  })

  test('says what is allowed at once and a second', () => {
    const limits = rows(section('## Limits'))
    const kinds = ['answer', 'command', 'ping', 'control'] as const
    expect(limits).toHaveLength(kinds.length)
    for (const [index, kind] of kinds.entries()) {
      const rate = new MessageRate()
      const fine = (now: number) => {
        for (let count = 0; ; count++) if (rate.take(kind, now) !== 'fine') return count
      }
      expect(limits[index]?.slice(1)).toEqual([`${fine(1_000)}`, `${fine(2_000)}`])
    }
  })

  test('has the numbers of the contract', () => {
    expect(page).toContain(`wss://your.server${LIVE_PATH}`)
    expect(section('## Versions')).toContain(`\`welcome\` is ${LIVE_VERSION}.`)
    expect(section('## Limits')).toContain(`at most ${MAX_CLIENT_FRAME} bytes`)
    expect(section('## Time')).toContain(`${GRACE_MS} ms of grace`)
  })

  test('shows calls of the contract and what they answer', () => {
    const calls = blocks('http').map((text) => {
      const [first = '', body = '{}'] = text.replace(/\nContent-Type: .*/, '').split('\n\n')
      return { first, body: JSON.parse(body) as unknown }
    })
    expect(calls).toHaveLength(4)
    for (const [index, { first, body }] of calls.entries()) {
      if (index % 2 === 1) continue
      const answer = calls[index + 1]
      const route = [liveRoutes.lookUpGame, liveRoutes.joinGame].find(
        ({ method, path }) => first === `${method} ${path.replace(':code', '482913')}`,
      )
      expect(route?.body.parse(body)).toEqual(body)
      expect(route?.answer.parse(answer?.body)).toEqual(answer?.body)
      expect(answer?.first).toMatch(new RegExp(`^${route?.status} `))
    }
  })

  test('links to files that are there', () => {
    for (const [, to = ''] of page.matchAll(/\]\(([^#)]+)\)/g))
      expect([to, existsSync(new URL(to, docs))]).toEqual([to, true])
  })
})

/** Whether QuizMentor's own client connects again after a close code. */
function comesBack(code: number): boolean {
  const closes: ((event: { readonly data: unknown; readonly code: number }) => void)[] = []
  const live = new LiveClient<'player'>({
    site: server.url,
    as: { role: 'player', gameId: newId(), token: '' },
    openSocket: () => ({
      send: () => {},
      close: () => {},
      addEventListener(type: string, listener: (typeof closes)[number]) {
        if (type === 'close') closes.push(listener)
      },
    }),
  })
  for (const close of closes) close({ data: null, code })
  const { status } = live.state.connection
  live.close()
  return status === 'reconnecting'
}

test('the server says what the page shows, field by field', async () => {
  const game = await newGame(server, {
    rounds: [[choice(), choice()]],
    settings: { previewSeconds: 5 },
  })
  const gameId = game.id
  const open = async (as: LiveIdentity, headers: Record<string, string> = {}) => {
    const socket = new BareSocket(server, headers)
    await socket.hello(as)
    return socket
  }
  const host = await open({ role: 'host', gameId }, { cookie: game.host.cookies.header() })
  const screen = await open({ role: 'screen', gameId, token: game.screenToken })
  const { token } = await join(server, game, 'Ann')
  const { playerId } = await join(server, game, 'Bob')
  const ann = await open({ role: 'player', gameId, token })
  let seen = 3
  const lead = async (command: HostCommand) => {
    const id = newId()
    host.say({ t: 'command', id, seen, command })
    expect(await host.reply(id)).toEqual({ t: 'accepted', id })
    seen++
    await host.hear((said) => said.t === 'view' && said.view.version >= seen)
  }
  const answer = async () => {
    const id = newId()
    ann.say({ t: 'answer', id, question: 0, given: { type: 'single_choice', choice: 'b' } })
    return ann.reply(id)
  }

  ann.say({ t: 'ping', n: 3 })
  await ann.hear(({ t }) => t === 'pong')
  await host.hear((said) => said.t === 'latency' && said.slowest.length > 0)
  await lead({ name: 'next' })
  await ann.hear(shows('question_open'))
  expect(await answer()).toMatchObject({ reason: 'not_open_yet' })
  await lead({ name: 'give_time', playerId, factor: 1.5 })
  await lead({ name: 'next' })
  expect(await answer()).toMatchObject({ t: 'accepted' })
  seen++
  await screen.hear((said) => said.t === 'counts' && said.answered === 1)
  await lead({ name: 'next' })
  await lead({ name: 'next' })
  await lead({ name: 'next' })
  await Promise.all([host.hear(shows('leaderboard')), ann.hear(shows('revealed'))])

  const heard: readonly unknown[] = [...ann.heard, ...host.heard, ...screen.heard]
  const saidByServer = examples.filter(({ t }) => !clientNames.has(t))
  expect(saidByServer.filter((said) => !heard.some((other) => isLike(said, other)))).toEqual([])
})

/** What tells one kind of thing from another. */
const tags = new Set(['t', 'audience', 'name', 'type', 'reason'])

/** Whether two have the same fields, of the same types. */
function isLike(one: unknown, other: unknown, field = ''): boolean {
  if (one === null || other === null) return true
  if (Array.isArray(one) && Array.isArray(other))
    return other.length === 0 || one.every((each) => other.some((real) => isLike(each, real)))
  if (isRecord(one) && isRecord(other)) {
    const fields = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...fields].every(
      (key) => key in one && key in other && isLike(one[key], other[key], key),
    )
  }
  return tags.has(field) ? one === other : typeof one === typeof other
}

test('the example client plays a game to its end, through a restart of the server', async () => {
  const settings = { scoring: 'accuracy' } as const
  const game = await newGame(server, { rounds: [[trueFalse(false), trueFalse()]], settings })
  const host = takeHost(server, game)
  const next = async () => expect(await host.live.command({ name: 'next' })).toBeNull()
  const robot = spawn(process.execPath, [exampleClient, server.url, game.code, 'Robot'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void robot.kill())
  const ended = once(robot, 'exit')
  const lines = createInterface(robot.stdout)[Symbol.asyncIterator]()
  const says = async (wanted: string) => {
    for (;;) {
      const { value, done } = await lines.next()
      if (value === wanted) return
      if (done === true) throw new Error(`the example client ended without “${wanted}”`)
    }
  }

  await host.when(({ view }) => view?.playerCount === 1)
  await next()
  await says('question 0: answered')
  await host.screen('question_closed')
  await next()
  await says('question 0: 0 points, rank 1')

  const { port } = new URL(server.url)
  await server.stop()
  await says('closed with 1012')
  server = await startLiveServer({ databaseUrl: database.url, port: Number(port) })
  await host.when(({ connection }) => connection.status === 'open')
  await next()
  await host.screen('leaderboard')
  await next()
  await says('question 1: answered')
  await host.screen('question_closed')
  await next()
  await says('question 1: 1000 points, rank 1')
  await host.screen('revealed')
  await next()
  await says('finished: 1000 points, rank 1')
  host.close()
  expect(await ended).toEqual([0, null])
})
