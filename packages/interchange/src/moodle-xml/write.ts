import type { Exported, ExportedMedium, WriteOptions } from '../exported.ts'
import { mediaKeys } from '../media-keys.ts'
import { joinCategoryPath } from './names.ts'
import { noticesFor } from './reading.ts'
import { writeQuestion } from './write-question.ts'
import { plainField, tag, Writing } from './written.ts'

const encoder = new TextEncoder()

/**
 * Questions as a file that Moodle (2.1 and later) imports, with their files inside. The question's
 * id is its ID number; a difficulty and a Bloom level are tags.
 */
export async function* writeMoodleXml(
  questions: AsyncIterable<Exported>,
  { onLost }: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  yield encoder.encode('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n')
  let category = ''
  for await (const exported of questions) {
    const path = joinCategoryPath(exported.category)
    if (path !== category) yield encoder.encode(`${categoryElement(path)}\n`)
    category = path
    const notices = noticesFor(exported.id)
    const writing = new Writing(exported, await mediaOf(exported), notices.add)
    yield encoder.encode(`${writeQuestion(writing)}\n`)
    for (const notice of notices.list) onLost?.(notice)
  }
  yield encoder.encode('</quiz>\n')
}

function categoryElement(path: string): string {
  return tag('question', plainField('category', path), ' type="category"')
}

async function mediaOf(exported: Exported): Promise<ReadonlyMap<string, ExportedMedium>> {
  const media = new Map<string, ExportedMedium>()
  for (const key of mediaKeys(JSON.stringify(exported.content))) {
    const medium = await exported.media(key)
    if (medium !== null) media.set(key, medium)
  }
  return media
}
