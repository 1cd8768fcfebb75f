import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { memory } from '@quizmentor/engine/memory/card'
import type { Grade } from '@quizmentor/engine/memory/grade'
import { scorePredictions, type LoggedReview } from '@quizmentor/engine/memory/predictions'
import { expect, test, type TestContext } from 'vitest'
import { fitMemory, optimise } from './fit-memory.ts'

const file = fileURLToPath(
  new URL(
    '../../../../../../shared/data/reference/fsrs/' +
      'review_logs_josh_1711744352250_to_1728234780857.csv',
    import.meta.url,
  ),
)
const grades: readonly Grade[] = ['again', 'hard', 'good', 'easy']

/** The log of a real learner, which lies beside the repository. */
function realLog(context: TestContext): LoggedReview[] {
  context.skip(!existsSync(file), 'the review log is not on this machine')
  return readFileSync(file, 'utf8')
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

test.for([0.5, 0.7])(
  'fitted to the first %f of a log, the rest is foretold better than by the defaults',
  async (share, context) => {
    const log = realLog(context)
    const cut = log[Math.floor(log.length * share)]?.at ?? 0
    const weights = await optimise(log.filter(({ at }) => at < cut))
    expect(weights).toHaveLength(21)
    const fitted = scorePredictions(memory({ weights }), log, cut)
    const usual = scorePredictions(memory(), log, cut)
    expect(fitted.reviews).toBeGreaterThan(2_000)
    expect(fitted.logLoss).toBeLessThan(usual.logLoss)
  },
)

test('a fit is kept where it does better, with what it was judged by', async (context) => {
  const log = realLog(context)
  const fit = await fitMemory(log)
  expect(fit?.weights).toHaveLength(21)
  expect(fit?.reviews).toBe(log.length)
  expect(fit?.logLoss).toBeLessThan(fit?.defaultLogLoss ?? 0)
})

test('of a few reviews nothing is fitted', async (context) => {
  expect(await fitMemory(realLog(context).slice(0, 200))).toBeNull()
  expect(await fitMemory([])).toBeNull()
})
