import { childrenOf, type XmlElement } from '../xml.ts'
import { leavesOf, type Condition } from './conditions.ts'
import { attributeOf, descendants } from './elements.ts'
import type { Item } from './item.ts'
import { htmlInside } from './material.ts'
import { shortened, type Texts } from './made.ts'

/** What an item says after an answer, in Markdown, and its hints before. */
export interface Feedback {
  readonly explanation: string
  readonly hints: readonly string[]
  readonly right: string
  readonly wrong: string
  /** What is said to one answer, by `answerName`. */
  readonly byAnswer: ReadonlyMap<string, string>
  /** What a marker is to look for. */
  readonly solution: string
}

/** Names an answer to one response. */
export function answerName(response: string, value: string): string {
  return `${response}\n${value}`
}

type Role = 'explanation' | 'right' | 'wrong' | 'solution'

const known: Readonly<Record<string, Role>> = {
  general_fb: 'explanation',
  correct_fb: 'right',
  correct: 'right',
  general_incorrect_fb: 'wrong',
  incorrect_fb: 'wrong',
  incorrect: 'wrong',
  solution: 'solution',
}

/** Reads `itemfeedback`, each by its name or by the condition that shows it. */
export function feedbackOf(item: Item, texts: Texts): Feedback {
  const said: Record<Role, string[]> = { explanation: [], right: [], wrong: [], solution: [] }
  const hints: string[] = []
  const byAnswer = new Map<string, string>()
  for (const element of childrenOf(item.element)) {
    if (element.name !== 'itemfeedback') continue
    const ident = attributeOf(element, 'ident')
    hints.push(...inner(element, 'hint', texts))
    const solutions = inner(element, 'solution', texts)
    const ofLabels = labelsNamed(ident, item)
    // Blackboard says to each option what it calls a solution.
    if (ofLabels.length === 0) said.solution.push(...solutions)
    const text = joined([
      texts.block(ownHtml(element)),
      ...(ofLabels.length === 0 ? [] : solutions),
    ])
    if (text === '') continue
    const role = known[ident.toLowerCase()] ?? roleOf(ident, item)
    if (typeof role === 'string') said[role].push(text)
    else if (role.length > 0) for (const answer of role) byAnswer.set(answer, text)
    else {
      said.explanation.push(text)
      texts.lose(
        'feedback_general',
        `The feedback ${shortened(ident)} hangs on a condition of its own; it became part of the explanation.`,
      )
    }
  }
  return {
    explanation: joined(said.explanation),
    right: joined(said.right),
    wrong: joined(said.wrong),
    solution: joined(said.solution),
    hints: hints.slice(0, 5),
    byAnswer,
  }
}

function ownHtml(element: XmlElement): string {
  const own = element.children.filter(
    (child) => typeof child === 'string' || (child.name !== 'hint' && child.name !== 'solution'),
  )
  return htmlInside({ ...element, children: own })
}

function inner(element: XmlElement, name: string, texts: Texts): string[] {
  return descendants(element, name)
    .map((part) => texts.block(htmlInside(part)))
    .filter(Boolean)
}

/** The answers whose own name a feedback has. */
function labelsNamed(ident: string, item: Item): string[] {
  return item.presentation.responses.flatMap((response) =>
    response.labels
      .filter((label) => label.ident !== '' && [label.ident, `${label.ident}_fb`].includes(ident))
      .map((label) => answerName(response.ident, label.ident)),
  )
}

/** By whom a feedback is meant: everybody, or whoever gave certain answers. */
function roleOf(ident: string, item: Item): Role | string[] {
  const labels = labelsNamed(ident, item)
  if (labels.length > 0) return labels
  const shown = item.conditions.filter(({ shows }) => shows.includes(ident))
  const answers = shown.flatMap(answersOf)
  if (answers.length > 0) return answers
  if (shown.some(({ sets }) => sets.some(({ value }) => value > 0))) return 'right'
  if (shown.some(({ test }) => test.kind === 'other'))
    return shown.some((condition) => isAfterScoring(condition, item)) ? 'wrong' : 'explanation'
  return []
}

/** The answers that a condition is about, where it is about single ones. */
function answersOf({ test, sets }: Condition): string[] {
  const leaves = leavesOf(test)
  if (sets.some(({ value }) => value > 0) && leaves.length > 1) return []
  return leaves.flatMap(({ test: leaf, wanted }) =>
    wanted && (leaf.kind === 'equal' || leaf.kind === 'contains')
      ? [answerName(leaf.response, leaf.value)]
      : [],
  )
}

function isAfterScoring(condition: Condition, { conditions }: Item): boolean {
  return conditions
    .slice(0, conditions.indexOf(condition))
    .some(({ sets }) => sets.some(({ value }) => value > 0))
}

function joined(texts: readonly string[]): string {
  return [...new Set(texts)].filter(Boolean).join('\n\n')
}
