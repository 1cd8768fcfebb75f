import { availableParallelism } from 'node:os'
import { limitLines } from './limit-report.ts'
import { fixed, milliseconds, tableOf, whole } from './markdown.ts'
import { catRFigures, lengths, type ModelPrecision } from './precision.ts'
import type { Speed } from './speed.ts'
import type { Times } from './times.ts'

/** The tables as Markdown; `prediction` is what that benchmark has written. */
export function reportOf(
  speed: Speed,
  precision: readonly ModelPrecision[],
  prediction: string,
): string {
  return [
    '# The adaptive engine',
    '',
    'Written by `npm run bench -- adaptive`.',
    '',
    ...speedLines(speed),
    ...precision.flatMap(precisionLines),
    // One heading further down, as a part of this page.
    prediction.replaceAll(/^#/gm, '##').trim(),
    '',
  ].join('\n')
}

function speedLines({ sizes, estimate, load }: Speed): string[] {
  const [first] = sizes
  const last = sizes.at(-1)
  const rules = Object.keys(first?.rules ?? {})
  const growth = rules.map((rule) => {
    const times = (last?.rules[rule]?.p50Ms ?? NaN) / (first?.rules[rule]?.p50Ms ?? NaN)
    return `${rule} ${times.toFixed(1)}`
  })
  return [
    '## Speed',
    '',
    'The next question of a test of 40: the median and the 99th percentile in milliseconds, and how',
    'many a second at the median. The textbook loop filters, maps and sorts objects by maximum',
    `information, in the same run, on ${availableParallelism()} processors, for which ${load.toFixed(1)} processes of this machine`,
    'competed when it began.',
    '',
    ...tableOf(
      ['questions in the bank', ...rules, 'textbook loop'],
      sizes.map((size) => [
        whole(size.questions),
        ...rules.map((rule) => timesOf(size.rules[rule])),
        timesOf(size.textbook),
      ]),
    ),
    '',
    'Growth of the median from the smallest bank to the largest, a factor of ' +
      `${whole((last?.questions ?? NaN) / (first?.questions ?? NaN))} in size: ${growth.join(', ')}.`,
    '',
    `Estimating from ${estimate.answers} answers by EAP with 121 nodes takes ${milliseconds(estimate.ours.p50Ms)} ms (p99`,
    `${milliseconds(estimate.ours.p99Ms)} ms), in the textbook loop ${milliseconds(estimate.textbook.p50Ms)} ms.`,
    '',
    'jsCAT depends on a package on GitHub and can’t be installed from npm alone, so it isn’t in this',
    'run. Measured before, on the same kind of machine: version 5.2.3 takes 85 to 102 ms of processor',
    'time for a choice from 10,000 questions, and 6.0 ms for the estimate from 40 answers.',
    '',
  ]
}

function timesOf(times: Times | undefined): string {
  if (times === undefined) return ''
  const { p50Ms, p99Ms, perSecond } = times
  return `${milliseconds(p50Ms)} / ${milliseconds(p99Ms)}, ${whole(perSecond)}/s`
}

function precisionLines({ model, people, rows, limited, flowForRandom }: ModelPrecision): string[] {
  return [
    `## Precision, ${model}`,
    '',
    `${whole(people)} people, a bank of 500, the same answers as catR’s. RMSE, bias and greatest exposure`,
    'after so many questions, and below them catR’s own figures.',
    '',
    ...tableOf(
      ['', ...lengths.map((length) => `${length} questions`)],
      [...rows, ...catRFigures(model)].map(({ name, at }) => [
        name,
        ...at.map(
          ({ rmse, bias, maxExposure }) =>
            `${fixed(rmse, 3)}, ${fixed(bias, 3)}, ${fixed(maxExposure, 2)}`,
        ),
      ]),
    ),
    '',
    ...limitLines(limited),
    `Questions in flow reach the precision of 40 random ones after ${flowForRandom}.`,
    '',
  ]
}
