import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import type { PairCredits } from '@quizmentor/engine/question/pair-credits'
import { score, type QuestionContent, type QuestionOf } from '@quizmentor/engine/question/question'
import { childrenOf, type XmlElement } from '../xml.ts'
import { partName } from '../moodle-answers.ts'
import { bestFor, creditsIn, mappedBeside } from './read-credits.ts'
import { numberOf, withinNamed } from './read-names.ts'
import { optionText } from './read-options.ts'
import {
  answering,
  blank,
  nearest,
  noKey,
  pairsOf,
  responseOf,
  rightPairs,
  type Item,
  type Probe,
  type Reading,
  type Refused,
  type Rule,
} from './read-reading.ts'
import type { Scalar } from './read-values.ts'

export interface GapChoice {
  readonly id: string
  readonly identifier: string
  readonly response: string
  readonly text: string
  readonly uses: number
}

export interface Gap {
  readonly id: string
  readonly identifier: string
  readonly response: string
}

type Body = QuestionOf<'gap_match'>['body']

/** One or several `gapMatchInteraction` of an item: all their choices go into all their gaps. */
export function readGapMatch(item: Item, interactions: readonly XmlElement[]): Reading | Refused {
  const choices: GapChoice[] = []
  const gaps: Gap[] = []
  for (const interaction of interactions) {
    const response = responseOf(interaction)
    for (const element of withinNamed(interaction, 'gapText', 'gapImg')) {
      const choice = { ...choiceOf(item, element, choices.length), response }
      const same = choices.find(({ text }) => text === choice.text && interactions.length > 1)
      choices.push(same === undefined ? choice : { ...choice, id: same.id })
    }
    for (const element of withinNamed(interaction, 'gap')) {
      const id = `g${gaps.length + 1}`
      const identifier = element.attributes.get('identifier')?.trim() ?? ''
      gaps.push({ id, identifier, response })
      item.texts.replaceByGap(element, id)
    }
    for (const element of childrenOf(interaction))
      if (element.name === 'gapText' || element.name === 'gapImg') item.texts.replace(element, [])
  }
  return filled(item, choices, gaps, (text) => ({
    text,
    choices: merged(choices),
    gaps: gaps.map(({ id }) => ({ id })),
  }))
}

/** Choices of several interactions that say the same are one. */
function merged(choices: readonly GapChoice[]): Body['choices'] {
  const byId = new Map<string, Body['choices'][number]>()
  for (const { id, text, uses } of choices) {
    const before = byId.get(id)?.uses
    const sum = before === 0 || uses === 0 ? 0 : Math.min(60, (before ?? 0) + uses)
    byId.set(id, { id, text, uses: sum })
  }
  return [...byId.values()]
}

export function choiceOf(
  item: Item,
  element: XmlElement,
  index: number,
): Omit<GapChoice, 'response'> {
  return {
    id: partName(index),
    identifier: element.attributes.get('identifier')?.trim() ?? '',
    text: optionText(item, element),
    uses: Math.min(60, Math.max(0, numberOf(element, 'matchMax') ?? 1)),
  }
}

/** A question of putting choices into gaps; `bodyWith` gets the text, which isn't known yet. */
export function filled(
  item: Item,
  choices: readonly GapChoice[],
  gaps: readonly Gap[],
  bodyWith: (text: string) => Body,
): Reading | Refused {
  const responses = [...new Set(gaps.map(({ response }) => response))]
  const pairs = responses.flatMap((response) =>
    declaredPairs(item, gaps, response).flatMap(([choice, gap]) =>
      pairOf(choices, gaps, response, choice, gap),
    ),
  )
  if (pairs.length === 0) return noKey
  const type = 'gap_match' as const
  const toProbe = (list: readonly (readonly [GapChoice, Gap])[]): Probe => {
    const responses = new Map(answering(item, '', []))
    for (const { response } of gaps) responses.set(response, [])
    for (const [choice, gap] of list) {
      const before: readonly Scalar[] = responses.get(gap.response) ?? []
      responses.set(gap.response, [...before, `${choice.identifier} ${gap.identifier}`])
    }
    return {
      given: { type, gaps: Object.fromEntries(list.map(([{ id }, gap]) => [gap.id, id])) },
      responses,
    }
  }
  const [key, alternatives] = acceptedOf(item, choices, gaps, pairs, toProbe)
  const once = gaps
    .map((gap) => pairs.find((pair) => pair[1] === gap))
    .filter((pair) => pair !== undefined)
  const probes = [
    once,
    ...once.map((pair) => [pair]),
    ...once.map((left) => once.filter((pair) => pair !== left)),
    ...exchanged(once),
    gaps.flatMap((gap) => {
      const wrong = choices.find(
        ({ id, response }) =>
          response === gap.response && !(alternatives.get(gap.id) ?? []).includes(id),
      )
      return wrong === undefined ? [] : [[wrong, gap] as const]
    }),
    ...responses
      .flatMap((response) =>
        mappedBeside(item, response, rightPairs(item, response)).flatMap(([choice, gap]) =>
          pairOf(choices, gaps, response, choice, gap),
        ),
      )
      .flatMap((pair) => [
        [pair],
        [...once.filter((other) => other[0] !== pair[0] && other[1] !== pair[1]), pair],
      ]),
  ]
    .filter((list) => list.length > 0)
    .map(toProbe)
  const candidate = (
    accepted: ReadonlyMap<string, string[]>,
    rule: Rule,
    credits: PairCredits | null = null,
  ): QuestionContent => ({
    ...blank,
    type,
    body: bodyWith(gaps.map(({ id }) => `{{${id}}}`).join(' ')),
    key: {
      gaps: Object.fromEntries(gaps.map(({ id }) => [id, accepted.get(id) ?? []])),
      rule,
      ...(credits !== null && { credits }),
    },
  })
  const worth = creditsIn(
    item,
    new Map(responses.map((response) => [response, toProbe(once).responses.get(response) ?? []])),
    ([one, other], response) => {
      const [pair] = pairOf(choices, gaps, response, one, other)
      return pair === undefined ? null : [pair[1].id, pair[0].id]
    },
  )
  const weighed = (accepted: ReadonlyMap<string, string[]>) =>
    worth === null ? [] : [candidate(accepted, 'partial', worth)]
  const wide = candidate(alternatives, 'partial')
  const content = nearest(
    item,
    (score(wide, keyAsGiven(wide)) ?? 0) > 0.999
      ? [
          wide,
          candidate(alternatives, 'all_or_nothing'),
          candidate(key, 'partial'),
          ...weighed(alternatives),
        ]
      : [candidate(key, 'all_or_nothing'), candidate(key, 'partial'), ...weighed(key)],
    probes,
  )
  return { content, probes }
}

