import { expect, test } from 'vitest'
import { createUploads, type UploadCalls } from './uploads.ts'

/** A server that keeps pieces, and fails as it is told. */
function server(faults: unknown[] = []) {
  const begun: string[] = []
  const pieces = new Map<string, Map<number, string>>()
  const finished: string[] = []
  const forgotten: string[] = []
  const calls: UploadCalls = {
    begin: async ({ id }) => begun.push(id),
    send: async ({ id }, { number, data }, signal) => {
      const fault = faults.shift()
      if (fault !== undefined) throw fault
      signal.throwIfAborted()
      const known = pieces.get(id) ?? new Map<number, string>()
      pieces.set(id, known.set(number, Buffer.from(data, 'base64').toString()))
    },
    finish: async ({ id }) => finished.push(id),
    forget: async ({ id }) => forgotten.push(id),
    mayPass: (error) => error === 'away',
    pause: async () => undefined,
  }
  const text = (id: string) => [...(pieces.get(id) ?? [])].map(([, piece]) => piece).join('')
  return { calls, begun, finished, forgotten, pieces, text }
}

const file = (id: string, content: string, sent = 0) => ({
  id,
  workspaceId: 'w',
  file: new File([content], `${id}.txt`),
  sent,
})

/** Waits until no upload is on its way any more. */
async function settled(uploads: ReturnType<typeof createUploads>) {
  await expect
    .poll(() => uploads.all().every(({ state }) => state === 'stuck'), { interval: 2 })
    .toBe(true)
}

test('files go up whole, one after the other', async () => {
  const { calls, finished, text } = server()
  const uploads = createUploads(calls, 4)
  uploads.add([file('a', 'to be or not'), file('b', 'is')])
  expect(uploads.all().map(({ state }) => state)).toEqual(['sending', 'waiting'])
  await settled(uploads)
  expect(finished).toEqual(['a', 'b'])
  expect([text('a'), text('b')]).toEqual(['to be or not', 'is'])
  expect(uploads.all()).toEqual([])
})

test('a piece that does not get through is sent again', async () => {
  const { calls, finished, text } = server(['away', 'away', 'away'])
  const uploads = createUploads(calls, 4)
  uploads.add([file('a', 'question')])
  await settled(uploads)
  expect(finished).toEqual(['a'])
  expect(text('a')).toBe('question')
})

test('a server that stays away leaves a file stuck, which goes on from there', async () => {
  const { calls, finished, text } = server([undefined, ...Array.from({ length: 6 }, () => 'away')])
  const uploads = createUploads(calls, 4)
  uploads.add([file('a', 'question')])
  await settled(uploads)
  expect(uploads.all()).toMatchObject([{ state: 'stuck', sent: 4, error: 'away' }])
  uploads.goOn('a')
  await settled(uploads)
  expect(finished).toEqual(['a'])
  expect(text('a')).toBe('question')
})

test('a refusal is not asked again, and the next file gets its turn', async () => {
  const { calls, finished } = server(['refused'])
  const uploads = createUploads(calls, 4)
  uploads.add([file('a', 'question'), file('b', 'is')])
  await settled(uploads)
  expect(uploads.all()).toMatchObject([{ id: 'a', state: 'stuck', error: 'refused' }])
  expect(finished).toEqual(['b'])
})

test('of a file that is there in part, only the rest is sent', async () => {
  const { calls, pieces } = server()
  const uploads = createUploads(calls, 4)
  uploads.add([file('a', 'question mark', 9)])
  await settled(uploads)
  expect([...(pieces.get('a') ?? [])]).toEqual([
    [2, ' mar'],
    [3, 'k'],
  ])
})

test('a file that is cancelled stops and is forgotten', async () => {
  const { calls, finished, forgotten } = server()
  const uploads = createUploads(calls, 4)
  uploads.add([file('a', 'question'), file('b', 'is')])
  uploads.cancel('a')
  await settled(uploads)
  expect(forgotten).toEqual(['a'])
  await expect.poll(() => finished, { interval: 2 }).toEqual(['b'])
})
