import type { Card, Memory } from './card.ts'

const dayMs = 86_400_000

/** Lapses less probable than this are not followed one by one. */
const improbable = 0.05

/**
 * How many reviews a day some cards ask for over the coming days, on average, if whatever is due is
 * reviewed on its day: every way that a card may go, remembered or forgotten, by its probability.
 * What is forgotten is asked once more that day. Cards not met yet don't count.
 */
export function expectedReviews(
  memory: Memory,
  cards: Iterable<Card>,
  from: number,
  days: number,
): number {
  const end = from + days * dayMs
  // Improbable lapses add up, and one stands for them all.
  let unfollowed = 0

  function ahead(card: Card, probability: number): number {
    const at = Math.max(card.due, from)
    if (at >= end) return 0
    const lapse = probability * (1 - memory.retrievability(card, at))
    let expected = probability + ahead(memory.review(card, 'good', at), probability - lapse)
    unfollowed += lapse
    if (unfollowed >= improbable) {
      const followed = unfollowed
      unfollowed = 0
      expected += ahead(memory.review(card, 'again', at), followed)
    }
    return expected
  }

  let reviews = 0
  for (const card of cards) reviews += ahead(memory.rescheduled(card), 1)
  return reviews / days
}
