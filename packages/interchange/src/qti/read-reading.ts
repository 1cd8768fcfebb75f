import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import type { PairCredits } from '@quizmentor/engine/question/pair-credits'
import { score, type Given, type QuestionContent } from '@quizmentor/engine/question/question'
import { child, childrenOf, textIn, type XmlElement } from '../xml.ts'
import { withinNamed } from './read-names.ts'
import type { GatheredMedium } from './read-gather.ts'
import type { Marker } from './read-marker.ts'
import type { Declared, Responses } from './read-processing.ts'
import { made, type Texts } from './read-texts.ts'
import type { Scalar } from './read-values.ts'

/** An item while it is read. */
export interface Item {
  readonly root: XmlElement
  readonly identifier: string
  readonly title: string
  readonly declared: Declared
  readonly marker: Marker
  readonly texts: Texts
  readonly media: ReadonlyMap<string, GatheredMedium>
  /** Says once what was lost or approximated. */
  readonly notice: (code: string, reason: string) => void
}

/** An answer, as ours and as the item's. */
export interface Probe {
  readonly given: Given
  readonly responses: Responses
}

/** What an interaction becomes. */
export interface Reading {
  readonly content: QuestionContent
  readonly probes: readonly Probe[]
  /** By the identifier of an option: its id here, and what choosing it alone is. */
  readonly options?: ReadonlyMap<string, { readonly id: string; readonly responses: Responses }>
}

export interface Refused {
  readonly refused: { readonly code: string; readonly reason: string }
}

export function refused(code: string, reason: string): Refused {
  return { refused: { code, reason } }
}

export const noKey = refused('no_key', 'The item says no right answer.')

/** What every question has before its texts are known. */
export const blank = { stem: '…', explanation: '', hints: [] as string[] } satisfies object

/** The response that an interaction is answered with. */
export function responseOf(interaction: XmlElement): string {
  return interaction.attributes.get('responseIdentifier')?.trim() ?? 'RESPONSE'
}

/** Right answers to all responses but one, and that one as given. */
export function answering(
  item: Item,
  identifier: string,
  list: readonly Scalar[],
): Map<string, readonly Scalar[]> {
  return new Map(item.marker.right).set(identifier, list)
}

/** Only the prompt of an interaction is left in the text. */
export function leavePrompt(item: Item, interaction: XmlElement): void {
  const prompt = child(interaction, 'prompt')
  item.texts.replace(
    interaction,
    prompt === undefined ? [] : [made('div', item.texts.shown(prompt.children))],
  )
}

/**
 * The candidate that marks the answers as the item does, or comes nearest; where it isn't the same
 * a notice says so. One whose own key isn't right comes last.
 */
export function nearest(
  item: Item,
  candidates: readonly [QuestionContent, ...QuestionContent[]],
  probes: readonly Probe[],
): QuestionContent {
  const { marker } = item
  const points = probes.map(({ responses }) => marker.points(responses))
  const most = Math.max(0, ...points)
  // Some items give points for whatever is answered: as many as for what is wholly wrong.
  const wrong = points.filter((_, index) =>
    candidates.every((candidate) => {
      const probe = probes[index]
      return probe !== undefined && (score(candidate, probe.given) ?? 0) < 0.000_5
    }),
  )
  const nothing = new Map([...item.declared.responses.keys()].map((name) => [name, []] as const))
  const floor = Math.max(0, wrong.length > 0 ? Math.min(...wrong) : marker.points(nothing))
  let [best] = candidates
  if (marker.failed !== null || most <= 0 || floor >= most) {
    approximated(item, marker.failed ?? 'no answer that was tried got points')
    return candidates.find(isConsistent) ?? best
  }
  let smallest = Infinity
  for (const candidate of candidates) {
    let distance = isConsistent(candidate) ? 0 : 1_000
    probes.forEach(({ given }, index) => {
      const wanted = Math.max(0, ((points[index] ?? 0) - floor) / (most - floor))
      distance += Math.abs((score(candidate, given) ?? 0) - wanted) / probes.length
    })
    if (distance < smallest) [best, smallest] = [candidate, distance]
    if (distance < 0.001) break
  }
  if (smallest > 0.005) approximated(item, 'some answers get other points than there')
  else if (floor > 0) approximated(item, 'wrong answers get points there as well')
  return best
}

export type Rule = 'all_or_nothing' | 'partial'

/** What pairs may count as: all together, alike, or by what each is worth. */
export function candidates(
  byRule: (rule: Rule, credits?: PairCredits) => QuestionContent,
  worth: PairCredits | null,
): [QuestionContent, ...QuestionContent[]] {
  const weighed = worth === null ? [] : [byRule('partial', worth)]
  return [byRule('all_or_nothing'), byRule('partial'), ...weighed]
}

function approximated(item: Item, why: string): void {
  item.notice(
    'processing_approximated',
    `How the item gives points could only be approximated: ${why}.`,
  )
}

function isConsistent(candidate: QuestionContent): boolean {
  return (score(candidate, keyAsGiven(candidate)) ?? 0) > 0.999
}

const mostLists = 20

/** The answers, as lists, that the rules compare a response with. */
export function listsInRules(item: Item, identifier: string): string[][] {
  const processing = child(item.root, 'responseProcessing')
  if (processing === undefined || processing.children.length === 0) return []
  return withinNamed(processing, 'match')
    .filter((comparison) =>
      childrenOf(comparison, 'variable').some(
        (variable) => variable.attributes.get('identifier')?.trim() === identifier,
      ),
    )
    .map((comparison) =>
      withinNamed(comparison, 'baseValue').map((element) => textIn(element).trim()),
    )
    .filter((list) => list.length > 0)
    .slice(0, mostLists)
}

/** The one of them that is worth most, where nothing declares what is right. */
export function bestInRules(item: Item, identifier: string): readonly string[] {
  let [best, most]: [readonly string[], number] = [[], 0]
  for (const list of listsInRules(item, identifier)) {
    const points = item.marker.points(answering(item, identifier, list))
    if (points > most) [best, most] = [list, points]
  }
  return best
}

/** What is right for a response, as pairs of identifiers. */
export function pairsOf(list: readonly Scalar[]): (readonly [string, string])[] {
  return list.flatMap((scalar) => {
    const [one, other] = String(scalar).split(' ')
    return one === undefined || other === undefined ? [] : [[one, other] as const]
  })
}

/** The right pairs, or those that the mapping gives points to. */
export function rightPairs(item: Item, identifier: string): (readonly [string, string])[] {
  const correct = item.marker.correct(identifier).list
  if (correct.length > 0) return pairsOf(correct)
  const mapping = item.declared.responses.get(identifier)?.mapping
  return pairsOf((mapping?.entries ?? []).flatMap(({ key, value }) => (value > 0 ? [key] : [])))
}
