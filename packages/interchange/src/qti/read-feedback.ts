import { score } from '@quizmentor/engine/question/question'
import type { XmlElement } from '../xml.ts'
import { withinNamed } from './read-names.ts'
import type { Item, Reading } from './read-reading.ts'
import type { Responses } from './read-processing.ts'
import { made, type Nodes } from './read-texts.ts'
import type { Value } from './read-values.ts'

/** What is said after an answer, in Markdown. */
export interface Said {
  readonly right: string
  readonly partly: string
  readonly wrong: string
  readonly explanation: string
  readonly hints: readonly string[]
  /** By the id of an option. */
  readonly options: Readonly<Record<string, string>>
  /** What is said at times that we don't know of. */
  readonly unplaced: readonly string[]
}

type Outcomes = ReadonlyMap<string, Value> | null

interface Case {
  readonly share: number
  readonly outcomes: Outcomes
}

type Place = 'right' | 'partly' | 'wrong' | 'explanation' | 'hint' | 'unplaced' | { option: string }

const mostCases = 40

/** Whether feedback is seen with these outcomes. */
export function isSeen(feedback: XmlElement, outcomes: ReadonlyMap<string, Value>): boolean {
  const value = outcomes.get(feedback.attributes.get('outcomeIdentifier')?.trim() ?? '')
  const identifier = feedback.attributes.get('identifier')?.trim() ?? ''
  const has = value?.list.some((scalar) => String(scalar) === identifier) === true
  return (feedback.attributes.get('showHide') ?? 'show').trim() === 'hide' ? !has : has
}

/** Where an item's feedback belongs, by the answers after which it is seen. */
export function saidBy(
  item: Item,
  reading: Reading,
  shownAtFirst: (feedback: XmlElement) => boolean,
): Said {
  const all = withinNamed(item.root, 'modalFeedback', 'feedbackInline', 'feedbackBlock').filter(
    (feedback) => !shownAtFirst(feedback),
  )
  const texts = new Map<string, string[]>()
  if (all.length > 0) {
    const owners = ownersIn(item.root)
    const seen = casesOf(item, reading)
    const hints = hintOutcomes(item)
    for (const feedback of all) {
      const text = textOf(item, feedback)
      if (text === '') continue
      const owner = reading.options?.get(owners.get(feedback) ?? '')?.id
      const place: Place =
        owner !== undefined
          ? { option: owner }
          : hints.some((outcomes) => outcomes !== null && isSeen(feedback, outcomes))
            ? 'hint'
            : placeOf(item, reading, feedback, seen)
      const name = typeof place === 'string' ? place : `option ${place.option}`
      const before = texts.get(name) ?? []
      if (!before.includes(text)) texts.set(name, [...before, text])
    }
  }
  const joined = (name: string): string => (texts.get(name) ?? []).join('\n\n')
  return {
    right: joined('right'),
    partly: joined('partly'),
    wrong: joined('wrong'),
    explanation: joined('explanation'),
    hints: texts.get('hint') ?? [],
    options: Object.fromEntries(
      [...(reading.options?.values() ?? [])].flatMap(({ id }) => {
        const text = joined(`option ${id}`)
        return text === '' ? [] : [[id, text]]
      }),
    ),
    unplaced: texts.get('unplaced') ?? [],
  }
}

function textOf(item: Item, feedback: XmlElement): string {
  const title = feedback.attributes.get('title')?.trim() ?? ''
  const heading: Nodes = title === '' ? [] : [made('p', [made('strong', [title])])]
  return item.texts.markdown([...heading, ...feedback.children])
}

/** By feedback: the option that it stands in. */
function ownersIn(root: XmlElement): Map<XmlElement, string> {
  const owners = new Map<XmlElement, string>()
  for (const choice of withinNamed(root, 'simpleChoice', 'hottext', 'hotspotChoice'))
    for (const feedback of withinNamed(choice, 'feedbackInline', 'feedbackBlock'))
      owners.set(feedback, choice.attributes.get('identifier')?.trim() ?? '')
  return owners
}

function casesOf(item: Item, { content, probes }: Reading): Case[] {
  const answered = probes.filter(({ responses }) =>
    [...responses.values()].some((list) => list.length > 0),
  )
  return answered.slice(0, mostCases).map(({ given, responses }) => ({
    share: score(content, given) ?? 0,
    outcomes: item.marker.outcomes(responses),
  }))
}

/** The outcomes once a hint is asked for. */
function hintOutcomes(item: Item): Outcomes[] {
  return withinNamed(item.root, 'endAttemptInteraction').map((interaction) => {
    const name = interaction.attributes.get('responseIdentifier')?.trim() ?? ''
    const empty = [...item.declared.responses.keys()].map((key) => [key, []] as const)
    const asked: Responses = new Map<string, readonly boolean[]>([...empty, [name, [true]]])
    return item.marker.outcomes(asked)
  })
}

function placeOf(
  item: Item,
  reading: Reading,
  feedback: XmlElement,
  cases: readonly Case[],
): Place {
  const seen = (outcomes: Outcomes): boolean => outcomes !== null && isSeen(feedback, outcomes)
  const identifier = feedback.attributes.get('identifier')?.trim() ?? ''
  const named = reading.options?.get(identifier)
  const byOption = [...(reading.options ?? [])].filter(([, { responses }]) =>
    seen(item.marker.outcomes(responses)),
  )
  if (named !== undefined && byOption.some(([name]) => name === identifier))
    return { option: named.id }
  const at = (from: number, to: number): Case[] =>
    cases.filter(({ share }) => share >= from && share <= to)
  const [right, partly, wrong] = [at(0.999, 1), at(0.001, 0.998), at(-1, 0.000_5)]
  const some = (list: readonly Case[]): boolean => list.some(({ outcomes }) => seen(outcomes))
  const every = (list: readonly Case[]): boolean =>
    list.length > 0 && list.every(({ outcomes }) => seen(outcomes))
  const isForAll =
    every(right) && (every(wrong) || (wrong.length === 0 && identifier === 'explanation'))
  if (isForAll) return 'explanation'
  if (some(right) && !some(wrong)) return 'right'
  if (!some(right) && every(wrong)) return 'wrong'
  const [first] = byOption
  if (first !== undefined && byOption.length === 1) return { option: first[1].id }
  if (!some(right) && !some(wrong) && some(partly)) return 'partly'
  if (!some(right) && some(wrong))
    return wrong.length > 0 && byOption.length > 1 ? 'wrong' : 'unplaced'
  if (some(right) && some(wrong)) return 'explanation'
  return named === undefined ? byName(item, reading, identifier) : { option: named.id }
}

/** What an identifier says where no answer that was tried shows the feedback. */
function byName(item: Item, reading: Reading, identifier: string): Place {
  const { content } = reading
  if (/incorrect|wrong|false|fals|fout/i.test(identifier)) return 'wrong'
  if (/partial|partly/i.test(identifier)) return 'partly'
  if (/correct|right|juist|goed|richtig|^true$/i.test(identifier)) return 'right'
  if (/sol|expl|answer|general|model/i.test(identifier)) return 'explanation'
  if (/hint/i.test(identifier)) return 'hint'
  // A text of one's own gets no points, so nothing tells when this is said.
  return content.type === 'extended_text' ? 'explanation' : 'unplaced'
}
