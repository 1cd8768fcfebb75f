import type { WrittenFormat } from '@quizmentor/contract/interchange'
import { writeAny } from '@quizmentor/interchange/formats'
import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { createDatabase } from '../apps/server/src/platform/sqlite.ts'
import { manyQuestions } from './import-parts/questions.ts'

/** How many of its questions a bare parser may read while our reader reads one. */
const mostTimesBare = 3
const mostMB = 300

const files: readonly { readonly format: WrittenFormat; readonly questions: number }[] = [
  { format: 'gift', questions: 100_000 },
  { format: 'moodle-xml', questions: 100_000 },
  { format: 'csv', questions: 100_000 },
  { format: 'json', questions: 100_000 },
  { format: 'qti', questions: 2_000 },
]

/**
 * Reading files of many questions without storing them, beside the bare parser on the same file,
 * each in a process of its own: the best of three runs of each, in turns.
 */
export async function run({ quick }: { quick: boolean }) {
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-bench-'))
  try {
    const result: Record<string, unknown> = {}
    for (const { format, questions } of files) {
      const count = quick ? questions / 10 : questions
      const path = join(folder, `questions.${format}`)
      const written = writeAny(format, manyQuestions(count), { createDatabase })
      await pipeline(Readable.from(written), createWriteStream(path))
      const { size } = await stat(path)
      result[`${format}, ${count.toLocaleString('en-GB')} questions`] = {
        fileMB: size / 1e6,
        ...(await compared(format, path, count, quick ? 1 : 3)),
      }
    }
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function compared(format: WrittenFormat, path: string, count: number, rounds: number) {
  const ours: Reading[] = []
  const bare: Reading[] = []
  for (let round = 0; round < rounds; round++) {
    bare.push(await readIn('bare', format, path, count))
    ours.push(await readIn('ours', format, path, count))
  }
  const oursMs = Math.min(...ours.map(({ ms }) => ms))
  const bareMs = Math.min(...bare.map(({ ms }) => ms))
  const peakMB = Math.max(...ours.map((each) => each.peakMB))
  return {
    perSecond: (count * 1_000) / oursMs,
    barePerSecond: (count * 1_000) / bareMs,
    toBare: bareMs / oursMs,
    peakMB,
    barePeakMB: Math.max(...bare.map((each) => each.peakMB)),
    kept: oursMs <= mostTimesBare * bareMs && peakMB < mostMB,
  }
}

const reading = z.object({ found: z.int(), ms: z.number(), peakMB: z.number() })
type Reading = z.infer<typeof reading>

async function readIn(by: 'ours' | 'bare', format: WrittenFormat, path: string, count: number) {
  const file = fileURLToPath(new URL('import-parts/read.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [file, by, format, path])
  const read = reading.parse(JSON.parse(stdout))
  if (read.found !== count)
    throw new Error(`${by} found ${read.found} of ${count} questions as ${format}`)
  return read
}
