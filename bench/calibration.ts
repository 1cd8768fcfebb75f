import { writeFile } from 'node:fs/promises'
import { calibrate } from '@quizmentor/engine/calibration/calibrate'
import { itemOf } from '@quizmentor/engine/calibration/parameters'
import { answersOf, patternsOf } from '@quizmentor/engine/calibration/patterns'
import { weakPriors } from '@quizmentor/engine/calibration/priors'
import { residualFit } from '@quizmentor/engine/calibration/residual-fit'
import { standardErrors } from '@quizmentor/engine/calibration/standard-errors'
import { processorTime } from './calibration-parts/processor-time.ts'
import { agreements, maxima, type Agreement, type Maximum } from './calibration-parts/references.ts'
import { simulatedAnswers, type SimulatedAnswers } from './calibration-parts/simulated.ts'
import { textbookEm } from './calibration-parts/textbook-em.ts'

const tolerance = 1e-4

/**
 * Calibrating 100,000 answers to 500 questions (2PL), beside an EM written the plain way, with how
 * near the results are to those of mirt and to the truth. A full run writes
 * `results/calibration.md`.
 */
export async function run({ quick }: { quick: boolean }) {
  const sizes = [
    { people: 2_000, items: 500, each: 50 },
    ...(quick ? [] : [{ people: 20_000, items: 500, each: 500 }]),
  ]
  const ours = sizes.map(({ people, items, each }) => ({
    people,
    items,
    answers: people * each,
    ...measured(simulatedAnswers(people, items, each)),
  }))
  const baseline = plain(simulatedAnswers(2_000, 500, 50))
  const beside = agreements()
  const reached = maxima()
  const first = ours[0]
  const ratio = first && baseline.secondsPerIteration / first.secondsPerIteration
  if (!quick && beside !== null && reached !== null) {
    const file = new URL('results/calibration.md', import.meta.url)
    await writeFile(file, reportOf(ours, baseline, ratio ?? NaN, beside, reached))
  }
  return { ours, baseline, ratioPerIteration: ratio, besideMirt: beside, maxima: reached }
}

type Measured = ReturnType<typeof measured>

function measured({ a, b, rows }: SimulatedAnswers) {
  const start = processorTime()
  const patterns = patternsOf(
    a.length,
    rows.map((row) => answersOf(row.map((score) => score ?? NaN))),
  )
  const collected = processorTime()
  const fit = calibrate(patterns, { model: '2PL', priors: weakPriors, tolerance })
  const fitted = processorTime()
  standardErrors(fit)
  residualFit(fit)
  const ended = processorTime()
  const error = (of: (item: number) => number) =>
    Math.sqrt(a.reduce((sum, _, item) => sum + of(item) ** 2, 0) / a.length)
  const found = (item: number) => itemOf(fit.parameters, item)
  return {
    seconds: ended - start,
    secondsOfPatterns: collected - start,
    secondsOfFit: fitted - collected,
    secondsOfErrorsAndFitStatistics: ended - fitted,
    iterations: fit.iterations,
    secondsPerIteration: (fitted - collected) / fit.iterations,
    rmseA: error((item) => found(item)[0] - (a[item] ?? 0)),
    rmseB: error((item) => -found(item)[1] / found(item)[0] - (b[item] ?? 0)),
  }
}

/** A few iterations are enough to know what one takes. */
function plain({ a, rows }: SimulatedAnswers) {
  const start = processorTime()
  const { iterations } = textbookEm(rows, a.length, tolerance, 2)
  const seconds = processorTime() - start
  return { iterations, secondsPerIteration: seconds / iterations }
}

function reportOf(
  ours: readonly (Measured & { people: number; items: number; answers: number })[],
  baseline: { secondsPerIteration: number },
  ratio: number,
  beside: readonly Agreement[],
  reached: readonly Maximum[],
): string {
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [
    '# Calibration',
    '',
    'Written by `npm run bench -- calibration`. 2PL with weak priors, simulated answers, seconds',
    'of processor time; RMSE is of the estimates against the parameters that were simulated.',
    '',
    row([
      'people',
      'questions',
      'answers',
      'iterations',
      'fit',
      'errors and fit statistics',
      'RMSE a',
      'RMSE b',
    ]),
    row(Array.from({ length: 8 }, () => '---')),
    ...ours.map((size) =>
      row([
        size.people.toLocaleString('en-GB'),
        size.items,
        size.answers.toLocaleString('en-GB'),
        size.iterations,
        `${size.secondsOfFit.toFixed(2)} s`,
        `${size.secondsOfErrorsAndFitStatistics.toFixed(2)} s`,
        size.rmseA.toFixed(3),
        size.rmseB.toFixed(3),
      ]),
    ),
    '',
    `One iteration over 100,000 answers takes ${(1_000 * (ours[0]?.secondsPerIteration ?? NaN)).toFixed(0)} ms; written`,
    `the plain way in JavaScript ${(1_000 * baseline.secondsPerIteration).toFixed(0)} ms, ${ratio.toFixed(1)} times as long.`,
    '',
    '## Beside mirt',
    '',
    'The largest differences from its estimates (TOL 1e-8, 61 nodes on −6 to 6).',
    '',
    row(['data', 'a', 'b', 'log likelihood', 'time']),
    row(Array.from({ length: 5 }, () => '---')),
    ...beside.map(({ name, a, b, logLikelihood, milliseconds }) =>
      row([
        name,
        a.toExponential(1),
        b.toExponential(1),
        logLikelihood.toExponential(1),
        `${milliseconds.toFixed(0)} ms`,
      ]),
    ),
    '',
    '## 3PL with estimated guessing',
    '',
    'No priors. Best: of several runs of L-BFGS-B (SciPy) from random starting points.',
    '',
    row(['data', 'log likelihood', 'best', 'iterations', 'converged', 'time']),
    row(Array.from({ length: 6 }, () => '---')),
    ...reached.map(({ name, logLikelihood, best, iterations, converged, milliseconds }) =>
      row([
        name,
        logLikelihood.toFixed(4),
        best.toFixed(4),
        iterations,
        converged ? 'yes' : 'no',
        `${milliseconds.toFixed(0)} ms`,
      ]),
    ),
    '',
  ].join('\n')
}
