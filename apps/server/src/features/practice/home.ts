import type { LearnerHome } from '@quizmentor/contract/practice'
import { countsOf } from '@quizmentor/engine/practice/next-question'
import type { Kysely } from 'kysely'
import type { Member } from '../../http/feature.ts'
import { invalid } from '../../http/problem.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Catalogues } from './catalogue.ts'
import { tracksWithBlueprints } from './queries/catalogue.ts'
import { knownOf } from './queries/learning.ts'
import { answersSince, unfinishedSession } from './queries/sessions.ts'
import { areasOf } from './scope.ts'
import { startOfDay } from './start-of-day.ts'
import { competencyOnBlueprint, informed, standingOn } from './standing.ts'

// What was left longer ago is not gone on with.
const unfinishedForMs = 30 * 86_400_000

/** What a learner sees first: tracks with their standing, what is due, what was left unfinished. */
export async function homeOf(
  db: Kysely<Database>,
  clock: Clock,
  catalogues: Catalogues,
  { workspaceId, personId }: Member,
  timeZone: string,
): Promise<LearnerHome> {
  const now = clock.now()
  const midnight = startOfDay(now, timeZone)
  if (midnight === null)
    throw invalid([
      {
        pointer: '/query/timeZone',
        code: 'unknown_time_zone',
        detail: 'Name a time zone as the IANA does, such as Europe/Paris.',
      },
    ])
  const [catalogue, { met, abilities: stored }, tracks, unfinished, answersToday] =
    await Promise.all([
      catalogues(workspaceId),
      knownOf(db, personId),
      tracksWithBlueprints(db, workspaceId),
      unfinishedSession(db, workspaceId, personId, new Date(now - unfinishedForMs)),
      answersSince(db, personId, new Date(midnight)),
    ])
  const abilities = informed(stored)
  const { pool, topics, topicAt } = catalogue
  const everything = [{ weight: 1, topics: topics.map((_, index) => index) }]
  return {
    unfinished: unfinished ?? null,
    due: countsOf({ pool, areas: everything, met, now }).due,
    answersToday,
    tracks: tracks.map((track) => {
      const areas = areasOf(catalogue, track.blueprint)
      return {
        id: track.id,
        title: track.title,
        description: track.description,
        cutScore: track.cut_score,
        due: countsOf({ pool, areas, met, now }).due,
        competency: competencyOnBlueprint(catalogue, abilities, areas),
        topics: track.blueprint.map(({ topicId, weight }, index) => {
          const area = areas[index] ?? { weight, topics: [] }
          const title = topics[topicAt.get(topicId) ?? -1]?.title ?? ''
          const standing = standingOn(catalogue, abilities, area)
          return {
            id: topicId,
            title,
            weight,
            questionCount: area.topics.reduce(
              (sum, topic) =>
                sum + (pool.topicStart[topic + 1] ?? 0) - (pool.topicStart[topic] ?? 0),
              0,
            ),
            standing: standing && { topicId, title, ...standing },
          }
        }),
      }
    }),
  }
}
