import type { Classification } from '@quizmentor/engine/adaptive/classification'
import type { StopRules } from '@quizmentor/engine/adaptive/stopping'
import { UsageError, type Command, type CommandCall } from './command.ts'
import { numberOf, optionalNumber } from './numbers.ts'

/** Options on when a simulated test ends. */
export const stopOptions = {
  length: { type: 'string', help: 'the most questions in a test (40)' },
  'min-length': { type: 'string', help: 'only --length and --time end a test before so many (1)' },
  se: { type: 'string', help: 'end a test once the standard error is as small' },
  cut: { type: 'string', help: 'the cut score, in logits: say who is above it' },
  sprt: { type: 'boolean', help: "end a test once Wald's sequential test decides about the cut" },
  delta: {
    type: 'string',
    help: '--sprt: so near to the cut either side will do, in logits (0.3)',
  },
  alpha: { type: 'string', help: '--sprt: the chance of putting above who is below (0.05)' },
  beta: { type: 'string', help: '--sprt: the chance of putting below who is above (0.05)' },
  confidence: {
    type: 'string',
    help: 'end a test once the interval of such a confidence leaves out the cut, such as 0.95',
  },
  'least-information': {
    type: 'string',
    help: 'end a test once no question left informs as much at the estimate',
  },
  time: { type: 'string', help: 'ask nothing more after so many seconds' },
} as const satisfies Command['options']

/** What those options say. */
export function stopOf(values: CommandCall['values']): StopRules & { readonly length: number } {
  const length = numberOf(values, 'length', 40, { from: 1, to: 100_000, whole: true })
  const atLeast = optionalNumber(values, 'min-length', { from: 1, whole: true })
  if (atLeast !== undefined && atLeast > length)
    throw new UsageError(`--min-length ${atLeast} is more than --length ${length}.`)
  const standardError = optionalNumber(values, 'se', { from: 0 })
  const classification = classificationOf(values)
  const leastInformation = optionalNumber(values, 'least-information', { from: 0 })
  const time = optionalNumber(values, 'time', { from: 0.001 })
  return {
    length,
    ...(atLeast !== undefined && { atLeast }),
    ...(standardError !== undefined && { standardError }),
    ...(classification !== undefined && { classification }),
    ...(leastInformation !== undefined && { leastInformation }),
    ...(time !== undefined && { deadline: time * 1_000 }),
  }
}

/** The cut score, if there is one. */
export function cutOf(values: CommandCall['values']): number | undefined {
  return optionalNumber(values, 'cut')
}

const probability = { from: 1e-6, to: 0.49 }

function classificationOf(values: CommandCall['values']): Classification | undefined {
  const cut = cutOf(values)
  const isSequential = values['sprt'] === true
  const confidence = optionalNumber(values, 'confidence', { from: 0.5, to: 0.999999 })
  const settings = ['delta', 'alpha', 'beta'].find((name) => values[name] !== undefined)
  if (settings !== undefined && !isSequential)
    throw new UsageError(`--${settings} is a setting of --sprt, which is missing.`)
  if (isSequential && confidence !== undefined)
    throw new UsageError('--sprt and --confidence both decide about the cut: give one of them.')
  if (!isSequential && confidence === undefined) return undefined
  if (cut === undefined)
    throw new UsageError(`--${isSequential ? 'sprt' : 'confidence'} needs a cut score: --cut 0.`)
  if (confidence !== undefined) return { kind: 'interval', cut, confidence }
  return {
    kind: 'SPRT',
    cut,
    indifference: numberOf(values, 'delta', 0.3, { from: 1e-3 }),
    alpha: numberOf(values, 'alpha', 0.05, probability),
    beta: numberOf(values, 'beta', 0.05, probability),
  }
}
