import { writeFile } from 'node:fs/promises'
import { ability, informed } from './prediction-parts/abilities.ts'
import * as factors from './prediction-parts/factors.ts'
import { readLearners } from './prediction-parts/learners.ts'
import { memoryScores } from './prediction-parts/memory.ts'
import { chosen, general, updateTime } from './prediction-parts/ours.ts'
import * as ratings from './prediction-parts/ratings.ts'
import { reportOf } from './prediction-parts/report.ts'
import { scoresOf } from './prediction-parts/scores.ts'
import { hasSharedData } from './prediction-parts/shared-data.ts'
import { standingScores } from './prediction-parts/standing.ts'

const baselines = [ratings.mean, ratings.eloOverall]
const all = [
  ...baselines,
  ratings.eloTopics,
  ratings.kalman,
  ability,
  informed,
  factors.pfa,
  factors.pfaOverall,
  factors.fadingShared,
  factors.fadingSlow,
  factors.fadingOwn,
  factors.fadingCounts,
  factors.withLast,
  general,
  chosen,
]

/** On the test split, as measured elsewhere: a logistic regression in the manner of PFA. */
const toBeat = {
  assist2009_updated: { logLoss: 0.5325, auc: 0.7645 },
  STATICS: { logLoss: 0.4055, auc: 0.8271 },
}

/**
 * How well knowledge tracing foretells answers and FSRS foretells memory, beside simpler ways. A
 * full run writes `results/prediction.md`.
 */
export async function run({ quick }: { quick: boolean }) {
  if (!hasSharedData()) return { skipped: 'the research data are not on this machine' }
  const candidates = quick ? [...baselines, general, chosen] : all
  const tables = Object.entries(toBeat).map(([name, beat]) => {
    const train = readLearners(`${name}_train`)
    const test = readLearners(`${name}_test`)
    const [fitted, heldOut] = [0, 1].map((part) =>
      train.filter((_, learner) => (learner % 5 === 0 ? 1 : 0) === part),
    )
    const rows = candidates.map((candidate) => {
      const onTest = scoresOf(test, candidate.fit(train))
      return {
        name: candidate.name,
        validation: quick ? onTest : scoresOf(heldOut ?? [], candidate.fit(fitted ?? [])),
        test: onTest,
      }
    })
    return { name, beat, rows }
  })
  const memory = await memoryScores()
  const microseconds = updateTime(readLearners('STATICS_test'))
  if (!quick) {
    const file = new URL('results/prediction.md', import.meta.url)
    await writeFile(file, reportOf(tables, standingScores(), memory, microseconds))
  }
  return {
    tracing: tables.map(({ name, beat, rows }) => ({
      data: name,
      toBeat: beat,
      test: Object.fromEntries(rows.map(({ name: candidate, test }) => [candidate, test])),
    })),
    memory,
    microsecondsPerAnswer: microseconds,
  }
}
