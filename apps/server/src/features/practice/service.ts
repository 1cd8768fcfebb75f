import { adaptiveSettings, type AdaptiveSettings } from '@quizmentor/contract/settings'
import type { Kysely } from 'kysely'
import type { Member } from '../../http/feature.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { createCatalogues } from './catalogue.ts'
import { learnFromGame, type GameResponse } from './game-learning.ts'
import { homeOf } from './home.ts'
import { recomputeCards } from './jobs.ts'
import { memoryService } from './memory.ts'
import { sessionsService } from './sessions.ts'

export { takeOverHistory, type PastAnswers } from './taken-over.ts'

export interface PracticeParts {
  readonly db: Kysely<Database>
  readonly clock: Clock
  readonly jobs: Pick<Jobs, 'send'>
  readonly settings?: () => AdaptiveSettings
}

const defaults = adaptiveSettings.parse({})

/** Practice: sessions, a learner's home and memory, and what is learned elsewhere. */
export function openPractice({ db, clock, jobs, settings = () => defaults }: PracticeParts) {
  const catalogues = createCatalogues(db, clock)
  return {
    sessions: sessionsService({ db, clock, catalogues, settings }),

    memory: memoryService({ db, clock, jobs }),

    home: (member: Member, timeZone: string) => homeOf(db, clock, catalogues, member, timeZone),

    /** To be called once a game has ended; calling it again changes nothing. */
    learnFromGame: (gameId: string, responses: readonly GameResponse[]) =>
      learnFromGame(db, gameId, responses),

    /** To be called where a learner's parameters change, within the same transaction. */
    parametersChanged: (tx: Kysely<Database>, personId: number) =>
      jobs.send(recomputeCards, { personId }, { within: tx, key: `${personId}` }),
  }
}
export type Practice = ReturnType<typeof openPractice>
