import { GRACE_MS } from '@quizmentor/engine/live/deadline'
import { sql } from 'kysely'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { Ear } from '../../../test/live-kill/ear.ts'
import type { Game } from '../../../test/live-kill/game.ts'
import { MortalProgram } from '../../../test/live-kill/mortal-program.ts'
import { AppPage, LivePage } from '../../../test/live-kill/page.ts'
import type { Quiz } from '../../../test/live-kill/quiz.ts'
import { report } from '../../../test/live-kill/report.ts'
import { Run } from '../../../test/live-kill/run.ts'
import { Scene, until } from '../../../test/live-kill/scene.ts'
import { Site } from '../../../test/live-kill/site.ts'
import { phases, readGame } from '../../../test/live-kill/stored.ts'
import { Dice } from '../../../test/live-simulation/dice.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { newId } from '../../platform/ids.ts'
import { newToken } from './chance.ts'

let dataFolder: string
let database: TestDatabase
let program: MortalProgram

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'quizmentor kill '))
  database = await createTestDatabase()
  program = await MortalProgram.on(database.url, dataFolder)
})
afterEach(async () => {
  await program.close()
  await database.drop()
  await rm(dataFolder, { recursive: true, force: true })
})

const { env } = process
/** To see a run again: the same seed makes the same plans, though no two runs go just the same way. */
const seed = Number(env['QUIZMENTOR_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const kills = Number(env['QUIZMENTOR_TEST_KILLS'] ?? 30)

describe('the program killed at random moments and started again', () => {
  test(
    'goes on with all its games: nothing that anybody was told is lost, done twice or moved',
    { timeout: 180_000 + kills * 20_000 },
    async () => {
      const run = new Run({ seed, kills, database, program })
      try {
        await run.play()
      } finally {
        process.stdout.write(`${report(run, seed)}\n`)
      }
      expect(run.faults).toEqual([])
      expect(run.killer.kills.length).toBeGreaterThanOrEqual(kills)
      expect(phases.filter((phase) => run.killer.hits.get(phase) === 0)).toEqual([])
      expect(await program.stop()).toBe(0)
    },
  )
})

const trueFalse = { type: 'true_false', body: {}, key: { truth: true } } as const
const oneQuestion: Quiz = {
  settings: {
    scoring: 'speed',
    seconds: 60,
    previewSeconds: 0,
    questionOnPhones: true,
    generatedNames: false,
  },
  rounds: [[{ ...trueFalse, stem: 'So?', explanation: '', hints: [] }]],
}

describe('a question that is open when the program is killed', () => {
  test.each([
    ['is closed as the next program starts, where its time has ended', -10_000],
    ['is closed by the next program’s clock, where its time ends then', 1_500],
  ])('%s', { timeout: 180_000 }, async (_, endsInMs) => {
    await program.start()
    const scene = new Scene(program.url)
    const site = await Site.open(scene, database, 0)
    const game = await site.openGame(new Dice(seed), 0, oneQuestion)
    const { host, phone } = await takePart(scene, game)
    onTestFinished(() => [host, phone].forEach((page) => page.close()))
    await until('the lobby is there', () => host.view !== null)
    expect(await host.command({ name: 'next' }).outcome).toBe('accepted')
    await until('the question is open', () => phone.screen?.name === 'question_open')

    await program.kill()
    // As if the question had been opened longer ago.
    const opened = (await readGame(database, game.id)).events.at(-1)
    const closesAt = Date.now() + endsInMs
    const event = JSON.stringify({ ...opened?.event, opensAt: closesAt - 60_000, closesAt })
    await sql`
      update game_events set event = ${event} where game_id = ${game.id} and seq = ${opened?.seq}
    `.execute(database.kysely)
    await program.start()
    await until('the question is closed', () => phone.screen?.name === 'question_closed')
    expect(await phone.answer(0, { type: 'true_false', truth: true }).outcome).toBe('too_late')
    const closed = (await readGame(database, game.id)).events.at(-1)
    expect(closed?.event).toEqual({ name: 'question_closed', question: 0 })
    expect((closed?.at ?? 0) - closesAt).toBeGreaterThanOrEqual(GRACE_MS)
  })
})

async function takePart(scene: Scene, { id: gameId, code, host }: Game) {
  const { token } = newToken()
  const playerId = newId()
  const body = { id: playerId, token, nickname: 'Ann' }
  await scene.client().live.joinGame({ params: { code }, body })
  const site = scene.url
  return {
    host: new LivePage<'host'>({
      site,
      as: { role: 'host', gameId },
      ear: new Ear({ name: 'the host', role: 'host', playerId: '' }),
      cookie: host.header(),
    }),
    phone: new AppPage({
      site,
      as: { role: 'player', gameId, token },
      ear: new Ear({ name: 'Ann', role: 'player', playerId }),
    }),
  }
}
