import type { PairCredits } from '@quizmentor/engine/question/pair-credits'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { childrenOf, type XmlElement } from '../xml.ts'
import { partName } from '../moodle-answers.ts'
import { answersWith, creditsIn, mappedBeside } from './read-credits.ts'
import { numberOf } from './read-names.ts'
import { optionText } from './read-options.ts'
import {
  answering,
  blank,
  candidates,
  leavePrompt,
  nearest,
  noKey,
  responseOf,
  rightPairs,
  type Item,
  type Probe,
  type Reading,
  type Refused,
  type Rule,
} from './read-reading.ts'

export interface Associable {
  readonly identifier: string
  readonly text: string
}

/** `associateInteraction`. */
export function readAssociate(item: Item, interaction: XmlElement): Reading | Refused {
  leavePrompt(item, interaction)
  const options = childrenOf(interaction, 'simpleAssociableChoice').map((element) => ({
    identifier: element.attributes.get('identifier')?.trim() ?? '',
    text: optionText(item, element),
  }))
  return paired(item, interaction, options)
}

/** A question of putting options together two by two. */
export function paired(
  item: Item,
  interaction: XmlElement,
  associables: readonly Associable[],
): Reading | Refused {
  const identifier = responseOf(interaction)
  const ids = new Map(associables.map(({ identifier }, index) => [identifier, partName(index)]))
  const pairs = rightPairs(item, identifier).filter((pair) => pair.every((name) => ids.has(name)))
  if (pairs.length === 0) return noKey
  const ours = ([one, other]: readonly [string, string]): [string, string] => [
    ids.get(one) ?? '',
    ids.get(other) ?? '',
  ]
  const allowed = numberOf(interaction, 'maxAssociations') ?? 1
  const free = Math.max(pairs.length, Math.floor(associables.length / 2))
  const type = 'associate' as const
  const ways = [
    pairs,
    ...pairs.map((pair) => [pair]),
    ...pairs.map((left) => pairs.filter((pair) => pair !== left)),
    ...wrongPairs(associables, pairs).map((wrong) => [...pairs.slice(1), wrong]),
    wrongPairs(associables, pairs).slice(0, 1),
    ...answersWith(
      mappedBeside(item, identifier, pairs).filter((pair) => pair.every((name) => ids.has(name))),
      pairs,
    ),
  ].filter((way) => way.length > 0)
  const probes = ways.map((way): Probe => ({
    given: {
      type,
      pairs: way.map(ours),
    },
    responses: answering(
      item,
      identifier,
      way.map((pair) => pair.toSorted().join(' ')),
    ),
  }))
  const byRule = (rule: Rule, credits: PairCredits | null = null): QuestionContent => ({
    ...blank,
    type,
    body: {
      options: associables.map(({ identifier, text }) => ({ id: ids.get(identifier) ?? '', text })),
      most: Math.min(40, allowed === 0 ? free : Math.max(allowed, pairs.length)),
    },
    key: { pairs: pairs.map(ours), rule, ...(credits !== null && { credits }) },
  })
  const list = pairs.map((pair) => pair.toSorted().join(' '))
  const worth = creditsIn(item, new Map([[identifier, list]]), (pair) =>
    pair.every((name) => ids.has(name)) ? ours(pair) : null,
  )
  return { content: nearest(item, candidates(byRule, worth), probes), probes }
}

/** Some pairs that aren't right. */
function wrongPairs(
  associables: readonly Associable[],
  pairs: readonly (readonly [string, string])[],
): (readonly [string, string])[] {
  const right = new Set(pairs.map((pair) => pair.toSorted().join(' ')))
  const wrong: (readonly [string, string])[] = []
  for (const [index, one] of associables.entries())
    for (const other of associables.slice(index + 1)) {
      const pair = [one.identifier, other.identifier] as const
      if (!right.has(pair.toSorted().join(' '))) wrong.push(pair)
      if (wrong.length >= 6) return wrong
    }
  return wrong
}
