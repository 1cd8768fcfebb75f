import type { Card, Memory } from './card.ts'
import type { Grade } from './grade.ts'

/** One review of a question. */
export interface Review {
  readonly grade: Grade
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** A review with the card before and after it: enough to take it back exactly. */
export interface Reviewed extends Review {
  readonly before: Card | null
  readonly card: Card
}

/** Reviews a card in a way that `undone` can take back. */
export function reviewed(memory: Memory, before: Card | null, review: Review): Reviewed {
  return { ...review, before, card: memory.review(before, review.grade, review.at) }
}

/**
 * A review as its learner rates it: the card worked out anew from what it was before. `null` takes
 * the rating back: all is as `graded`, to the last bit.
 */
export function rated(
  memory: Memory,
  graded: Omit<Reviewed, 'card'>,
  rating: Grade | null,
): Reviewed {
  return reviewed(memory, graded.before, { grade: rating ?? graded.grade, at: graded.at })
}

/** The card as it was, to the last bit; `null` if the question had never been met. */
export function undone({ before }: Reviewed): Card | null {
  return before
}

/** The card that all reviews of a question lead to, in order. */
export function replayed(memory: Memory, reviews: Iterable<Review>): Card | null {
  let card: Card | null = null
  for (const { grade, at } of reviews) card = memory.review(card, grade, at)
  return card
}
