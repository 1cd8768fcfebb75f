import { expect, test } from 'vitest'
import { z } from 'zod'
import { memory, type Card } from '../src/memory/card.ts'
import type { Grade } from '../src/memory/grade.ts'
import { reference, referenceText } from './reference.ts'

const grades: readonly Grade[] = ['again', 'hard', 'good', 'easy']
const states: readonly Card['state'][] = ['new', 'learning', 'review', 'relearning']
const asPublished = memory({ learningSteps: ['1m', '10m'], relearningSteps: ['10m'] })

const review = z.object({
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
  const schema = z.object({ seqs: z.array(z.array(review)) })
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
  const rows = referenceText(csv, context).trim().split('\n').slice(1)
  const cards = new Map<string, Card>()
  const day = (at: number) => Math.floor(at / 86_400_000)
  let loss = 0
  let scored = 0
  const log = rows
    .map((row) => row.split(','))
    .map(([id = '', rating, time = '']) => ({ id, rating: Number(rating), at: Date.parse(time) }))
    .toSorted((one, other) => one.at - other.at)
  for (const { id, rating, at } of log) {
    const card = cards.get(id) ?? null
    if (card?.lastReview !== null && card !== null && day(at) > day(card.lastReview)) {
      const p = asPublished.retrievability(card, at)
      loss -= Math.log(rating > 1 ? p : 1 - p)
      scored++
    }
    cards.set(id, asPublished.review(card, grades[rating - 1] ?? 'again', at))
  }
  // Measured with py-fsrs 6 on the same log: 6,032 reviews, log loss .4667.
  expect(scored).toBe(6_032)
  expect(loss / scored).toBeCloseTo(0.4667, 2)
})
