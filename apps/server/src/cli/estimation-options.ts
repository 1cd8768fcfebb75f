import { fineQuadrature, type Quadrature } from '@quizmentor/engine/adaptive/quadrature'
import { normal, type Prior } from '@quizmentor/engine/adaptive/prior'
import { UsageError, type Command, type CommandCall } from './command.ts'
import { numberOf, textOf, wordOf } from './numbers.ts'

/** Options on what is believed beforehand and where estimates may lie. */
export const estimationOptions = {
  prior: { type: 'string', help: 'normal, uniform within the bounds, or jeffreys (normal)' },
  'prior-mean': { type: 'string', help: 'mean of the normal prior, in logits (0)' },
  'prior-sd': { type: 'string', help: 'its standard deviation (1)' },
  quadrature: { type: 'string', help: 'nodes of EAP and of selection by posterior (121)' },
  bounds: { type: 'string', help: 'the least and the greatest estimate (-6,6)' },
} as const satisfies Command['options']

/** What those options say. */
export function estimationOf(values: CommandCall['values']): {
  readonly prior: Prior
  readonly quadrature: Quadrature
} {
  const nodes = numberOf(values, 'quadrature', fineQuadrature.nodes, {
    from: 3,
    to: 10_001,
    whole: true,
  })
  const { from, to } = boundsOf(textOf(values, 'bounds'))
  return { prior: priorOf(values, from, to), quadrature: { from, to, nodes } }
}

function priorOf(values: CommandCall['values'], from: number, to: number): Prior {
  const mean = numberOf(values, 'prior-mean', 0)
  const sd = numberOf(values, 'prior-sd', 1, { from: 1e-3 })
  switch (wordOf(values, 'prior', ['normal', 'uniform', 'jeffreys'], 'normal')) {
    case 'normal':
      return normal(mean, sd)
    case 'uniform':
      return { kind: 'uniform', from, to }
    case 'jeffreys':
      return { kind: 'jeffreys' }
  }
}

function boundsOf(given: string | undefined): { readonly from: number; readonly to: number } {
  if (given === undefined) return fineQuadrature
  const [from = NaN, to = NaN, ...more] = given.split(',').map(Number)
  if (Number.isFinite(from) && Number.isFinite(to) && from < to && more.length === 0)
    return { from, to }
  throw new UsageError(`--bounds is two numbers such as -6,6, the lower first, not "${given}".`)
}
