import { expect, test } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { memory, type Card } from './card.ts'
import type { Grade } from './grade.ts'
import { replayed } from './history.ts'
import { expectedReviews } from './workload.ts'

const day = 86_400_000
const now = Date.UTC(2026, 5, 1, 9)

/** Cards of somebody who has practised for two months, each as old as chance made it. */
function someCards(count: number): Card[] {
  const random = seededRandom(7)
  const usual = memory()
  return Array.from({ length: count }, () => {
    const grade = (): Grade => (random() < 0.85 ? 'good' : 'again')
    let card = usual.review(null, grade(), now - 60 * random() * day)
    while (card.due < now - 3 * random() * day) card = usual.review(card, grade(), card.due)
    return card
  })
}

test('who wants to forget less answers more', () => {
  const cards = someCards(60)
  const perDay = [0.8, 0.85, 0.9, 0.95, 0.97].map((desiredRetention) =>
    expectedReviews(memory({ desiredRetention }), cards, now, 30),
  )
  expect(perDay).toEqual(perDay.toSorted((one, other) => one - other))
  expect(perDay.at(-1)).toBeGreaterThan(2 * (perDay[0] ?? 0))
})

test('what is expected is what comes of practising so', () => {
  const cards = someCards(40)
  const random = seededRandom(11)
  const thorough = memory({ desiredRetention: 0.95 })
  const times = 40
  let reviews = 0
  for (let time = 0; time < times; time++)
    for (const each of cards) {
      let card = thorough.rescheduled(each)
      for (let at = Math.max(card.due, now); at < now + 30 * day; at = Math.max(card.due, now)) {
        reviews += 1
        const remembered = random() < thorough.retrievability(card, at)
        card = thorough.review(card, remembered ? 'good' : 'again', at)
      }
    }
  const lived = reviews / times / 30
  const expected = expectedReviews(thorough, cards, now, 30)
  expect(expected / lived).toBeGreaterThan(0.93)
  expect(expected / lived).toBeLessThan(1.05)
})

test('cards that are due later than that ask for nothing', () => {
  const card = replayed(
    memory(),
    [0, 3, 20, 80].map((days) => ({ grade: 'easy', at: now + (days - 81) * day })),
  )
  if (card === null) throw new Error('there were reviews')
  expect(expectedReviews(memory(), [card], now, 30)).toBe(0)
  expect(expectedReviews(memory(), [], now, 30)).toBe(0)
})
