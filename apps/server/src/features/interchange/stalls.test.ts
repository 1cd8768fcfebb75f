import { CHUNK_BYTES, MOST_FILE_BYTES } from '@quizmentor/contract/interchange'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readingHere } from '../../platform/database/replica.ts'
import { exportedFile } from './exporting.ts'
import {
  nobody,
  startImporting,
  type Author,
  type ImportingServer,
} from './interchange-for-tests.ts'

let server: ImportingServer
beforeAll(async () => {
  server = await startImporting()
})
afterAll(() => server.stop())

let exporting: Promise<Author> | undefined

/** How long others had to wait at most, in milliseconds, while something was done. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  try {
    await work()
  } finally {
    delays.disable()
  }
  return delays.max / 1e6
}

const words = 'The moon goes around the earth, and the earth around the sun. '

/** Questions of 9 KB, the first ones in full; behind each of the later ones is a long remark. */
function largeGift(bytes: number, inFull = Infinity): Buffer {
  const file = Buffer.alloc(bytes, ' ')
  const remark = `// ${words.repeat(15)}\n`.repeat(100)
  const question = (number: number) =>
    `// [id:${number}]\n${number}: ${words.repeat(150)} {=so it is ~not so}\n\n`
  let at = 0
  for (let number = 0; ; number++) {
    const text = question(number) + (number < inFull ? '' : remark)
    if (at + text.length > bytes) return file
    at += file.write(text, at, 'latin1')
  }
}

test('a file of 100 MB is sent and looked at, and nobody waits for it', async () => {
  const author = await server.author()
  const file = largeGift(MOST_FILE_BYTES, 1_500)
  let id = ''
  const sending = await longestWait(async () => {
    id = await server.send(author, 'large.gift', file)
  })
  const started = performance.now()
  const reading = await longestWait(async () => {
    await server.imports.preview(author, id, { format: null, columns: undefined }, nobody)
    const seen = await server.settled(author, id)
    expect(seen).toMatchObject({ state: 'previewed', failure: null })
    expect(seen.preview?.report.read).toBeGreaterThan(2_000)
  })
  const seconds = (performance.now() - started) / 1000
  console.log(
    `100 MB: longest wait ${Math.round(sending)} ms while it is sent, ${Math.round(reading)} ms while it is read (${seconds.toFixed(1)} s)`,
  )
  // Generous: other tests run on this machine at the same time.
  expect(Math.max(sending, reading)).toBeLessThan(1_000)
}, 240_000)

test('questions are stored, and nobody waits for it', async () => {
  const author = await server.author()
  const file = largeGift(20 * CHUNK_BYTES)
  const storing = await longestWait(async () => {
    const done = await server.take(author, 'a.gift', file)
    expect(done).toMatchObject({ state: 'done', failure: null })
  })
  console.log(`10 MB: longest wait ${Math.round(storing)} ms while it is sent and stored`)
  expect(storing).toBeLessThan(1_000)
}, 240_000)

test.each(['qti', 'moodle-xml', 'xlsx', 'anki', 'json'] as const)(
  'questions are exported as %s, and nobody waits for it',
  async (format) => {
    const { kysely: db } = server.database
    exporting ??= (async () => {
      const author = await server.author()
      const questions = Array.from(
        { length: 3_000 },
        (_, at) => `// [id:${at}]\n${at}: ${words.repeat(5)} {=so it is ~not so ~or not}\n\n`,
      )
      await server.take(author, 'a.gift', questions.join(''))
      return author
    })()
    const { workspaceId } = await exporting
    let bytes = 0
    const longest = await longestWait(async () => {
      for await (const chunk of exportedFile(readingHere(db), workspaceId, format, {}))
        bytes += chunk.length
    })
    console.log(`3,000 questions as ${format}: longest wait ${Math.round(longest)} ms`)
    expect(bytes).toBeGreaterThan(10_000)
    expect(longest).toBeLessThan(1_000)
  },
  240_000,
)

test('a file that is one single line of 100 MB has failed, or is read, in good time', async () => {
  const author = await server.author()
  const file = Buffer.alloc(MOST_FILE_BYTES, 'a')
  file.write('What {=', 0)
  const longest = await longestWait(async () => {
    const done = await server.preview(author, 'line.gift', file)
    expect(['previewed', 'failed']).toContain(done.state)
    console.log(`one line of 100 MB: ${done.state} ${done.failure?.code ?? ''}`)
  })
  expect(longest).toBeLessThan(1_000)
}, 240_000)
