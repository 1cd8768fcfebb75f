import { adaptiveSettings, type AdaptiveSettings } from '@quizmentor/contract/settings'
import type { Kysely } from 'kysely'
import type { Member } from '../../http/feature.ts'
import type { Caches } from '../../platform/cache/cache.ts'
import { openCaches } from '../../platform/cache/open-caches.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Read, readingHere } from '../../platform/database/replica.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { createCatalogues } from './catalogue.ts'
import { createContents } from './contents.ts'
import { learnFromGame, type GameResponse } from './game-learning.ts'
import { homeOf } from './home.ts'
import { recomputeCards } from './jobs.ts'
import { memoryService } from './memory.ts'
import { sessionsService } from './sessions.ts'

export { takeOverHistory, type PastAnswers } from './taken-over.ts'

export interface PracticeParts {
  readonly db: Kysely<Database>
  /** Unset: what is only looked at is read where everything else is. */
  readonly read?: Read
  readonly clock: Clock
  readonly jobs: Pick<Jobs, 'send'>
  readonly settings?: () => AdaptiveSettings
  readonly caches?: Caches
}

const defaults = adaptiveSettings.parse({})

/** Practice: sessions, a learner's home and memory, and what is learned elsewhere. */
export function openPractice(parts: PracticeParts) {
  const { db, read = readingHere(db), clock, jobs, settings = () => defaults } = parts
  const catalogues = createCatalogues(db, clock)
  const contents = createContents(parts.caches ?? openCaches())
  return {
    sessions: sessionsService({ db, clock, catalogues, contents, settings }),

    memory: memoryService({ db, clock, jobs }),

    home: (member: Member, timeZone: string) =>
      read((from) => homeOf(from, clock, catalogues, member, timeZone)),

    /** To be called once a game has ended; calling it again changes nothing. */
    learnFromGame: (gameId: string, responses: readonly GameResponse[]) =>
      learnFromGame(db, gameId, responses),

    /** To be called where a learner's parameters change, within the same transaction. */
    parametersChanged: (tx: Kysely<Database>, personId: number) =>
      jobs.send(recomputeCards, { personId }, { within: tx, key: `${personId}` }),
  }
}
export type Practice = ReturnType<typeof openPractice>
