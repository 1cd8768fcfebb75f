import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import type { Database } from '../../platform/database/schema.ts'
import { newId } from '../../platform/ids.ts'
import { audit } from '../../platform/audit.ts'
import { join, naming, newGame, takeHost, takePlayer } from '../live/test-games.ts'
import { startLiveServer, type LiveServer } from '../live/test-server.ts'
import { openPracticeTest, type PracticeTest } from '../practice/practice-for-tests.ts'
import { openCalibration } from './service.ts'

let database: TestDatabase
let server: LiveServer
let learning: PracticeTest
beforeAll(async () => {
  database = await createTestDatabase()
  server = await startLiveServer({ databaseUrl: database.url })
  learning = await openPracticeTest()
})
afterAll(async () => {
  await learning.close()
  await server.stop()
  await database.drop()
})

/** Calibrates, and gives how many answers each question's parameters rest on. */
async function counted(db: Kysely<Database>, workspaceId: string): Promise<number[]> {
  const clock = { now: () => Date.now() }
  await openCalibration({ db, clock, audit }).calibrate(workspaceId, 'always')
  const rows = await db
    .selectFrom('questions')
    .select('answers')
    .where('workspace_id', '=', workspaceId)
    .orderBy('num')
    .execute()
  return rows.map(({ answers }) => answers)
}

test('an answer in a live game counts at once, while the question is still open', async () => {
  const game = await newGame(server)
  const host = takeHost(server, game)
  const ann = takePlayer(server, game, await join(server, game, 'Ann'))
  const bob = takePlayer(server, game, await join(server, game, 'Bob'))
  await host.screen('lobby')
  await host.live.command({ name: 'next' })
  const { shown } = await ann.question()
  expect(await ann.live.answer(0, naming(shown, 'Venus'))).toBeNull()

  expect(await counted(server.db, server.workspaceId)).toEqual([1])
  expect((await bob.screen('question_open')).screen.name).toBe('question_open')
  for (const end of [host, ann, bob]) end.close()
})

test('an answer in practice counts before the session ends, unless a hint helped', async () => {
  const { practice } = learning
  const workspaceId = await learning.newWorkspace()
  const topicId = await learning.newTopic(workspaceId, 'Space')
  await learning.addQuestions(workspaceId, topicId, [5])
  const [member, helped] = [
    await learning.newPerson(workspaceId),
    await learning.newPerson(workspaceId),
  ]
  const session = await learning.start(member, topicId)
  await learning.answer(member, session.id, { position: 0 }, true)
  const other = await learning.start(helped, topicId)
  await practice.sessions.hint(helped, other.id, 0)
  await learning.answer(helped, other.id, { position: 0 }, true)

  expect(await counted(learning.db, workspaceId)).toEqual([1])
})

test('an answer in an exam counts', async () => {
  const workspaceId = await learning.newWorkspace()
  const topicId = await learning.newTopic(workspaceId, 'Space')
  const [questionId = ''] = await learning.addQuestions(workspaceId, topicId, [5])
  const { personId } = await learning.newPerson(workspaceId)
  const { content } = await learning.bank.questions.get(workspaceId, questionId)
  const { version } = await learning.db
    .selectFrom('questions')
    .select('version')
    .where('id', '=', questionId)
    .executeTakeFirstOrThrow()
  await learning.db
    .insertInto('responses')
    .values({
      id: newId(),
      person_id: personId,
      question_version: version ?? 0,
      // As of exams (DESIGN): 1 practice, 2 exam, 3 live.
      place: 2,
      score: 1,
      latency_ms: 9_000,
      answered_at: new Date(),
      given: JSON.stringify(keyAsGiven(content)),
    })
    .execute()
  expect(await counted(learning.db, workspaceId)).toEqual([1])
})
