import { fractionOf } from './grades.ts'
import { child, childrenOf, attribute, serialise, textIn, type XmlElement } from '../xml.ts'

/**
 * The text of an element as Moodle stores it: that of the `text` in it, or its own where it has none
 * (as old files have it). Tags that somebody forgot to escape are taken as written. Trimmed.
 */
export function textOf(element: XmlElement | undefined): string {
  if (element === undefined) return ''
  const inner = child(element, 'text') ?? element
  const written = inner === element && element.children.some(isFieldOfItsOwn)
  if (written) return textIn({ ...element, children: element.children.filter(isText) }).trim()
  return (inner.children.every(isText) ? textIn(inner) : serialise(inner)).trim()
}

/** The text of a child of an element; nothing where there is no such child. */
export function field(element: XmlElement, name: string): string {
  return textOf(child(element, name))
}

/** A number, or `null` where a field is empty or something else. A comma may stand for the point. */
export function numberIn(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) ? value : null
}

/** A switch as Moodle writes it: 1 or 0, true or false, or an empty element for true. */
export function isOn(element: XmlElement, name: string, otherwise: boolean): boolean {
  const written = child(element, name)
  if (written === undefined) return otherwise
  return !['0', 'false'].includes(textOf(written).toLowerCase())
}

/** One answer of a question. */
export interface RawAnswer {
  readonly element: XmlElement
  /** As written: HTML or plain text, by the type of question. */
  readonly text: string
  /** What it is worth: −1 to 1. */
  readonly fraction: number
  readonly feedback: XmlElement | undefined
}

export function answersOf(question: XmlElement): RawAnswer[] {
  return childrenOf(question, 'answer').map((element) => ({
    element,
    text: textOf(element),
    fraction: gradeOf(element),
    feedback: child(element, 'feedback'),
  }))
}

/** An attribute in per cent, or, in old files, an element of its own that is a fraction. */
function gradeOf(answer: XmlElement): number {
  const old = numberIn(field(answer, 'fraction'))
  return fractionOf(old === null ? (numberIn(attribute(answer, 'fraction') ?? '') ?? 0) : old * 100)
}

function isText(node: XmlElement | string): node is string {
  return typeof node === 'string'
}

/** Elements that stand beside a text that isn't wrapped in `text`. */
function isFieldOfItsOwn(node: XmlElement | string): boolean {
  return (
    !isText(node) && ['feedback', 'file', 'fraction', 'tolerance', 'answer'].includes(node.name)
  )
}
