import { competency, type Competency } from '@quizmentor/engine/adaptive/competency'
import { blueprintCompetency } from '@quizmentor/engine/adaptive/competency'
import { poolOf } from '@quizmentor/engine/adaptive/pool'
import type { Area } from '@quizmentor/engine/practice/next-question'
import type { StoredAbility } from '../../platform/database/schema.ts'
import type { Catalogue } from './catalogue.ts'

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

// Believed of a topic on which nothing was answered.
const unknown: StoredAbility = { theta: 0, se: 1, answers: 0 }

/** Ability and competency on all topics of an area together; `null` before the first answer. */
export function standingOn(
  catalogue: Catalogue,
  abilities: ReadonlyMap<string, StoredAbility>,
  area: Area,
): (StoredAbility & { readonly competency: Competency }) | null {
  const { topicStart } = catalogue.pool
  let total = 0
  let theta = 0
  let variance = 0
  let answers = 0
  const parts = area.topics.flatMap((index) => {
    const topic = catalogue.topics[index]
    const weight = (topicStart[index + 1] ?? 0) - (topicStart[index] ?? 0)
    if (topic === undefined || weight === 0) return []
    const ability = abilities.get(topic.id) ?? unknown
    total += weight
    theta += weight * ability.theta
    variance += (weight * ability.se) ** 2
    answers += ability.answers
    return [{ weight, competency: competencyOn(catalogue, topic.id, ability) }]
  })
  const whole = blueprintCompetency(parts)
  return whole === null || answers === 0
    ? null
    : { theta: theta / total, se: Math.sqrt(variance) / total, answers, competency: whole }
}

/**
 * The competency on a whole blueprint; parts on which nothing was answered count as those of an
 * unknown learner. `null` before the first answer.
 */
export function competencyOnBlueprint(
  catalogue: Catalogue,
  abilities: ReadonlyMap<string, StoredAbility>,
  areas: readonly Area[],
): Competency | null {
  const standings = areas.map((area) => standingOn(catalogue, abilities, area))
  if (standings.every((standing) => standing === null)) return null
  return blueprintCompetency(
    areas.flatMap((area, index) => {
      const known = standings[index]?.competency ?? expected(catalogue, area)
      return known === null ? [] : [{ weight: area.weight, competency: known }]
    }),
  )
}

function expected(catalogue: Catalogue, area: Area): Competency | null {
  const { topicStart } = catalogue.pool
  return blueprintCompetency(
    area.topics.flatMap((index) => {
      const known = competency(unknown, catalogue.pool, index)
      const weight = (topicStart[index + 1] ?? 0) - (topicStart[index] ?? 0)
      return known === null ? [] : [{ weight, competency: known }]
    }),
  )
}
