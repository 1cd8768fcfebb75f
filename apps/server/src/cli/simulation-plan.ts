import { catRTolerance } from '@quizmentor/engine/adaptive/ability'
import { calibratePrices } from '@quizmentor/engine/adaptive/exposure-price'
import type { ItemPool } from '@quizmentor/engine/adaptive/pool'
import type { Relations } from '@quizmentor/engine/adaptive/relations'
import type { SelectionRule } from '@quizmentor/engine/adaptive/selection-rule'
import type { SimulationPlan } from '@quizmentor/engine/adaptive/simulate'
import { calibrateSympsonHetter } from '@quizmentor/engine/adaptive/sympson-hetter'
import type { TestDesign } from '@quizmentor/engine/adaptive/test-design'
import type { Shares } from './blueprint.ts'
import { UsageError, type Command, type CommandCall } from './command.ts'
import { methods } from './estimate.ts'
import { estimationOf, estimationOptions } from './estimation-options.ts'
import { numberOf, optionalNumber, wordOf } from './numbers.ts'
import { progressBar } from './progress.ts'
import { stopOf, stopOptions } from './stop-options.ts'

const rules = [
  ...(['MFI', 'KL', 'KLP', 'MPWI', 'MLWI', 'MEPV', 'MEI', 'GDI', 'GDIP'] as const),
  ...(['bOpt', 'thOpt', 'flow', 'progressive', 'random'] as const),
]

const controls = ['prices', 'restricted', 'sympson-hetter'] as const

/** Options on how a simulated test chooses, estimates and ends. */
export const planOptions = {
  select: { type: 'string', help: `${rules.join(', ')} (MFI)` },
  randomesque: { type: 'string', help: 'draw from so many of the best questions (1)' },
  target: { type: 'string', help: 'flow: the success probability to come near to (0.7)' },
  step: { type: 'string', help: 'flow: how far difficulty may move, in logits (1)' },
  acceleration: { type: 'string', help: 'progressive: how late information counts (1)' },
  estimate: { type: 'string', help: `${methods.join(', ')} (EAP)` },
  ...estimationOptions,
  start: { type: 'string', help: 'the ability that the first question is chosen for (0)' },
  ...stopOptions,
  'max-exposure': { type: 'string', help: 'the greatest share of tests a question may be in' },
  exposure: { type: 'string', help: `how that is kept: ${controls.join(', ')} (prices)` },
  blueprint: { type: 'string', help: 'shares of the topics, such as algebra=3,geometry=1' },
  seed: { type: 'string', help: 'the same number gives the same again (1)' },
} as const satisfies Command['options']

/** What those options say; what limiting exposure takes is found by simulation first. */
export function planOf(
  values: CommandCall['values'],
  pool: ItemPool,
  shares: Shares | null,
  relations: Relations | null,
): SimulationPlan {
  const stop = stopOf(values)
  const seed = numberOf(values, 'seed', 1, { from: 0, to: 2 ** 32 - 1, whole: true })
  const most = optionalNumber(values, 'max-exposure', { from: 1e-6, to: 1 })
  const among = numberOf(values, 'randomesque', 1, { from: 1, to: 1_000, whole: true })
  const design: TestDesign = {
    ...estimationOf(values),
    rule: ruleOf(values, stop),
    method: wordOf(values, 'estimate', methods, 'EAP'),
    start: numberOf(values, 'start', 0),
    exposure: { among, slack: Infinity },
    // Ends as near to the root as catR does, so that it asks the same questions.
    tolerance: catRTolerance,
    ...(shares && { blueprint: [...shares.values()] }),
    ...(relations && { relations }),
  }
  const plan: SimulationPlan = { design, stop, seed }
  return most === undefined ? plan : limited(values, pool, plan, most)
}

/** The plan with exposure kept down. */
function limited(
  values: CommandCall['values'],
  pool: ItemPool,
  plan: SimulationPlan,
  most: number,
): SimulationPlan {
  const { design, stop, seed } = plan
  const least = Math.min(stop.length, pool.size) / pool.size
  if (most < least)
    throw new UsageError(
      `--max-exposure ${most} is too little: ${stop.length} of ${pool.size} questions in each test ` +
        `take at least ${least.toFixed(3)}.`,
    )
  switch (wordOf(values, 'exposure', controls, 'prices')) {
    case 'restricted':
      return { ...plan, mostExposure: most }
    case 'prices': {
      const show = progressBar('finding prices of exposure')
      const people = 2_000
      const settings = { design, length: stop.length, most, seed, people }
      const prices = calibratePrices(pool, settings, (done) => show(done, people))
      return { ...plan, mostExposure: most, prices }
    }
    case 'sympson-hetter': {
      const show = progressBar('calibrating exposure')
      const rounds = 12
      const { admission } = calibrateSympsonHetter(pool, plan, most, { rounds }, (done) =>
        show(done, rounds),
      )
      return { ...plan, design: { ...design, admission } }
    }
  }
}

function ruleOf(values: CommandCall['values'], stop: SimulationPlan['stop']): SelectionRule {
  const kind = wordOf(values, 'select', rules, 'MFI')
  switch (kind) {
    case 'flow':
      return {
        kind,
        target: numberOf(values, 'target', 0.7, { from: 0.01, to: 0.99 }),
        step: numberOf(values, 'step', 1, { from: 0 }),
      }
    case 'progressive':
      return {
        kind,
        length: stop.length,
        acceleration: numberOf(values, 'acceleration', 1, { from: 0 }),
        ...(stop.standardError !== undefined && { standardError: stop.standardError }),
      }
    default:
      return { kind }
  }
}
