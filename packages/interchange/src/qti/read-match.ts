import type { Pair, PairCredits } from '@quizmentor/engine/question/pair-credits'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { childrenOf, type XmlElement } from '../xml.ts'
import { partName } from '../moodle-answers.ts'
import { answersWith, bestFor, creditsIn, mappedBeside } from './read-credits.ts'
import { numberOf } from './read-names.ts'
import { optionText, told } from './read-options.ts'
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

interface Side {
  readonly id: string
  readonly identifier: string
  readonly text: string
}

/**
 * `matchInteraction`: a matching, from whichever side has one partner each. Where neither has, its
 * pairs are put together in any number.
 */
export function readMatch(item: Item, interaction: XmlElement): Reading | Refused {
  leavePrompt(item, interaction)
  const identifier = responseOf(interaction)
  const sets = childrenOf(interaction, 'simpleMatchSet').map((set) =>
    childrenOf(set, 'simpleAssociableChoice'),
  )
  const [left = [], right = []] = sets.map((set) =>
    set.map((element, index) => ({
      id: partName(index),
      identifier: element.attributes.get('identifier')?.trim() ?? '',
      text: optionText(item, element),
    })),
  )
  const given = known(rightPairs(item, identifier), left, right)
  const isDeclared = item.marker.correct(identifier).list.length > 0
  const takeOne = sets[0]?.every((element) => (numberOf(element, 'matchMax') ?? 1) === 1)
  const pairs =
    isDeclared || takeOne !== true ? given : bestFor(item, identifier, given, ([one]) => one)
  if (pairs.length === 0) return noKey
  if (haveOneEach(left, pairs, 0)) return matching(item, identifier, left, right, pairs, false)
  if (haveOneEach(right, pairs, 1)) return matching(item, identifier, right, left, pairs, true)
  return together(item, identifier, left, right, pairs)
}

function known(pairs: readonly Pair[], left: readonly Side[], right: readonly Side[]): Pair[] {
  const [ones, others] = [left, right].map(
    (side) => new Set(side.map(({ identifier }) => identifier)),
  )
  return pairs.flatMap(([one, other]): Pair[] => {
    if (ones?.has(one) === true && others?.has(other) === true) return [[one, other]]
    return ones?.has(other) === true && others?.has(one) === true ? [[other, one]] : []
  })
}

function haveOneEach(side: readonly Side[], pairs: readonly Pair[], at: 0 | 1): boolean {
  return (
    side.length >= 2 &&
    side.every(({ identifier }) => pairs.filter((pair) => pair[at] === identifier).length === 1)
  )
}

function matching(
  item: Item,
  identifier: string,
  prompts: readonly Side[],
  targets: readonly Side[],
  pairs: readonly Pair[],
  turned: boolean,
): Reading | Refused {
  const type = 'matching' as const
  const prompt = new Map(prompts.map(({ identifier, id }) => [identifier, id]))
  const target = new Map(targets.map(({ identifier, id }) => [identifier, id]))
  const named = ([left, right]: Pair): [string, string] => {
    const [from, to] = turned ? [right, left] : [left, right]
    return [prompt.get(from) ?? '', target.get(to) ?? '']
  }
  const ours = (list: readonly Pair[]): Record<string, string> =>
    Object.fromEntries(list.map(named))
  const [left, right] = turned ? [targets, prompts] : [prompts, targets]
  const beside = answersWith(known(mappedBeside(item, identifier, pairs), left, right), pairs)
  const probes = [...ways(pairs, turned ? 0 : 1), ...beside].map((list): Probe => ({
    given: { type, pairs: ours(list) },
    responses: answering(
      item,
      identifier,
      list.map((pair) => pair.join(' ')),
    ),
  }))
  const byRule = (rule: Rule, credits: PairCredits | null = null): QuestionContent => ({
    ...blank,
    type,
    body: { prompts: plain(prompts), targets: plain(targets) },
    key: { pairs: ours(pairs), rule, ...(credits !== null && { credits }) },
  })
  const worth = creditsIn(item, new Map([[identifier, inOneText(pairs)]]), (pair) => {
    const [found] = known([pair], left, right)
    return found === undefined ? null : named(found)
  })
  return { content: nearest(item, candidates(byRule, worth), probes), probes }
}

function together(
  item: Item,
  identifier: string,
  left: readonly Side[],
  right: readonly Side[],
  pairs: readonly Pair[],
): Reading | Refused {
  item.notice(
    'match_as_pairs',
    'Some have several partners or none; here pairs are put together in any number.',
  )
  const type = 'associate' as const
  const options = told([...left, ...right.map((side) => ({ ...side, id: `r${side.id}` }))])
  const ids = new Map([
    ...left.map(({ identifier, id }) => [`1${identifier}`, id] as const),
    ...right.map(({ identifier, id }) => [`2${identifier}`, `r${id}`] as const),
  ])
  const ours = (list: readonly Pair[]): [string, string][] =>
    list.map(([one, other]) => [ids.get(`1${one}`) ?? '', ids.get(`2${other}`) ?? ''])
  const beside = answersWith(known(mappedBeside(item, identifier, pairs), left, right), pairs)
  const probes = [...ways(pairs, 1), ...beside].map((list): Probe => ({
    given: { type, pairs: ours(list) },
    responses: answering(
      item,
      identifier,
      list.map((pair) => pair.join(' ')),
    ),
  }))
  const byRule = (rule: Rule, credits: PairCredits | null = null): QuestionContent => ({
    ...blank,
    type,
    body: { options: plain(options), most: Math.min(40, left.length * right.length) },
    key: { pairs: ours(pairs), rule, ...(credits !== null && { credits }) },
  })
  const worth = creditsIn(item, new Map([[identifier, inOneText(pairs)]]), (pair) => {
    const [found] = known([pair], left, right)
    return found === undefined ? null : (ours([found])[0] ?? null)
  })
  return { content: nearest(item, candidates(byRule, worth), probes), probes }
}

function inOneText(pairs: readonly Pair[]): string[] {
  return pairs.map((pair) => pair.join(' '))
}

/** All right, each pair alone, all but one, and two that changed partners. */
function ways(pairs: readonly Pair[], at: 0 | 1): Pair[][] {
  const exchanged = pairs.flatMap((pair, index): Pair[][] => {
    const next = pairs[index + 1]
    if (next === undefined || next[at] === pair[at] || next[1 - at] === pair[1 - at]) return []
    const swapped: Pair[] =
      at === 1
        ? [
            [pair[0], next[1]],
            [next[0], pair[1]],
          ]
        : [
            [next[0], pair[1]],
            [pair[0], next[1]],
          ]
    return [[...pairs.slice(0, index), ...swapped, ...pairs.slice(index + 2)]]
  })
  const rotated = pairs.map((pair, index): Pair => {
    const next = pairs[(index + 1) % pairs.length] ?? pair
    return at === 1 ? [pair[0], next[1]] : [next[0], pair[1]]
  })
  return [
    [...pairs],
    rotated,
    ...pairs.map((pair) => [pair]),
    ...pairs.map((left) => pairs.filter((pair) => pair !== left)),
    ...exchanged,
  ].filter((list) => list.length > 0)
}

function plain(side: readonly Side[]): { id: string; text: string }[] {
  return side.map(({ id, text }) => ({ id, text }))
}