/** The right pairs of a response; where nothing declares them, those that are worth most by gap. */
function declaredPairs(item: Item, gaps: readonly Gap[], response: string) {
  const pairs = rightPairs(item, response)
  if (item.marker.correct(response).list.length > 0) return pairs
  const names = new Set(gaps.map(({ identifier }) => identifier))
  return bestFor(item, response, pairs, (pair) => pair.find((name) => names.has(name)) ?? '')
}

function pairOf(
  choices: readonly GapChoice[],
  gaps: readonly Gap[],
  response: string,
  one: string,
  other: string,
): (readonly [GapChoice, Gap])[] {
  const found = (name: string, gapName: string): (readonly [GapChoice, Gap])[] => {
    const choice = choices.find((c) => c.response === response && c.identifier === name)
    const gap = gaps.find((g) => g.response === response && g.identifier === gapName)
    return choice === undefined || gap === undefined ? [] : [[choice, gap]]
  }
  const right = found(one, other)
  return right.length > 0 ? right : found(other, one)
}

/** By gap: the choices of the key, and with them those that are worth as much by themselves. */
function acceptedOf(
  item: Item,
  choices: readonly GapChoice[],
  gaps: readonly Gap[],
  pairs: readonly (readonly [GapChoice, Gap])[],
  toProbe: (list: readonly (readonly [GapChoice, Gap])[]) => Probe,
): [Map<string, string[]>, Map<string, string[]>] {
  const key = new Map<string, string[]>()
  for (const [choice, gap] of pairs) {
    const before = key.get(gap.id) ?? []
    if (!before.includes(choice.id)) key.set(gap.id, [...before, choice.id])
  }
  const wide = new Map([...key].map(([gap, ids]) => [gap, [...ids]]))
  for (const gap of gaps) {
    const mapping = item.declared.responses.get(gap.response)?.mapping
    if (mapping == null || item.marker.matches) continue
    const best = pairs.find((pair) => pair[1] === gap)
    if (best === undefined) continue
    const once = gaps
      .map((other) => pairs.find((pair) => pair[1] === other))
      .filter((pair) => pair !== undefined)
    const pointsOf = (list: readonly (readonly [GapChoice, Gap])[]): number =>
      item.marker.points(toProbe(list).responses)
    const [alone, full] = [pointsOf([best]), pointsOf(once)]
    for (const [name, gapName] of pairsOf(mapping.entries.map((entry) => entry.key))) {
      if (gapName !== gap.identifier) continue
      const choice = choices.find((c) => c.response === gap.response && c.identifier === name)
      const ids = wide.get(gap.id) ?? []
      if (choice === undefined || ids.includes(choice.id)) continue
      const changed = once.map((pair) => (pair[1] === gap ? ([choice, gap] as const) : pair))
      const isAsGood = alone > 0 ? pointsOf([[choice, gap]]) >= alone : pointsOf(changed) >= full
      if (isAsGood && full > 0) ids.push(choice.id)
    }
  }
  return [key, wide]
}

/** The key with the choices of two gaps exchanged. */
function exchanged(pairs: readonly (readonly [GapChoice, Gap])[]): (readonly [GapChoice, Gap])[][] {
  return pairs.slice(1).flatMap((later, at) => {
    const before = pairs[at]
    if (before === undefined || before[0] === later[0]) return []
    return [
      [
        ...pairs.slice(0, at),
        [later[0], before[1]] as const,
        [before[0], later[1]] as const,
        ...pairs.slice(at + 2),
      ],
    ]
  })
}
