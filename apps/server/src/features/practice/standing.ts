import { competency, type Competency } from '@quizmentor/engine/adaptive/competency'
import { blueprintCompetency } from '@quizmentor/engine/adaptive/competency'
import { informedAbilities } from '@quizmentor/engine/adaptive/informed-abilities'
import { poolOf } from '@quizmentor/engine/adaptive/pool'
import type { Area } from '@quizmentor/engine/practice/next-question'
import type { StoredAbility } from '../../platform/database/schema.ts'
import type { Catalogue } from './catalogue.ts'

/** What a learner's ability on a topic is taken to be. */
export type Abilities = (topicId: string) => StoredAbility

/**
 * Abilities as they are shown: answers on other topics inform each, and those on which nothing was
 * answered most of all. This foretells answers better than a topic's own answers alone do, the more
 * so the fewer these are (docs/decisions/0012).
 */
export function informed(stored: ReadonlyMap<string, StoredAbility>): Abilities {
  const { topics, unknown } = informedAbilities(stored)
  const unmet: StoredAbility = { theta: unknown.mean, se: unknown.sd, answers: 0 }
  return (topicId) => {
    const ability = topics.get(topicId)
    return ability ? { ...ability, answers: stored.get(topicId)?.answers ?? 0 } : unmet
  }
}

/** Stands for a topic that has no published questions any more: one of middling difficulty. */
const middling = poolOf([{ num: 0, topic: 0, a: 1, b: 0 }], 1)

/** The competency that an ability on a topic amounts to. */
export function competencyOn(
  { pool, topicAt }: Catalogue,
  topicId: string,
  ability: StoredAbility,
): Competency {
  return (
    competency(ability, pool, topicAt.get(topicId) ?? -1) ??
    competency(ability, middling, 0) ?? { estimate: 50, low: 0, high: 100 }
  )
}

/** Ability and competency on all topics of an area together; `null` before the first answer. */
export function standingOn(
  catalogue: Catalogue,
  abilities: Abilities,
  area: Area,
): (StoredAbility & { readonly competency: Competency }) | null {
  const parts = partsOf(catalogue, abilities, area)
  const whole = blueprintCompetency(parts)
  const answers = parts.reduce((sum, { ability }) => sum + ability.answers, 0)
  if (whole === null || answers === 0) return null
  let total = 0
  let theta = 0
  let variance = 0
  for (const { weight, ability } of parts) {
    total += weight
    theta += weight * ability.theta
    variance += (weight * ability.se) ** 2
  }
  return { theta: theta / total, se: Math.sqrt(variance) / total, answers, competency: whole }
}

/**
 * The competency on a whole blueprint; parts on which nothing was answered count by what the others
 * tell. `null` before the first answer.
 */
export function competencyOnBlueprint(
  catalogue: Catalogue,
  abilities: Abilities,
  areas: readonly Area[],
): Competency | null {
  const parts = areas.map((area) => partsOf(catalogue, abilities, area))
  if (parts.every((topics) => topics.every(({ ability }) => ability.answers === 0))) return null
  return blueprintCompetency(
    areas.flatMap(({ weight }, area) => {
      const competency = blueprintCompetency(parts[area] ?? [])
      return competency === null ? [] : [{ weight, competency }]
    }),
  )
}

/** The topics of an area that have questions, weighed by how many. */
function partsOf(catalogue: Catalogue, abilities: Abilities, { topics }: Area) {
  const { topicStart } = catalogue.pool
  return topics.flatMap((index) => {
    const topic = catalogue.topics[index]
    const weight = (topicStart[index + 1] ?? 0) - (topicStart[index] ?? 0)
    if (topic === undefined || weight === 0) return []
    const ability = abilities(topic.id)
    return [{ weight, ability, competency: competencyOn(catalogue, topic.id, ability) }]
  })
}
