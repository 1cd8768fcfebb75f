import { createClient } from '@quizmentor/client/client'
import { cookieJar } from '@quizmentor/client/cookies'
import type { ServerMessage } from '@quizmentor/contract/live'
import type { Given, ShownQuestion } from '@quizmentor/engine/question/question'
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { WebSocket } from 'ws'
import { startEmbeddedServer } from '../apps/server/src/platform/database/embedded/server.ts'
import { startProgram } from '../apps/server/test/program.ts'
import { join, open, type Phone } from './live-parts/phones.ts'
import { processorMs, residentMB } from './live-parts/process.ts'
import { inParallel, summary } from './live-parts/times.ts'

const budget = { ackAboveCommitP99Ms: 20, joinP99Ms: 50, residentMB: 250 }

/**
 * One game in which everybody joins and then answers within a few seconds, in the real program on a
 * real database: what it takes until an answer is stored and acknowledged, beside a bare commit of
 * that database and a bare echo over as many sockets.
 */
export async function run({ quick }: { quick: boolean }) {
  const players = quick ? 600 : 5_000
  const withinMs = quick ? 2_000 : 5_000
  const folder = await mkdtemp(joinPath(tmpdir(), 'quizmentor-bench-'))
  const log = pino({ level: 'silent' })
  const password = randomBytes(16).toString('hex')
  const database = await startEmbeddedServer({
    folder: joinPath(folder, 'postgres'),
    password,
    log,
  })
  const { host, port, user } = database.address
  const url = `postgres://${user}:${password}@localhost:${port}/postgres?host=${encodeURIComponent(host)}`
  try {
    const commit = await bareCommits(url, quick ? 200 : 1_000)
    const echo = await bareEcho(players, withinMs)
    const program = await startProgram({
      dataFolder: joinPath(folder, 'data'),
      env: { DATABASE_URL: url, QUIZMENTOR_TRUSTED_PROXIES: 'loopback' },
    })
    try {
      const owner = await becomeOwner(program.url, program.setupUrl ?? '')
      const small = await play(program, owner, Math.ceil(players / 10), withinMs)
      const large = await play(program, owner, players, withinMs)
      const aboveCommit = large.answers.p99Ms - commit.p99Ms
      return {
        players,
        withinMs,
        ours: large,
        aTenthOfThePlayers: small,
        baseline: { commit, echo },
        compared: {
          ackAboveCommitP99Ms: aboveCommit,
          ackToEchoP99: large.answers.p99Ms / echo.p99Ms,
          processorPerAnswerToATenth: large.processorMsPerAnswer / small.processorMsPerAnswer,
        },
        budget: {
          ...budget,
          kept:
            aboveCommit < budget.ackAboveCommitP99Ms &&
            large.joins.p99Ms < budget.joinP99Ms &&
            large.residentMB < budget.residentMB,
        },
      }
    } finally {
      await program.stop()
    }
  } finally {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Owner = Awaited<ReturnType<typeof becomeOwner>>

async function becomeOwner(site: string, setupUrl: string) {
  const cookies = cookieJar()
  const client = createClient({ baseUrl: site, cookies })
  const token = setupUrl.split('/').at(-1) ?? ''
  const account = { name: 'Owner', email: 'owner@example.org', password: 'a bench in the park' }
  await client.identity.claimOwnership({ body: { token, ...account } })
  if (cookies.header() === '')
    await client.identity.signIn({ body: { email: account.email, password: account.password } })
  const { memberships } = await client.identity.me()
  const workspaceId = memberships[0]?.workspaceId
  if (workspaceId === undefined) throw new Error('the owner belongs to no workspace')
  const { items } = await client.bank.listQuizzes({ params: { workspaceId } })
  const quiz = items.find((each) => each.playable)
  if (quiz === undefined) throw new Error('no quiz can be played')
  return { client, cookies, workspaceId, quizId: quiz.id }
}

/** A game up to the first question, answered by everybody at a moment of their own. */
async function play(
  { url: site, pid }: { readonly url: string; readonly pid: number },
  owner: Owner,
  players: number,
  withinMs: number,
) {
  const { client, cookies, workspaceId, quizId } = owner
  const settings = { seconds: null, previewSeconds: 0 }
  const { game } = await client.live.createGame({
    params: { workspaceId },
    body: { id: v7(), quizId, settings },
  })
  const numbers = Array.from({ length: players }, (_, number) => number)
  const joinTimes: number[] = []
  const began = performance.now()
  const tokens = await inParallel(numbers, 32, async (number) => {
    const started = performance.now()
    const token = await join(site, game.code, number)
    joinTimes.push(performance.now() - started)
    return token
  })
  const joinsPerSecond = (players * 1_000) / (performance.now() - began)
  const phones = await inParallel(tokens, 32, async (token, number) => {
    const { phone } = await open(site, { role: 'player', gameId: game.id, token }, number)
    return phone
  })
  const leader = await open(site, { role: 'host', gameId: game.id }, 0, cookies.header())

  // On to the first question, past the round's title if there is one.
  let shown: ShownQuestion | null = null
  let toPhones: number[] = []
  let seen = leader.view.view.version
  while (shown === null) {
    const arrivals = Promise.all(phones.map((phone) => phone.heard(isView)))
    const moved = nextView(leader.phone)
    const asked = performance.now()
    leader.phone.say({ t: 'command', id: v7(), seen, command: { name: 'next' } })
    const { view } = await moved
    toPhones = (await arrivals).map((at) => at - asked)
    seen = view.version
    if (view.screen.name === 'question_open') shown = view.screen.question.shown
  }
  const given = answerTo(shown)
  const usedBefore = await processorMs(pid)
  const ackTimes = await Promise.all(
    phones.map(async (phone) => {
      await delay(Math.random() * withinMs)
      const id = v7()
      const acknowledged = phone.heard((message) => message.t === 'accepted' && message.id === id)
      const said = performance.now()
      phone.say({ t: 'answer', id, question: 0, given })
      return (await acknowledged) - said
    }),
  )
  const used = (await processorMs(pid)) - usedBefore
  const memory = await residentMB(pid)
  for (const { socket } of [...phones, leader.phone]) socket.close()
  return {
    players,
    joins: { perSecond: joinsPerSecond, ...summary(joinTimes) },
    commandToEveryPhone: summary(toPhones),
    answers: summary(ackTimes),
    processorMsPerAnswer: used / players,
    residentMB: memory,
  }
}

const isView = (message: ServerMessage) => message.t === 'view'

async function nextView(phone: Phone): Promise<Extract<ServerMessage, { t: 'view' }>> {
  let view: Extract<ServerMessage, { t: 'view' }> | null = null
  await phone.heard((message) => {
    if (message.t === 'view') view = message
    return message.t === 'view'
  })
  if (view === null) throw new Error('no view came')
  return view
}

function answerTo(shown: ShownQuestion): Given {
  switch (shown.type) {
    case 'single_choice':
      return { type: shown.type, choice: shown.body.options[0]?.id ?? '' }
    case 'multiple_choice':
      return { type: shown.type, choices: shown.body.options.slice(0, 1).map(({ id }) => id) }
    case 'true_false':
      return { type: shown.type, truth: true }
    case 'numeric':
      return { type: shown.type, value: 1 }
    default:
      throw new Error(`${shown.type} is not played live`)
  }
}

/** One row after the other, each committed. */
async function bareCommits(url: string, rounds: number) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table bare (id uuid primary key, given jsonb not null)')
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await client.query('insert into bare values ($1, $2)', [v7(), '{"choice":"a"}'])
    times.push(performance.now() - started)
  }
  await client.query('drop table bare')
  await client.end()
  return summary(times)
}

/** As many sockets and messages, at a server that only says them again. */
async function bareEcho(players: number, withinMs: number) {
  const child = fork(fileURLToPath(new URL('live-parts/echo.ts', import.meta.url)))
  const port = await new Promise((resolve) => child.once('message', resolve))
  const sockets = await inParallel(Array.from({ length: players }), 32, async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}`, { perMessageDeflate: false })
    await once(socket, 'open')
    return socket
  })
  const times = await Promise.all(
    sockets.map(async (socket) => {
      await delay(Math.random() * withinMs)
      const said = performance.now()
      const heard = once(socket, 'message')
      socket.send(JSON.stringify({ t: 'answer', id: v7(), question: 0, given: { choice: 'a' } }))
      await heard
      return performance.now() - said
    }),
  )
  for (const socket of sockets) socket.close()
  child.send('stop')
  await once(child, 'close')
  return summary(times)
}
