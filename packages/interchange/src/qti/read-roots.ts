import type { XmlElement } from '../xml.ts'
import { within } from './read-names.ts'

/** Whether a root element is that of a test, or of a section of one. */
export function isTest(name: string): boolean {
  return /^(?:qti-assessment-(?:test|section)|assessment(?:Test|Section))$/.test(name)
}

function isItem({ name }: XmlElement): boolean {
  return name === 'assessmentItem' || name === 'qti-assessment-item'
}

/** The items in a document: its root, or all that are in it. */
export function itemsIn(root: XmlElement): XmlElement[] {
  return isItem(root) ? [root] : within(root, isItem)
}
