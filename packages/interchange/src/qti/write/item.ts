import type { QuestionOf, QuestionType } from '@quizmentor/engine/question/question'
import { entry } from '@quizmentor/engine/question/parts'
import type { Template } from './rules.ts'
import { setOutcome, variable, baseValue } from './rules.ts'
import { htmlTag, tag, type Content, type QtiVersion, type Tag } from './tags.ts'
import type { Bodies } from './texts.ts'

/** What writing one question has at hand. */
export interface Making<T extends QuestionType = QuestionType> {
  readonly content: QuestionOf<T>
  readonly version: QtiVersion
  readonly bodies: Bodies
  /** The type of the file behind a path of the package. */
  readonly typeOf: (path: string) => string
  /** Tells of what QTI can't hold. */
  readonly lose: (code: string, reason: string) => void
}

/** The part of an item that its type makes. */
export interface ItemParts {
  readonly declarations: readonly Tag[]
  /** What follows the stem. */
  readonly body: readonly Content[]
  /** A standard template, or rules that set `SCORE`; none: somebody else marks it. */
  readonly processing: Template | readonly Tag[] | null
  /** The best score. */
  readonly most: number
  /** What is said to single answers: shown with the outcome that holds the answer. */
  readonly said?: readonly { readonly identifier: string; readonly text: string }[]
  /** What is said where a test holds. */
  readonly saidWhere?: readonly { readonly test: Tag; readonly text: string }[]
  /** Whether several values may be given to `RESPONSE`. */
  readonly several?: boolean
}

/** Identifiers in QTI begin with a letter, and are unlike in one item. */
export function choiceName(id: string): string {
  return `C_${id}`
}

/** What is said to options, by their identifiers. */
export function saidTo(
  parts: readonly { readonly id: string }[],
  feedback: Readonly<Record<string, string>> | undefined,
): { identifier: string; text: string }[] {
  return parts.flatMap(({ id }) => {
    const text = entry(feedback ?? {}, id)
    return text === undefined ? [] : [{ identifier: choiceName(id), text }]
  })
}

/** Puts a word into the outcome that feedback looks at. */
export function say(word: string): Tag {
  return setOutcome(
    'FEEDBACK',
    tag('multiple', {}, variable('FEEDBACK'), baseValue('identifier', word)),
  )
}

/** A block for people other than the learner: a hint, a model answer, a criterion. */
export function rubricBlock(
  version: QtiVersion,
  view: 'tutor' | 'scorer',
  kind: string,
  contents: readonly Content[],
): Tag {
  const use = version === '2.1' ? {} : { use: view === 'scorer' ? 'scoring' : 'instructions' }
  const inside = version === '3.0' ? [tag('contentBody', {}, ...contents)] : contents
  return tag('rubricBlock', { ...use, view, class: kind }, ...inside)
}

/** Block content: text that stands alone becomes a paragraph. */
export function blocks(contents: readonly Content[]): Content[] {
  return contents.some((content) => typeof content === 'string')
    ? [htmlTag('p', {}, ...contents)]
    : [...contents]
}
