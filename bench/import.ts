import type { WrittenFormat } from '@quizmentor/contract/interchange'
import { writeAny } from '@quizmentor/interchange/formats'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createDatabase } from '../apps/server/src/platform/sqlite.ts'
import { compared } from './import-parts/compared.ts'
import { manyQuestions } from './import-parts/questions.ts'
import { reportOf } from './import-parts/report.ts'
import { storedAndBare } from './import-parts/stored.ts'

const files: readonly { readonly format: WrittenFormat; readonly questions: number }[] = [
  { format: 'gift', questions: 100_000 },
  { format: 'moodle-xml', questions: 100_000 },
  { format: 'csv', questions: 100_000 },
  { format: 'xlsx', questions: 100_000 },
  { format: 'json', questions: 100_000 },
  { format: 'qti', questions: 2_000 },
]
const stored = 50_000
/** Questions a second that are to be reached. */
const leastStored = 5_000

/**
 * Files of many questions, read without storing them beside the bare parser on the same file, and
 * stored in the embedded database beside bare INSERTs of the same rows: the best of three runs of each,
 * in turns. A full run writes `results/import.md`.
 */
export async function run({ quick }: { quick: boolean }) {
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-bench-'))
  try {
    const read = []
    for (const { format, questions } of files) {
      const count = quick ? questions / 10 : questions
      const path = await fileOf(folder, format, count)
      const { size } = await stat(path)
      const figures = await compared(format, path, count, quick ? 1 : 3)
      read.push({ format, questions: count, fileMB: size / 1e6, ...figures })
      await rm(path)
    }
    const count = quick ? stored / 10 : stored
    const { oursMs, bareMs } = await storedAndBare(
      folder,
      await fileOf(folder, 'json', count),
      quick ? 1 : 3,
    )
    const perSecond = (count * 1_000) / oursMs
    const intoDatabase = {
      questions: count,
      perSecond,
      barePerSecond: (count * 1_000) / bareMs,
      toBare: bareMs / oursMs,
      kept: perSecond >= leastStored,
    }
    const measured = { read, intoDatabase }
    if (!quick)
      await writeFile(new URL('results/import.md', import.meta.url), `${reportOf(measured)}\n`)
    const named = read.map(({ format, ...figures }) => [format, figures] as const)
    return { ...Object.fromEntries(named), 'into the embedded database': intoDatabase }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fileOf(folder: string, format: WrittenFormat, count: number): Promise<string> {
  const path = join(folder, `questions.${format}`)
  const written = writeAny(format, manyQuestions(count), { createDatabase })
  await pipeline(Readable.from(written), createWriteStream(path))
  return path
}
