import { child, childrenOf, type XmlElement } from '../xml.ts'
import { answersOf, field, textOf } from './fields.ts'
import { partName, refused, type Refused } from '../moodle-answers.ts'
import { withoutGaps } from '../moodle-matching.ts'
import type { Part, Reading } from './reading.ts'

/** One of the words that go into gaps. */
interface Choice {
  readonly id: string
  readonly group: string
  /** As written. */
  readonly raw: string
  readonly infinite: boolean
}

/** A text with gaps, each named by the number of the choice that is right in it. */
interface Gapped {
  readonly stem: string
  readonly text: string
  readonly gaps: readonly { readonly id: string; readonly right: Choice }[]
}

/** `gapselect`: gaps, each filled from the list of its group. */
export function readGapSelect(question: Reading): Part | Refused {
  const choices = choicesOf(question)
  const gapped = gappedText(question, choices)
  if ('refused' in gapped) return gapped
  const { stem, text, gaps } = gapped
  const listOf = (group: string): string[] => [
    ...new Set(choices.filter((choice) => choice.group === group).map(({ raw }) => raw)),
  ]
  const key = gaps.map(({ id, right }) => [id, { accepted: [right.raw] }] as const)
  return {
    type: 'fill_in',
    stem,
    body: { text, gaps: gaps.map(({ id, right }) => ({ id, choices: listOf(right.group) })) },
    key: { gaps: Object.fromEntries(key), rule: 'partial' },
  }
}

/** `ddwtos`: words to be dragged into gaps. */
export function readDragWords(question: Reading): Part | Refused {
  const choices = choicesOf(question)
  const gapped = gappedText(question, choices)
  if ('refused' in gapped) return gapped
  const { stem, text, gaps } = gapped
  if (new Set(choices.map(({ group }) => group)).size > 1) {
    question.keep(
      'groups',
      choices.map(({ group }) => group),
    )
    question.notice('groups_merged', 'Each word went into some of the gaps only; now into any.')
  }
  return {
    type: 'gap_match',
    stem,
    body: {
      text,
      choices: choices.map((choice) => ({
        id: choice.id,
        text: question.texts.ofHtml(choice.raw, question.element),
        uses: choice.infinite
          ? 0
          : Math.max(1, gaps.filter(({ right }) => right === choice).length),
      })),
      gaps: gaps.map(({ id }) => ({ id })),
    },
    key: {
      gaps: Object.fromEntries(gaps.map(({ id, right }) => [id, [right.id]])),
      rule: 'partial',
    },
  }
}

function choicesOf({ element }: Reading): Choice[] {
  const written = [...childrenOf(element, 'selectoption'), ...childrenOf(element, 'dragbox')]
  if (written.length === 0) return oldChoices(element)
  return written.map((choice, index) => ({
    id: partName(index),
    group: field(choice, 'group') || '1',
    raw: textOf(choice),
    infinite: child(choice, 'infinite') !== undefined,
  }))
}

/** Old files have the group in a PHP serialisation where the feedback should be. */
function oldChoices(element: XmlElement): Choice[] {
  return answersOf(element).map(({ text, feedback }, index) => {
    const options = feedback === undefined ? '' : textOf(feedback).replaceAll('\\', '')
    return {
      id: partName(index),
      group: /(?:draggroup|selectgroup)";(?:s:\d+:"|i:)(\d+)/.exec(options)?.[1] ?? '1',
      raw: text,
      infinite: /infinite";(?:b:1|i:1|s:1:"1")/.test(options),
    }
  })
}

/** The question's text, `[[3]]` in it made a gap that wants the third choice. */
function gappedText(question: Reading, choices: readonly Choice[]): Gapped | Refused {
  const { element, texts } = question
  const owner = child(element, 'questiontext')
  const gaps: { id: string; right: Choice }[] = []
  let unknown = false
  const { stem, text } = texts.gapped(owner, (written) =>
    withoutGaps(written).replace(gap, (whole, number: string) => {
      const right = choices[Number(number) - 1]
      unknown ||= right === undefined || right.raw === ''
      return right === undefined ? whole : `{{g${gaps.push({ id: `g${gaps.length + 1}`, right })}}}`
    }),
  )
  if (unknown) return refused('no_key', 'A gap asks for a choice that isn’t there.')
  return gaps.length === 0 ? refused('no_gaps', 'Its text has no gaps.') : { stem, text, gaps }
}

const gap = /\[\[(\d{1,4})\]\]/g
