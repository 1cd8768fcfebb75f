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
  readonly learningSteps: readonly Minutes[]
  readonly relearningSteps: readonly Minutes[]
}

type Minutes = `${number}m`

/**
 * One step of ten minutes: what was right goes straight to days, what was missed is due again by
 * the next session. Within a session the plan brings misses back, not the clock.
 */
const practice: MemorySettings = { learningSteps: ['10m'], relearningSteps: ['10m'] }

export interface Memory {
  /** The card after a review; `null` for a question never met. The same input, the same card. */
  review(card: Card | null, grade: Grade, at: number): Card
  /** The probability that the answer is remembered; 0 for what was never reviewed. */
  retrievability(card: Card, at: number): number
}

/** FSRS-6 with its default weights, without fuzz. */
export function memory(settings: MemorySettings = practice): Memory {
  const scheduler = fsrs({
    enable_fuzz: false,
    learning_steps: settings.learningSteps,
    relearning_steps: settings.relearningSteps,
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
      return forgetting_curve(default_w, Math.max(0, at - lastReview) / dayMs, stability)
    },
  }
}

const dayMs = 86_400_000

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
