import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Of, chunkCount, chunkOf, nextChunk } from './chunks.ts'

test('the pieces of a file, put together again, are the file', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 50 }),
      async (bytes, chunkBytes) => {
        const file = new Blob([bytes.slice()])
        const pieces = await Promise.all(
          Array.from({ length: chunkCount(file.size, chunkBytes) }, (_, number) =>
            chunkOf(file, number, chunkBytes),
          ),
        )
        expect(Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')))).toEqual(
          Buffer.from(bytes),
        )
      },
    ),
  )
})

test('a large piece is encoded whole', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251)
  expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'))
})

test('going on begins with the first piece that is not whole', () => {
  expect(nextChunk(0, 10)).toBe(0)
  expect(nextChunk(9, 10)).toBe(0)
  expect(nextChunk(20, 10)).toBe(2)
})
