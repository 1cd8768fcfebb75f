import type { ImportPreview, ImportSample } from '@quizmentor/contract/interchange'
import { readAny, tableOptions, type ReadOptions } from '@quizmentor/interchange/formats'
import type { FoundQuestion } from '@quizmentor/interchange/found'
import { UnreadableFile } from '@quizmentor/interchange/found'
import { mediaKeys } from '@quizmentor/interchange/media-keys'
import type { Source } from '@quizmentor/interchange/source'
import { previewTable } from '@quizmentor/interchange/table/read'
import { Tally } from '@quizmentor/interchange/tally'
import type { FormatName } from '@quizmentor/contract/interchange'
import { storable } from './media/storable.ts'
import type { Recognising } from './recognised.ts'

const mostTold = 1_000
const mostSamples = 30
/** Of each type of question. */
const mostAlike = 5
const mostLength = 300_000
const mostPictureBytes = 64 * 1024
const mostCell = 200

/**
 * What is in a file, some of its questions as they would be, how many of them the bank has already,
 * and of a table what its columns were taken for.
 * @throws {UnreadableFile}
 */
export async function previewOf(
  source: Source,
  options: ReadOptions & { readonly format: FormatName | 'auto' },
  bank: Recognising,
  onProgress: (read: number) => void = () => {},
): Promise<ImportPreview> {
  const tally = new Tally(mostTold)
  const samples = new Samples()
  for await (const found of readAny(source, options)) {
    tally.take(found)
    await bank.take(found)
    if (found.kind === 'question') await samples.take(found)
    onProgress(tally.read)
  }
  const report = tally.report()
  const isTable = report.format === 'csv' || report.format === 'xlsx'
  const table = isTable ? await previewTable(source, tableOptions(options)) : null
  return {
    report,
    samples: samples.all,
    table: table && {
      ...table,
      columns: [...table.columns],
      head: table.head.map(cutCells),
      rows: table.rows.map(cutCells),
    },
    known: await bank.end(),
  }
}

function cutCells(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.slice(0, mostCell))
}

class Samples {
  readonly all: ImportSample[] = []
  readonly #alike = new Map<string, number>()
  #length = 0

  async take(question: FoundQuestion): Promise<void> {
    if (this.all.length === mostSamples) return
    const { where, category, content, notices } = question
    const before = this.#alike.get(content.type) ?? 0
    if (before === mostAlike) return
    const { length } = JSON.stringify(content)
    if (this.#length + length > mostLength) return
    this.#alike.set(content.type, before + 1)
    const media = await this.#pictures(question)
    this.#length += length
    this.all.push({ where, category: [...category], content, notices: [...notices], media })
  }

  async #pictures({ content, media }: FoundQuestion): Promise<Record<string, string>> {
    const wanted = mediaKeys(JSON.stringify(content))
    const pictures: Record<string, string> = {}
    for (const { key, name, type, read } of media) {
      if (!wanted.has(key) || !/^image\/(?!svg)/.test(type)) continue
      const picture = await small(read, name)
      if (picture === null || this.#length + picture.length > mostLength) continue
      this.#length += picture.length
      pictures[key] = picture
    }
    return pictures
  }
}

/** As a `data:` address; `null` where it is large, or can't be shown. */
async function small(read: () => Promise<Uint8Array>, name: string): Promise<string | null> {
  try {
    const bytes = await read()
    if (bytes.length > mostPictureBytes) return null
    const picture = await storable(bytes, name)
    if ('code' in picture) return null
    return `data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}`
  } catch (error) {
    if (error instanceof UnreadableFile) return null
    throw error
  }
}
