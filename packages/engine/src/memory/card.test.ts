import { describe, expect, test } from 'vitest'
import { questionContent } from '../question/question.ts'
import { defaultWeights, memory } from './card.ts'
import { expectedMs, gradeOf, ratingsOf } from './grade.ts'

const minute = 60_000
const day = 86_400_000
const start = Date.UTC(2026, 0, 5, 9)
const { review, retrievability } = memory()

describe('the grade of an answer', () => {
  const recall = { right: true, hints: 0, latencyMs: 10_000, expectedMs: 10_000 }

  test.each([
    ['again', { right: false, latencyMs: 100 }],
    ['hard', { hints: 1, latencyMs: 100 }],
    ['hard', { latencyMs: 30_001 }],
    ['good', {}],
    ['easy', { latencyMs: 4_999 }],
  ])('%s for %j', (grade, part) => {
    expect(gradeOf({ ...recall, ...part })).toBe(grade)
  })

  test.each([
    [1, ['again', 'hard', 'good', 'easy']],
    [0.5, ['again', 'hard']],
    [0, ['again']],
  ])('for a score of %d may be %j by the learner', (score, ratings) => {
    expect(ratingsOf(score)).toEqual(ratings)
  })

  test('a longer question may take longer', () => {
    const asking = (stem: string) =>
      expectedMs(
        questionContent.parse({ type: 'true_false', stem, body: {}, key: { truth: true } }),
      )
    expect(asking('Water is wet.')).toBeLessThan(asking('Water is wet. '.repeat(20)))
  })
})

describe('a card', () => {
  test('what was right comes back in days, what was easy later still', () => {
    const good = review(null, 'good', start)
    const easy = review(null, 'easy', start)
    expect(good.due - start).toBeGreaterThanOrEqual(day)
    expect(easy.due).toBeGreaterThan(good.due)
    expect(good).toMatchObject({ state: 'review', reps: 1, lapses: 0, lastReview: start })
  })

  test('what was missed is due ten minutes later, and a lapse is counted', () => {
    expect(review(null, 'again', start).due - start).toBe(10 * minute)
    const known = review(review(null, 'good', start), 'good', start + 3 * day)
    const lapsed = review(known, 'again', known.due)
    expect(lapsed.due - known.due).toBe(10 * minute)
    expect(lapsed).toMatchObject({ state: 'relearning', lapses: 1 })
    expect(lapsed.stability).toBeLessThan(known.stability)
  })

  test('intervals grow while it is remembered', () => {
    let card = review(null, 'good', start)
    for (let times = 0; times < 5; times++) {
      const next = review(card, 'good', card.due)
      expect(next.scheduledDays).toBeGreaterThan(card.scheduledDays)
      card = next
    }
  })

  test('memory fades to 0.9 after as many days as it is stable', () => {
    const card = review(null, 'good', start)
    expect(retrievability(card, start)).toBeCloseTo(1, 6)
    const after = (days: number) => retrievability(card, start + days * day)
    expect(after(10)).toBeLessThan(after(2))
    expect(after(Math.round(card.stability))).toBeCloseTo(0.9, 1)
  })

  test('who wants to forget less sees it sooner', () => {
    const dueIn = (desiredRetention: number) =>
      memory({ desiredRetention }).review(review(null, 'good', start), 'good', start + 3 * day).due
    expect(dueIn(0.95)).toBeLessThan(dueIn(0.9))
    expect(dueIn(0.8)).toBeGreaterThan(dueIn(0.9))
  })

  test('rescheduled, it is due when a review like its last would have made it due', () => {
    const known = review(review(null, 'good', start), 'good', start + 3 * day)
    for (const desiredRetention of [0.8, 0.9, 0.97]) {
      const other = memory({ desiredRetention })
      const replayed = other.review(other.review(null, 'good', start), 'good', start + 3 * day)
      expect(other.rescheduled(known)).toEqual(replayed)
    }
    expect(memory().rescheduled(memory({ desiredRetention: 0.8 }).rescheduled(known))).toEqual(
      known,
    )
  })

  test('rescheduled while it is being learned, it stays as it is', () => {
    const missed = review(null, 'again', start)
    expect(memory({ desiredRetention: 0.8 }).rescheduled(missed)).toBe(missed)
  })

  test('parameters of one learner change what is expected of them', () => {
    // The first four are the stabilities after a first review of each grade.
    const weights = defaultWeights.map((weight, index) => (index < 4 ? weight / 2 : weight))
    const quick = memory({ weights })
    const card = quick.review(null, 'good', start)
    expect(card.stability).toBeCloseTo(review(null, 'good', start).stability / 2, 6)
    expect(quick.retrievability(card, start + 5 * day)).toBeLessThan(
      retrievability(review(null, 'good', start), start + 5 * day),
    )
  })

  test('the same review gives the same card', () => {
    const card = review(null, 'hard', start)
    expect(review(card, 'good', start + day)).toEqual(review(card, 'good', start + day))
  })
})
