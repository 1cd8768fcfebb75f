import {
  default_w,
  forgetting_curve,
  fsrs,
  Rating,
  State,
  type CardInput,
  type Grade as Rated,
} from 'ts-fsrs'
import type { Grade } from './grade.ts'

/** A learner's memory state of a question (FSRS-6). Times are milliseconds since the epoch. */
export interface Card {
  readonly due: number
  /** Days until retrievability has fallen to 0.9. */
  readonly stability: number
  /** 1 to 10. */
  readonly difficulty: number
  readonly state: 'new' | 'learning' | 'review' | 'relearning'
  readonly reps: number
  readonly lapses: number
  readonly scheduledDays: number
  readonly learningSteps: number
  readonly lastReview: number | null
}

export interface MemorySettings {
  /** Steps before a question counts as learned, and after it was forgotten. */
  readonly learningSteps?: readonly Minutes[]
  readonly relearningSteps?: readonly Minutes[]
  /** The probability of remembering at which a question comes back, 0.7 to 0.99. */
  readonly desiredRetention?: number
  /** The 21 parameters of FSRS-6, fitted to a learner; its published defaults if unset. */
  readonly weights?: readonly number[]
}

type Minutes = `${number}m`

/**
 * One step of ten minutes: what was right goes straight to days, what was missed is due again by
 * the next session. Within a session the plan brings misses back, not the clock.
 */
const steps: readonly Minutes[] = ['10m']

/** The probability of remembering at which questions come back, unless a learner chose another. */
export const usualRetention = 0.9

/** The defaults of FSRS-6, fitted by its authors to several hundred million reviews. */
export const defaultWeights: readonly number[] = default_w

export interface Memory {
  /** The card after a review; `null` for a question never met. The same input, the same card. */
  review(card: Card | null, grade: Grade, at: number): Card
  /**
   * The probability that the answer is remembered; 0 for what was never reviewed. Like intervals,
   * it counts whole days (UTC) since the last review, as FSRS is defined and fitted.
   */
  retrievability(card: Card, at: number): number
  /**
   * The card, due when its stability says: for parameters or a desired retention that changed since
   * its last review. What is being learned, by minutes, stays as it is.
   */
  rescheduled(card: Card): Card
}

/**
 * FSRS-6 by ts-fsrs, without fuzz. Where ts-fsrs and py-fsrs differ, on a second review of the same
 * day graded hard, this is ts-fsrs.
 */
export function memory({
  learningSteps = steps,
  relearningSteps = steps,
  desiredRetention = usualRetention,
  weights = defaultWeights,
}: MemorySettings = {}): Memory {
  const scheduler = fsrs({
    enable_fuzz: false,
    learning_steps: learningSteps,
    relearning_steps: relearningSteps,
    request_retention: desiredRetention,
    w: weights,
  })
  return {
    review(card, grade, at) {
      const next = scheduler.next(toFsrs(card ?? unmet(at)), new Date(at), ratings[grade]).card
      return {
        due: next.due.getTime(),
        stability: next.stability,
        difficulty: next.difficulty,
        state: states[next.state],
        reps: next.reps,
        lapses: next.lapses,
        scheduledDays: next.scheduled_days,
        learningSteps: next.learning_steps,
        lastReview: at,
      }
    },
    retrievability({ lastReview, stability }, at) {
      if (lastReview === null) return 0
      return forgetting_curve(weights, Math.max(0, dayOf(at) - dayOf(lastReview)), stability)
    },
    rescheduled(card) {
      if (card.state !== 'review' || card.lastReview === null) return card
      const scheduledDays = scheduler.next_interval(card.stability, 0)
      return { ...card, scheduledDays, due: card.lastReview + scheduledDays * dayMs }
    },
  }
}

const dayMs = 86_400_000

/** Whole days (UTC) since the epoch. */
export function dayOf(at: number): number {
  return Math.floor(at / dayMs)
}

const ratings: Readonly<Record<Grade, Rated>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
}

const states: Readonly<Record<State, Card['state']>> = {
  [State.New]: 'new',
  [State.Learning]: 'learning',
  [State.Review]: 'review',
  [State.Relearning]: 'relearning',
}

const fsrsStates: Readonly<Record<Card['state'], State>> = {
  new: State.New,
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
}

function unmet(at: number): Card {
  return {
    due: at,
    stability: 0,
    difficulty: 0,
    state: 'new',
    reps: 0,
    lapses: 0,
    scheduledDays: 0,
    learningSteps: 0,
    lastReview: null,
  }
}

function toFsrs(card: Card): CardInput {
  return {
    due: card.due,
    stability: card.stability,
    difficulty: card.difficulty,
    state: fsrsStates[card.state],
    reps: card.reps,
    lapses: card.lapses,
    scheduled_days: card.scheduledDays,
    learning_steps: card.learningSteps,
    // Computed from the last review.
    elapsed_days: 0,
    last_review: card.lastReview,
  }
}
