import { CHUNK_BYTES, MOST_FILE_BYTES } from '@quizmentor/contract/interchange'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nobody, startImporting, type ImportingServer } from './interchange-for-tests.ts'

let server: ImportingServer
beforeAll(async () => {
  server = await startImporting()
})
afterAll(() => server.stop())

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

function largeGift(bytes: number): Buffer {
  const file = Buffer.alloc(bytes, ' ')
  const question = (number: number) =>
    `// [id:${number}]\n${number}: ${words.repeat(150)} {=so it is ~not so}\n\n`
  let at = 0
  for (let number = 0; ; number++) {
    const text = question(number)
    if (at + text.length > bytes) return file
    at += file.write(text, at, 'latin1')
  }
}

test('a file of 100 MB is sent and looked at, and nobody waits for it', async () => {
  const author = await server.author()
  const file = largeGift(MOST_FILE_BYTES)
  let id = ''
  const sending = await longestWait(async () => {
    id = await server.send(author, 'large.gift', file)
  })
  const started = performance.now()
  const reading = await longestWait(async () => {
    await server.imports.preview(author, id, { format: null, columns: undefined }, nobody)
    const seen = await server.settled(author, id)
    expect(seen).toMatchObject({ state: 'previewed', failure: null })
    expect(seen.preview?.report.read).toBeGreaterThan(10_000)
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
