import type { SidesSummary } from '@quizmentor/engine/adaptive/simulated-sides'
import type { SimulatedTest } from '@quizmentor/engine/adaptive/simulate'
import type { SimulationSummary } from '@quizmentor/engine/adaptive/simulation-summary'

interface ReportedSummary extends SimulationSummary {
  readonly classification?: SidesSummary
  readonly meanSeconds?: number
}

/** What simulated tests came to, for a person to read. */
export function simulationReport(
  summary: ReportedSummary,
  tests: readonly Pick<SimulatedTest, 'ended'>[],
): string {
  const { classification: sides, meanSeconds } = summary
  return [
    `${tests.length} tests`,
    `bias            ${shown(summary.bias)}`,
    `RMSE            ${shown(summary.rmse)}`,
    `correlation     ${shown(summary.correlation)}`,
    `mean length     ${summary.meanLength.toFixed(2)}`,
    ...(meanSeconds === undefined ? [] : [`mean seconds    ${meanSeconds.toFixed(1)}`]),
    `max. exposure   ${summary.maxExposure.toFixed(3)}`,
    `questions used  ${summary.questionsUsed}`,
    `ended by        ${endings(tests)}`,
    ...(sides === undefined
      ? []
      : [
          `cut score       ${sides.cut}`,
          `decided         ${shown(sides.decided)}`,
          `accuracy        ${shown(sides.accuracy)}`,
          `false above     ${shown(sides.falseAbove)}`,
          `false below     ${shown(sides.falseBelow)}`,
        ]),
  ].join('\n')
}

function shown(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(4)
}

/** Why tests ended, the most common reason first. */
function endings(tests: readonly Pick<SimulatedTest, 'ended'>[]): string {
  const counts = new Map<string, number>()
  for (const { ended } of tests) counts.set(ended, (counts.get(ended) ?? 0) + 1)
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ')
}
