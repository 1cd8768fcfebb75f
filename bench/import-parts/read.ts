// Reads one file, by our reader or by a bare parser, in a process of its own, and tells how it went.
import { formatName } from '@quizmentor/contract/interchange'
import { readAny } from '@quizmentor/interchange/formats'
import { Tally } from '@quizmentor/interchange/tally'
import { withFile } from '../../apps/server/src/platform/file-source.ts'
import { openDatabase } from '../../apps/server/src/platform/sqlite.ts'
import { readBare } from './bare.ts'

const [by, name = '', path = ''] = process.argv.slice(2)
const format = formatName.parse(name)

async function readOurs(): Promise<number> {
  return withFile(path, async (source) => {
    const tally = new Tally()
    for await (const found of readAny(source, { format, openDatabase })) tally.take(found)
    return tally.report().imported
  })
}

const began = performance.now()
const found = by === 'bare' ? await readBare(format, path) : await readOurs()
const ms = performance.now() - began
const peakMB = process.resourceUsage().maxRSS / 1_000
process.stdout.write(JSON.stringify({ found, ms, peakMB }))
