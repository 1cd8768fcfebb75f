import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { questionsService } from './questions/service.ts'
import { quizzesService } from './quizzes/service.ts'
import { topicsService } from './topics/service.ts'
import { tracksService } from './tracks/service.ts'

/** The question bank: topics, questions, tracks and quizzes of each workspace. */
export function openBank(db: Kysely<Database>) {
  return {
    topics: topicsService(db),
    questions: questionsService(db),
    tracks: tracksService(db),
    quizzes: quizzesService(db),
  }
}
export type Bank = ReturnType<typeof openBank>
