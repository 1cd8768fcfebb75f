import { fitTracing } from '@quizmentor/engine/tracing/fit'
import { ability, informed } from './abilities.ts'
import type { Candidate, Forecaster } from './candidate.ts'
import { logOddsOf, readLearners, topicsIn, type Learner } from './learners.ts'
import { asAnswers, chosen, follow, general } from './ours.ts'
import { mean } from './ratings.ts'
import { measured, type Measured } from './scores.ts'

/** How well what could be shown as a learner's standing foretells the answers. */
export interface StandingTable {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly Measured[] }[]
}

const columns: readonly (readonly [name: string, data: string, least: number, most: number])[] = [
  ['ASSISTments, 1–2 answers on the topic', 'assist2009_updated', 1, 2],
  ['3–5', 'assist2009_updated', 3, 5],
  ['6 and more', 'assist2009_updated', 6, Infinity],
  ['Statics', 'STATICS', 0, Infinity],
]

/**
 * By how many answers came before on the topic. Of ASSISTments only answers on the same topic as
 * the one before, which are free of copies; of Statics, where a topic is one question, all.
 */
export function standingScores(): StandingTable {
  const data = new Map(
    ['assist2009_updated', 'STATICS'].map((name) => [
      name,
      { train: readLearners(`${name}_train`), test: readLearners(`${name}_test`) },
    ]),
  )
  const candidates = [mean, ability, informed, foreign([...data.values()]), general, chosen]
  const rows = candidates.map(({ name, fit }) => {
    const pairs = new Map(
      Array.from(data, ([of, { train, test }]) => [of, outcomes(test, fit(train))]),
    )
    const cells = columns.map(([, of, least, most]) => {
      const some = (pairs.get(of) ?? []).filter(
        ({ earlier, same }) => earlier >= least && earlier <= most && (same || of === 'STATICS'),
      )
      return measured(some.map(({ p, score }) => [p, score]))
    })
    return { name, cells }
  })
  return { columns: columns.map(([name]) => name), rows }
}

/** Tracing in a place that its weights were not fitted to, nor anything like it. */
function foreign(data: readonly { readonly train: readonly Learner[] }[]): Candidate {
  return {
    name: 'tracing, weights fitted to the other data',
    fit(train) {
      const others = data.find((each) => each.train !== train)?.train ?? []
      const { shared } = fitTracing(others.map(asAnswers), { perTopic: false })
      return follow({ shared, topics: new Float64Array(0) }, logOddsOf(train, topicsIn(train)))
    },
  }
}

function outcomes(learners: readonly Learner[], forecast: Forecaster) {
  return learners.flatMap((learner) => {
    const seen = new Map<number, number>()
    return forecast(learner).map((p, at) => {
      const topic = learner.topics[at] ?? 0
      const earlier = seen.get(topic) ?? 0
      seen.set(topic, earlier + 1)
      const same = at > 0 && learner.topics[at - 1] === topic
      return { p, score: learner.scores[at] ?? 0, earlier, same }
    })
  })
}
