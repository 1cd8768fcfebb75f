import type { Found } from '../found.ts'
import { toMarkdown } from '../html/to-markdown.ts'
import { childrenOf, textIn } from '../xml.ts'
import { attributeOf } from './elements.ts'
import type { Files } from './files.ts'
import { fieldsOf, itemOf, type Item } from './item.ts'
import { htmlInside } from './material.ts'
import { questionOf } from './question.ts'
import { categoryOf, partsIn, type Group, type Scanned } from './scan.ts'

/** What all documents of one import share. */
export interface Reading {
  readonly format: string
  readonly files: Files
  /** In which document each question was first seen, by what identifies it. */
  readonly seen: Map<string, string>
  /** Set where there is more than one file, to say which one is meant. */
  readonly packed: boolean
  /** The questions that the documents hold themselves. */
  readonly idents: Set<string>
}

/** The questions of `questestinterop`, in the file's order. */
export async function* foundIn(document: Scanned, reading: Reading): AsyncGenerator<Found> {
  const stimuli = new Map<string, string>()
  const { name } = document.source
  const folder = name.slice(0, name.lastIndexOf('/') + 1)
  let repeated = 0
  for await (const { element, group } of partsIn(document)) {
    const where = reading.packed ? `${name}, line ${element.line}` : `line ${element.line}`
    switch (element.name) {
      case 'qtimetadata':
        if (group.title === '') group.title = fieldsOf([element]).get('bank_title') ?? ''
        break
      case 'presentation_material':
      case 'objectives':
      case 'rubric': {
        const path = categoryOf(group)
        const description = toMarkdown(htmlInside(element)).markdown.trim()
        if (description !== '' && path.length > 0)
          yield { kind: 'category', where, path, description }
        break
      }
      case 'item': {
        const item = itemOf(element, where)
        const stimulus = stimulusOf(item, group, stimuli)
        const known = identities(item).find((identity) => reading.seen.has(identity))
        if (known !== undefined && reading.seen.get(known) !== name) {
          repeated++
          break
        }
        for (const identity of identities(item)) reading.seen.set(identity, name)
        yield questionOf(item, {
          format: reading.format,
          ref: refOf(item, group, reading),
          category: categoryOf(group),
          media: await reading.files.mediaOf(element, folder),
          stimulus,
        })
        break
      }
      default: {
        const ref = attributeOf(element, 'item_ref') || attributeOf(element, 'linkrefid')
        if (!reading.idents.has(ref))
          yield {
            kind: 'skipped',
            where,
            code: 'not_in_file',
            reason: 'It only refers to a question of a bank that isn’t in the file.',
          }
      }
    }
  }
  if (repeated > 0)
    yield {
      kind: 'warning',
      where: name,
      code: 'repeated',
      reason: `${repeated} of its questions are in other files of the package as well and were taken in once.`,
    }
}

/** The text that the item is about. Texts come before the items about them. */
function stimulusOf(item: Item, group: Group, stimuli: Map<string, string>): string {
  if (item.type.startsWith('textonly'))
    stimuli.set(
      item.ident,
      item.presentation.pieces.filter((piece) => typeof piece === 'string').join('\n'),
    )
  const own = stimuli.get(item.meta.get('parent_stimulus_item_ident') ?? '')
  if (own !== undefined) return own
  for (let at: Group | null = group; at !== null; at = at.outer) {
    const shared = stimuli.get(at.stimulus)
    if (shared !== undefined) return shared
  }
  return ''
}

/**
 * What identifies a question among the files of a package: Canvas writes one into a bank, a quiz
 * and a common cartridge. Programs that number from 1 in each file don't say the same under it.
 */
function identities(item: Item): string[] {
  const said = textIn(childrenOf(item.element).find(({ name }) => name === 'presentation'))
    .replace(/<[^>]*>|\s+/g, ' ')
    .slice(0, 500)
  return [item.ident, item.meta.get('assessment_question_identifierref') ?? '']
    .filter((ident) => ident !== '')
    .map((ident) => `${ident}\n${said}`)
}

/** The question's own name, where no other file could mean another question by it. */
function refOf({ ident }: Item, group: Group, reading: Reading): string | null {
  const scope = scopeOf(group)
  const ref = isUnique(ident) ? ident : scope === null || ident === '' ? null : `${scope}/${ident}`
  if (ref === null || reading.idents.has(`ref ${ref}`)) return null
  reading.idents.add(`ref ${ref}`)
  return ref
}

/** What identifies the bank or the test, where it is unlike any other. */
function scopeOf(group: Group): string | null {
  for (let at: Group | null = group; at !== null; at = at.outer)
    if (isUnique(at.ident)) return at.ident
  return null
}

function isUnique(ident: string): boolean {
  return ident.length >= 16 && /\d.*\d.*\d/.test(ident)
}
