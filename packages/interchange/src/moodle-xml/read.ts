import { UnreadableFile, type Found, type FoundCategory, type Warning } from '../found.ts'
import { decoded } from '../text.ts'
import type { Source } from '../source.ts'
import { attribute, child, xmlElements, type XmlElement } from '../xml.ts'
import { splitCategoryPath } from './names.ts'
import { field } from './fields.ts'
import { QuestionFiles } from './files.ts'
import { readQuestion } from './read-question.ts'
import { noticesFor } from './reading.ts'
import { Texts } from './texts.ts'

/**
 * The questions of a file in Moodle's XML format, as qformat_xml of Moodle 1.9 to 5 writes and reads
 * it, in the file's order and in bounded memory. `ref` is the question's ID number.
 * @throws {UnreadableFile} `not_moodle_xml`, and what reading XML throws
 */
export async function* readMoodleXml(source: Source): AsyncGenerator<Found> {
  const warnings: Warning[] = []
  const pieces = decoded(source, (warning) => warnings.push(warning))
  let root: string | undefined
  const isQuestion = (path: readonly string[]): boolean => {
    root ??= path[0]
    // A question may stand alone.
    return (
      path.at(-1) === 'question' && (path.length === 1 || (path.length === 2 && root === 'quiz'))
    )
  }
  let category: readonly string[] = []
  for await (const element of xmlElements(pieces, source.name, isQuestion)) {
    yield* warnings.splice(0)
    if (attribute(element, 'type')?.trim().toLowerCase() !== 'category') {
      yield readQuestion(element, category)
      continue
    }
    const found = readCategory(element)
    category = found.path
    if (category.length > 0) yield found
  }
  yield* warnings
  if (root !== 'quiz' && root !== 'question')
    throw new UnreadableFile(
      'not_moodle_xml',
      source.name,
      'The file is XML, but not of Moodle: its first element isn’t “quiz”.',
    )
}

/** A category isn't a question; the questions after it are in it. */
function readCategory(element: XmlElement): FoundCategory {
  const where = `line ${element.line}`
  const texts = new Texts(element, new QuestionFiles(element, noticesFor(where).add))
  return {
    kind: 'category',
    where,
    path: splitCategoryPath(field(element, 'category')),
    description: texts.of(child(element, 'info')),
  }
}
