import { eap } from '@quizmentor/engine/adaptive/ability'
import type { ScoredItem } from '@quizmentor/engine/adaptive/answers'
import { informedAbilities } from '@quizmentor/engine/adaptive/informed-abilities'
import { priorFrom, type Ability } from '@quizmentor/engine/adaptive/prior'
import type { Candidate } from './candidate.ts'
import { logistic, logOddsOf, topicsIn } from './learners.ts'

/** Abilities by item response theory as the server keeps them, each topic's by itself. */
export const ability = abilities('ability by topic, from its own answers', (stored) => (topic) => {
  return stored.get(topic) ?? { theta: 0, se: 1 }
})

/** The same, each informed by the others, as the server chooses by them and shows them. */
export const informed = abilities('abilities informed by other topics', (stored) => {
  const { topics, unknown } = informedAbilities(stored)
  return (topic) => topics.get(topic) ?? { theta: unknown.mean, se: unknown.sd }
})

/** The data have no sessions: we take as many answers for one. */
const sessionLength = 20

/** How much a logistic curve flattens by an ability's variance (MacKay, 1992). */
function flattened(variance: number): number {
  return Math.sqrt(1 + (Math.PI / 8) * variance)
}

type Stored = ReadonlyMap<number, Ability>

function abilities(name: string, shown: (stored: Stored) => (topic: number) => Ability): Candidate {
  return {
    name,
    fit(train) {
      // So difficult that people of N(0, 1) are right as often as the training learners were.
      const difficulty = logOddsOf(train, topicsIn(train)).map((odds) => -odds * flattened(1))
      return ({ topics, scores }) => {
        const stored = new Map<number, Ability>()
        let session = new Map<number, { before: Ability | null; answers: ScoredItem[] }>()
        return topics.map((topic, at) => {
          if (at % sessionLength === 0) session = new Map()
          const b = difficulty[topic] ?? 0
          const { theta, se } = shown(stored)(topic)
          const here = session.get(topic) ?? { before: stored.get(topic) ?? null, answers: [] }
          session.set(topic, here)
          here.answers.push({ a: 1, b, score: scores[at] ?? 0 })
          stored.set(topic, eap(here.answers, priorFrom(here.before)))
          return logistic((theta - b) / flattened(se * se))
        })
      }
    },
  }
}
