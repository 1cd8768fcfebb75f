import { dayOf, defaultWeights, memory } from '@quizmentor/engine/memory/card'
import type { Grade } from '@quizmentor/engine/memory/grade'
import { scorePredictions, type LoggedReview } from '@quizmentor/engine/memory/predictions'

/** FSRS parameters of one learner, and how they did on reviews that were not used to judge them. */
export interface MemoryFit {
  readonly weights: readonly number[]
  readonly reviews: number
  readonly logLoss: number
  readonly defaultLogLoss: number
}

/** Parameters are fitted to the earlier of the reviews, and judged by the later. */
const earlierShare = 0.8
/** Reviews on a later day than the last of the same question: of fewer than this, nothing is fitted. */
export const fewestReviews = 300

/**
 * Fits FSRS-6 to a learner's log, in order, with the optimiser of the FSRS project (fsrs-rs);
 * `null` where there are too few reviews. Where the fitted parameters foretell the later reviews no
 * better than the defaults do, it is the defaults that are given.
 */
export async function fitMemory(log: readonly LoggedReview[]): Promise<MemoryFit | null> {
  const cut = log[Math.floor(log.length * earlierShare)]?.at ?? 0
  const earlier = log.filter(({ at }) => at < cut)
  if (repetitions(log).length < fewestReviews || earlier.length === 0) return null
  const judged = scorePredictions(memory({ weights: await optimise(earlier) }), log, cut)
  const usual = scorePredictions(memory(), log, cut)
  const isBetter = judged.logLoss < usual.logLoss
  return {
    weights: isBetter ? await optimise(log) : defaultWeights,
    reviews: log.length,
    logLoss: isBetter ? judged.logLoss : usual.logLoss,
    defaultLogLoss: usual.logLoss,
  }
}

/** The optimiser has no program for this kind of machine, or none is installed. */
export class OptimiserMissing extends Error {}

/** Fits the 21 parameters of FSRS-6 to a log. */
export async function optimise(log: readonly LoggedReview[]): Promise<readonly number[]> {
  const { computeParameters, FSRSBindingItem, FSRSBindingReview } = await optimiser()
  const items = repetitions(log).map(
    (history) =>
      new FSRSBindingItem(history.map(({ rating, days }) => new FSRSBindingReview(rating, days))),
  )
  return computeParameters(items, { enableShortTerm: true, numRelearningSteps: 1, timeout: 50 })
}

// Its program exists for some kinds of machine only, so it is looked for when it is needed.
async function optimiser() {
  try {
    return await import('@open-spaced-repetition/binding')
  } catch (error) {
    const machine = `${process.platform}-${process.arch}`
    throw new OptimiserMissing(`There is no FSRS optimiser for ${machine}.`, { cause: error })
  }
}

interface Repetition {
  readonly rating: number
  /** Since the last review of the same question. */
  readonly days: number
}

const ratings: Readonly<Record<Grade, number>> = { again: 1, hard: 2, good: 3, easy: 4 }

/** Each review on a later day than the last of its question, with all that came before it. */
function repetitions(log: readonly LoggedReview[]): Repetition[][] {
  const found: Repetition[][] = []
  for (const reviews of Map.groupBy(log, ({ card }) => card).values()) {
    const history: Repetition[] = []
    let last: number | null = null
    for (const { grade, at } of reviews) {
      const days: number = last === null ? 0 : dayOf(at) - last
      history.push({ rating: ratings[grade], days })
      if (days > 0) found.push([...history])
      last = dayOf(at)
    }
  }
  return found
}
