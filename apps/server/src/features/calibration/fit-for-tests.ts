import { memory } from '@quizmentor/engine/memory/card'
import { replayed } from '@quizmentor/engine/memory/history'
import { Writable } from 'node:stream'
import type { Member } from '../../http/feature.ts'
import { systemClock } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { createJobs, type Jobs } from '../../platform/jobs/jobs.ts'
import { createLog } from '../../platform/log.ts'
import { createMetrics, type Metrics } from '../../platform/metrics.ts'
import { audit } from '../../platform/audit.ts'
import { handleCardJobs } from '../practice/jobs.ts'
import type { PracticeTest } from '../practice/practice-for-tests.ts'
import { saveCards } from '../practice/queries/learning.ts'
import { openPractice } from '../practice/service.ts'
import { handleCalibrationJobs } from './jobs.ts'
import { reviewLog } from './memory-queries.ts'
import { openCalibration } from './service.ts'

const dayMs = 86_400_000

/** Somebody who forgets a third of everything whenever it comes back, with cards of usual memory. */
export async function forgetful(it: PracticeTest, kind: 'member' | 'guest' = 'member') {
  const workspaceId = await it.newWorkspace()
  const topicId = await it.newTopic(workspaceId, 'Everything')
  await it.addQuestions(workspaceId, topicId, Array<number>(30).fill(5))
  const member = await it.newPerson(workspaceId, kind)
  const questions = await it.db
    .selectFrom('questions')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .execute()
  const given = JSON.stringify({ type: 'single_choice', choice: '1' })
  await it.db
    .insertInto('responses')
    .values(
      questions.flatMap(({ version }, index) =>
        Array.from({ length: 13 }, (_, times) => ({
          id: newId(),
          person_id: member.personId,
          question_version: version ?? 0,
          place: 1,
          score: (index + times) % 3 === 0 ? 0 : 1,
          latency_ms: 9_000,
          answered_at: new Date(Date.now() - (100 - 7 * times) * dayMs + index * 60_000),
          given,
        })),
      ),
    )
    .execute()
  const cards = await cardsBy(it, member, memory())
  await saveCards(it.db, cards)
  return member
}

/** The cards that a memory makes of all that somebody answered. */
export async function cardsBy(
  it: PracticeTest,
  { personId }: Member,
  theirs: ReturnType<typeof memory>,
) {
  const log = await reviewLog(it.db, personId)
  return Array.from(
    Map.groupBy(log, ({ card }) => card),
    ([num, reviews]) => {
      const card = replayed(theirs, reviews)
      if (card === null) throw new Error('a question has reviews')
      return { personId, num, card }
    },
  )
}

/** The jobs of calibration and of cards at work, with what they say and count. */
export async function startFitting(
  it: PracticeTest,
): Promise<{ jobs: Jobs; metrics: Metrics; logged: string[] }> {
  const { db } = it
  const logged: string[] = []
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString())
      done()
    },
  })
  const log = createLog('info', destination)
  const metrics = createMetrics()
  const jobs = createJobs({ connectionString: it.url }, log, metrics)
  const clock = systemClock
  const practice = openPractice({ db, clock, jobs })
  handleCardJobs(jobs, db)
  const calibration = openCalibration({ db, clock, audit })
  handleCalibrationJobs({ jobs, log, clock, db, calibration, practice })
  await jobs.start({ work: true })
  return { jobs, metrics, logged }
}
