import { randomFillSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zip, type ZipEntry } from '../test/zip.ts'
import { openArchive, writeArchive, type ArchiveFile } from './archive.ts'
import { UnreadableFile } from './found.ts'
import { bytesSource, chunksOf, type Source } from './source.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const words = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const open = (entries: readonly ZipEntry[]) => openArchive(bytesSource('a.zip', zip(entries)))

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item)
}

async function written(files: readonly ArchiveFile[]): Promise<Uint8Array> {
  const chunks = []
  for await (const chunk of writeArchive(each(files))) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

async function whole(source: Source): Promise<Buffer> {
  const chunks = []
  for await (const chunk of chunksOf(source)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Reads all of an archive; what is wrong may show only then. */
async function readAll(source: Source): Promise<void> {
  const archive = await openArchive(source)
  for (const name of archive.names) await archive.read(name)
}

describe('an archive', () => {
  test('gives its files by name', async () => {
    const archive = await open([
      { name: 'folder/' },
      { name: 'folder/a.txt', bytes: utf8('hello') },
      { name: 'größe.txt', bytes: utf8('x'.repeat(1000)), stored: true },
      { name: 'empty' },
    ])
    expect(archive.names).toEqual(['folder/a.txt', 'größe.txt', 'empty'])
    expect(archive.has('folder/a.txt')).toBe(true)
    expect(archive.has('folder/')).toBe(false)
    expect(words(await archive.read('folder/a.txt'))).toBe('hello')
    expect(await archive.read('größe.txt')).toHaveLength(1000)
    expect(await archive.read('empty')).toHaveLength(0)
    const source = await archive.source('folder/a.txt')
    expect(source.size).toBe(5)
    expect(words(await source.read(1, 3))).toBe('el')
    await expect(archive.read('folder/a.txt', 4)).rejects.toMatchObject({ code: 'file_too_large' })
    await expect(archive.read('nothing')).rejects.toMatchObject({ code: 'zip_missing' })
    archive.close()
  })

  test.each([false, true])('gives a large file in pieces, again and again', async (stored) => {
    const bytes = new Uint8Array(20 * 1024 ** 2)
    randomFillSync(bytes)
    const archive = await open([{ name: 'large', bytes, stored }, { name: 'b' }])
    const source = await archive.source('large')
    expect((await whole(source)).equals(bytes)).toBe(true)
    const part = async (from: number, to: number) =>
      expect(Buffer.from(await source.read(from, to)).equals(bytes.subarray(from, to))).toBe(true)
    await part(5_000_000, 5_000_010)
    await part(0, 10)
    await Promise.all([part(7_000_000, 7_100_000), part(100, 200), part(20_971_519, 20_971_530)])
  })

  test('that we write is read again, and is the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.record({
            name: fc.stringMatching(/^[a-zé漢]{1,8}(?:\/[a-z]{1,8})?\.(?:txt|png)$/),
            bytes: fc.uint8Array({ maxLength: 2_000 }),
          }),
          { selector: ({ name }) => name, maxLength: 8 },
        ),
        async (files) => {
          const bytes = await written(files)
          expect(Buffer.from(await written(files)).equals(bytes)).toBe(true)
          const archive = await openArchive(bytesSource('a.zip', bytes))
          expect(archive.names).toEqual(files.map(({ name }) => name))
          for (const file of files)
            expect(Buffer.from(await archive.read(file.name)).equals(file.bytes)).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('asks for the next file when the one before is written', async () => {
    let asked = 0
    async function* many(): AsyncGenerator<ArchiveFile> {
      for (; asked < 200; asked++)
        yield await Promise.resolve({ name: `${asked}.png`, bytes: new Uint8Array(100_000) })
    }
    const chunks = writeArchive(many())
    await chunks.next()
    expect(asked).toBeLessThan(20)
    await chunks.return(undefined)
  })

  test('gives a large file while it is made', async () => {
    let made = 0
    async function* pieces() {
      for (; made < 500; made++) yield await Promise.resolve(new Uint8Array(100_000).fill(made))
    }
    async function* files(): AsyncGenerator<ArchiveFile> {
      yield await Promise.resolve({ name: 'a', bytes: utf8('x') })
      yield { name: 'large.png', bytes: pieces() }
      yield { name: 'b', bytes: utf8('y') }
    }
    const chunks: Uint8Array[] = []
    for await (const chunk of writeArchive(files())) {
      if (chunks.push(chunk) === 20) expect(made).toBeLessThan(100)
    }
    const archive = await openArchive(bytesSource('a.zip', Buffer.concat(chunks)))
    expect(archive.names).toEqual(['a', 'large.png', 'b'])
    expect((await archive.read('large.png')).length).toBe(50_000_000)
    expect(Buffer.from(await archive.read('b')).toString()).toBe('y')
  })

  test.each(['at once', 'in a piece'])('whose maker fails %s says why', async (when) => {
    async function* pieces() {
      yield await Promise.resolve(utf8('x'))
      throw new Error('the disk is gone')
    }
    async function* files(): AsyncGenerator<ArchiveFile> {
      if (when === 'at once') throw new Error('the disk is gone')
      yield await Promise.resolve({ name: 'a', bytes: pieces() })
    }
    const reading = async () => {
      for await (const chunk of writeArchive(files())) expect(chunk.length).toBeGreaterThan(0)
    }
    await expect(reading()).rejects.toThrow('the disk is gone')
  })

  test('that nobody reads on ends what makes its files', async () => {
    const ended: string[] = []
    async function* files(): AsyncGenerator<ArchiveFile> {
      try {
        for (let at = 0; ; at++)
          yield await Promise.resolve({ name: `${at}.png`, bytes: new Uint8Array(100_000) })
      } finally {
        ended.push('files')
      }
    }
    for await (const chunk of writeArchive(files())) if (chunk.length > 0) break
    expect(ended).toEqual(['files'])
  })

  test('that stops in the middle says why', async () => {
    async function* broken(): AsyncGenerator<ArchiveFile> {
      yield await Promise.resolve({ name: 'a', bytes: utf8('x') })
      throw new Error('the disk is gone')
    }
    const reading = async () => {
      for await (const chunk of writeArchive(broken())) expect(chunk.length).toBeGreaterThan(0)
    }
    await expect(reading()).rejects.toThrow('the disk is gone')
  })
})

describe('a hostile archive', () => {
  const a = { name: 'a', bytes: utf8('hello there') }

  test.each<[string, string, readonly ZipEntry[]]>([
    ['zip_bomb', 'ratio', [{ name: 'a', bytes: new Uint8Array(20 * 1024 ** 2) }]],
    [
      'zip_bomb',
      'ratio of all',
      Array.from({ length: 15 }, (_, n) => ({ name: `${n}`, bytes: new Uint8Array(1024 ** 2) })),
    ],
    ['zip_bomb', 'total', [{ ...a, size: 0x60000000 }]],
    [
      'zip_bomb',
      'number',
      Array.from({ length: 20_001 }, (_, n) => ({ name: `${n}`, stored: true })),
    ],
    ['zip_path', 'up', [{ ...a, name: '../a' }]],
    ['zip_path', 'up in the middle', [{ ...a, name: 'a/../../b' }]],
    ['zip_path', 'absolute', [{ ...a, name: '/etc/passwd' }]],
    ['zip_path', 'drive', [{ ...a, name: 'C:/a' }]],
    ['zip_path', 'backslash', [{ ...a, name: '..\\a' }]],
    ['zip_path', 'zero', [{ ...a, name: 'a\0.png' }]],
    ['zip_path', 'nothing', [{ ...a, name: '' }]],
    ['zip_symlink', 'link', [{ ...a, mode: 0o120777 }]],
    ['zip_symlink', 'device', [{ ...a, mode: 0o020666 }]],
    ['zip_encrypted', 'password', [{ ...a, flags: 1 }]],
    ['zip_encrypted', 'strong encryption', [{ ...a, flags: 0x41 }]],
    ['zip_damaged', 'two of a name', [a, a]],
    ['zip_damaged', 'overlap', [a, { ...a, name: 'b', offset: 0 }]],
    ['zip_damaged', 'beyond the end', [{ ...a, packedSize: 1_000_000 }]],
    ['zip_damaged', 'larger than it says', [{ ...a, size: 3 }]],
    ['zip_damaged', 'smaller than it says', [{ ...a, size: 1000 }]],
    ['zip_damaged', 'two sizes', [{ ...a, stored: true, size: 3 }]],
    ['zip_damaged', 'checksum', [{ ...a, checksum: 1 }]],
    ['zip_damaged', 'way of packing', [{ ...a, method: 12 }]],
    ['zip_damaged', 'two names', [{ ...a, localName: 'b' }]],
    ['zip_damaged', 'no beginning', [{ ...a, offset: 1 }]],
    ['zip_damaged', 'not packed at all', [{ ...a, stored: true, method: 8, size: 30 }]],
  ])('is refused: %s, %s', async (code, _, entries) => {
    const reading = readAll(bytesSource('a.zip', zip(entries)))
    await expect(reading).rejects.toThrow(UnreadableFile)
    await expect(readAll(bytesSource('a.zip', zip(entries)))).rejects.toMatchObject({ code })
  })

  test('that lies about a large file is refused while it is read', async () => {
    const bytes = new Uint8Array(20 * 1024 ** 2)
    randomFillSync(bytes)
    for (const lie of [{ size: bytes.length - 5 }, { size: bytes.length + 5 }, { checksum: 1 }]) {
      const archive = await open([{ name: 'large', bytes, ...lie }])
      await expect(archive.source('large').then(whole)).rejects.toMatchObject({
        code: 'zip_damaged',
      })
    }
  })

  test('is refused wherever it is cut off', async () => {
    const bytes = zip([a, { name: 'b', bytes: utf8('x'.repeat(50)) }])
    for (let length = 0; length < bytes.length; length++) {
      const reading = readAll(bytesSource('a.zip', bytes.subarray(0, length)))
      await expect(reading).rejects.toMatchObject({ code: 'zip_damaged' })
    }
  })

  test('with any bytes changed is read or refused', async () => {
    const bytes = zip([a, { name: 'b/c', bytes: utf8('x'.repeat(50)), stored: true }])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const changed = bytes.slice()
          for (const [at, byte] of changes) changed[at] = byte
          try {
            await readAll(bytesSource('a.zip', changed))
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableFile)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('may have limits of its own', async () => {
    const bytes = zip([a, { name: 'b' }])
    const source = bytesSource('a.zip', bytes)
    await expect(openArchive(source, { entries: 1 })).rejects.toMatchObject({ code: 'zip_bomb' })
    await expect(openArchive(source, { bytes: 5 })).rejects.toMatchObject({ code: 'zip_bomb' })
  })
})
