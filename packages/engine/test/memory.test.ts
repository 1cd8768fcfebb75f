import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { memory, type Card } from '../src/memory/card.ts'
import type { Grade } from '../src/memory/grade.ts'
import { rated, replayed, reviewed, undone, type Review } from '../src/memory/history.ts'
import { scorePredictions } from '../src/memory/predictions.ts'
import { reference, referenceText } from './reference.ts'

const grades: readonly Grade[] = ['again', 'hard', 'good', 'easy']
const states: readonly Card['state'][] = ['new', 'learning', 'review', 'relearning']
const asPublished = memory({ learningSteps: ['1m', '10m'], relearningSteps: ['10m'] })

const scheduled = z.object({
  now: z.iso.datetime(),
  rating: z.int(),
  state: z.int(),
  stability: z.number(),
  difficulty: z.number(),
  due: z.iso.datetime(),
  reps: z.int(),
  lapses: z.int(),
})

test('fifty schedules go as FSRS-6 says', (context) => {
  const schema = z.object({ seqs: z.array(z.array(scheduled)) })
  const { seqs } = reference('fsrs/ts-fsrs_5.4.2_schedule50.json', schema, context)
  expect(seqs).toHaveLength(50)
  for (const reviews of seqs) {
    let card: Card | null = null
    for (const { now, rating, due, state, stability, difficulty, reps, lapses } of reviews) {
      card = asPublished.review(card, grades[rating - 1] ?? 'again', Date.parse(now))
      expect(card).toMatchObject({ due: Date.parse(due), state: states[state], reps, lapses })
      expect(card.stability).toBeCloseTo(stability, 6)
      expect(card.difficulty).toBeCloseTo(difficulty, 6)
    }
  }
})

test('what a real learner remembered is predicted as well as FSRS-6 is known to', (context) => {
  const csv = 'fsrs/review_logs_josh_1711744352250_to_1728234780857.csv'
  const log = referenceText(csv, context)
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','))
    .map(([card = '', rating, time = '']) => ({
      card,
      grade: grades[Number(rating) - 1] ?? 'again',
      at: Date.parse(time),
    }))
    .toSorted((one, other) => one.at - other.at)
  const { reviews, logLoss, areaUnderCurve } = scorePredictions(asPublished, log)
  // Measured elsewhere on the same log, days in UTC: 6,032 reviews, log loss .4667, AUC .7280.
  expect(reviews).toBe(6_032)
  expect(logLoss).toBeLessThan(0.4667)
  expect(areaUnderCurve).toBeGreaterThan(0.7275)
})

describe('taking reviews back', () => {
  const day = 86_400_000
  const start = Date.UTC(2026, 0, 5, 9)
  const history = fc
    .array(fc.record({ grade: fc.constantFrom(...grades), after: fc.nat(40 * day) }), {
      minLength: 1,
      maxLength: 25,
    })
    .map((reviews) => {
      let at = start
      return reviews.map(({ grade, after }): Review => ({ grade, at: (at += after) }))
    })

  test('one after the other leads back to the beginning, exactly', () => {
    fc.assert(
      fc.property(history, (reviews) => {
        const done = []
        let card: Card | null = null
        for (const review of reviews) {
          const step = reviewed(asPublished, card, review)
          done.push(step)
          card = step.card
        }
        for (const [index, step] of [...done.entries()].toReversed()) {
          card = undone(step)
          expect(card).toStrictEqual(replayed(asPublished, reviews.slice(0, index)))
        }
        expect(card).toBeNull()
      }),
    )
  })

  test('and reviewing again the same way gives the same card', () => {
    fc.assert(
      fc.property(history, (reviews) => {
        const last = reviews.at(-1)
        if (last === undefined) return
        const step = reviewed(asPublished, replayed(asPublished, reviews.slice(0, -1)), last)
        expect(reviewed(asPublished, undone(step), last)).toStrictEqual(step)
      }),
    )
  })
})

describe('a rating by the learner', () => {
  const day = 86_400_000
  const grade = fc.constantFrom(...grades)

  test('taken back leaves the review as it was graded, however often it was changed', () => {
    const earlier = fc.array(fc.record({ grade, at: fc.nat(900 * day) }), { maxLength: 20 })
    fc.assert(
      fc.property(earlier, grade, fc.array(grade, { minLength: 1 }), (log, graded, ratings) => {
        const reviews = log.toSorted((one, other) => one.at - other.at)
        const before = replayed(asPublished, reviews)
        const review = { grade: graded, at: 901 * day }
        const step = reviewed(asPublished, before, review)
        for (const rating of ratings) {
          const asRated = rated(asPublished, step, rating)
          const log = [...reviews, { ...review, grade: rating }]
          expect(asRated.card).toStrictEqual(replayed(asPublished, log))
        }
        expect(rated(asPublished, step, null)).toStrictEqual(step)
      }),
    )
  })

  test('brings it back the sooner the worse it is', () => {
    const known = reviewed(asPublished, replayed(asPublished, [{ grade: 'good', at: 0 }]), {
      grade: 'good',
      at: 3 * day,
    })
    const dues = grades.map((rating) => rated(asPublished, known, rating).card.due)
    expect(dues).toEqual(dues.toSorted((one, other) => one - other))
    expect(new Set(dues).size).toBe(4)
  })
})
