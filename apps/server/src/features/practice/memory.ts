import type { MemorySettings } from '@quizmentor/contract/practice'
import { memory, usualRetention } from '@quizmentor/engine/memory/card'
import { expectedReviews } from '@quizmentor/engine/memory/workload'
import type { Kysely } from 'kysely'
import type { Member } from '../../http/feature.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { ownMemorySettings } from '../calibration/service.ts'
import { rescheduleCards } from './jobs.ts'
import { cardsAfter } from './queries/learning.ts'
import { cardSample, saveRetention } from './queries/memory.ts'
import { lockLearner } from './queries/sessions.ts'
import { cardsAtOnce, reschedule } from './rescheduling.ts'

export interface MemoryParts {
  readonly db: Kysely<Database>
  readonly clock: Clock
  readonly jobs: Pick<Jobs, 'send'>
}

const offered: readonly number[] = [0.8, 0.85, 0.9, 0.95, 0.97]
const daysAhead = 30
/** Cards by which the work ahead is told: with fewer, of a few days, it says little. */
const fewestCards = 20
const mostCards = 100

/** How well one wants to remember, and what follows. */
export function memoryService({ db, clock, jobs }: MemoryParts) {
  async function get({ personId }: Member): Promise<MemorySettings> {
    const own = await ownMemorySettings(db, personId)
    const { total, sample } = await cardSample(db, personId, mostCards)
    const chosen = own.desiredRetention ?? usualRetention
    const choices = [...new Set([...offered, chosen])].toSorted((one, other) => one - other)
    const perDay = (desiredRetention: number) =>
      (expectedReviews(memory({ ...own, desiredRetention }), sample, clock.now(), daysAhead) *
        total) /
      sample.length
    return {
      desiredRetention: chosen,
      choices: choices.map((desiredRetention) => ({
        desiredRetention,
        answersPerDay: total < fewestCards ? null : perDay(desiredRetention),
      })),
      questionsMet: total,
    }
  }

  return {
    get,

    /** Chooses how well to remember. Cards are rescheduled at once; very many, in a moment. */
    async set(member: Member, desiredRetention: number): Promise<MemorySettings> {
      const { personId } = member
      await db.transaction().execute(async (tx) => {
        await lockLearner(tx, personId)
        await saveRetention(tx, personId, desiredRetention, new Date(clock.now()))
        const cards = await cardsAfter(tx, personId, 0, cardsAtOnce + 1)
        if (cards.length <= cardsAtOnce) await reschedule(tx, personId, cards)
        else await jobs.send(rescheduleCards, { personId }, { within: tx, key: `${personId}` })
      })
      return get(member)
    },
  }
}
