import { memory } from '@quizmentor/engine/memory/card'
import type { Grade } from '@quizmentor/engine/memory/grade'
import { scorePredictions, type LoggedReview } from '@quizmentor/engine/memory/predictions'
import { optimise } from '../../apps/server/src/features/calibration/fit-memory.ts'
import { sharedText } from './shared-data.ts'

const grades: readonly Grade[] = ['again', 'hard', 'good', 'easy']

/** A real learner's log, in order. */
function realLog(): LoggedReview[] {
  return sharedText('reference/fsrs/review_logs_josh_1711744352250_to_1728234780857.csv')
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
}

/** FSRS-6 on the log: by its defaults, and fitted to a first part and scored on what comes after. */
export async function memoryScores() {
  const log = realLog()
  const steps = { learningSteps: ['1m', '10m'], relearningSteps: ['10m'] } as const
  const whole = scorePredictions(memory(steps), log)
  const splits = []
  for (const share of [0.5, 0.6, 0.7, 0.8]) {
    const cut = log[Math.floor(log.length * share)]?.at ?? 0
    const weights = await optimise(log.filter(({ at }) => at < cut))
    splits.push({
      fittedTo: share,
      defaults: scorePredictions(memory(steps), log, cut),
      fitted: scorePredictions(memory({ ...steps, weights }), log, cut),
    })
  }
  return { whole, splits }
}
