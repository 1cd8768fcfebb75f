import { child, childrenOf, textIn, type XmlElement } from '../xml.ts'
import { conditionsOf, type Condition } from './conditions.ts'
import { attributeOf, descendants } from './elements.ts'
import { presentationOf, type Presentation } from './presentation.ts'

/** An item of QTI 1.2, taken apart. */
export interface Item {
  readonly where: string
  readonly ident: string
  readonly title: string
  /** What its metadata say, by lower-case label. */
  readonly meta: ReadonlyMap<string, string>
  /** What kind of question its metadata call it, in lower-case letters only; may be empty. */
  readonly type: string
  readonly presentation: Presentation
  readonly conditions: readonly Condition[]
  readonly element: XmlElement
}

export function itemOf(element: XmlElement, where: string): Item {
  const meta = metadataOf(element)
  const type =
    meta.get('question_type') ??
    meta.get('bbmd_questiontype') ??
    meta.get('cc_profile') ??
    meta.get('qmd_itemtype') ??
    ''
  return {
    where,
    ident: attributeOf(element, 'ident') || (meta.get('bbmd_asi_object_id') ?? ''),
    title: attributeOf(element, 'title').trim(),
    meta,
    type: type
      .toLowerCase()
      .replace(/^cc\.|\.v\dp\d$/g, '')
      .replace(/[^a-z]/g, ''),
    presentation: presentationOf(
      childrenOf(element).find(({ name }) => name === 'presentation') ?? null,
    ),
    conditions: conditionsOf(element),
    element,
  }
}

function metadataOf(element: XmlElement): Map<string, string> {
  return fieldsOf(childrenOf(element).filter(({ name }) => name.endsWith('metadata')))
}

/** Labelled fields, and the fields that vendors write as elements of their own. */
export function fieldsOf(parts: readonly XmlElement[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of parts) {
    for (const field of descendants(part, 'qtimetadatafield')) {
      const label = textIn(child(field, 'fieldlabel')).trim()
      if (label !== '') found.set(label.toLowerCase(), textIn(child(field, 'fieldentry')).trim())
    }
    for (const own of childrenOf(part))
      if (/^(?:bbmd|qmd|cc)_/.test(own.name)) found.set(own.name.toLowerCase(), textIn(own).trim())
  }
  return found
}
