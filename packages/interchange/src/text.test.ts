import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UnreadableFile, type Warning } from './found.ts'
import { bytesSource } from './source.ts'
import { decoded, textOf } from './text.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !bigEndian)
  return new Uint8Array(view.buffer)
}

async function read(bytes: Uint8Array) {
  const warnings: Warning[] = []
  let text = ''
  for await (const piece of decoded(bytesSource('q.txt', bytes), (each) => warnings.push(each)))
    text += piece
  const whole = await textOf(bytesSource('q.txt', bytes), 1e9)
  expect(whole.text).toBe(text)
  expect(whole.warnings).toEqual(warnings)
  return { text, encoding: whole.encoding, warnings: warnings.map(({ code }) => code) }
}

describe('a text file', () => {
  const text = 'Fragé: „où?“ — 漢字\r\n1. ja\n'
  test.each([
    ['UTF-8', utf8(text), 'utf-8', false],
    ['UTF-8 with a mark', utf8(`\uFEFF${text}`), 'utf-8', false],
    ['UTF-16 LE with a mark', utf16(`\uFEFF${text}`, false), 'utf-16le', false],
    ['UTF-16 BE with a mark', utf16(`\uFEFF${text}`, true), 'utf-16be', false],
    ['UTF-16 LE without', utf16(text, false), 'utf-16le', true],
    ['UTF-16 BE without', utf16(text, true), 'utf-16be', true],
  ])('in %s is read', async (_, bytes, encoding, guessed) => {
    expect(await read(bytes)).toEqual({
      text,
      encoding,
      warnings: guessed ? ['encoding_guessed'] : [],
    })
  })

  test('in windows-1252 is read, with a warning', async () => {
    expect(await read(latin1('Stra\xDFe \x80 5\x85'))).toEqual({
      text: 'Straße € 5…',
      encoding: 'windows-1252',
      warnings: ['encoding_guessed'],
    })
  })

  test('in two encodings is read line by line', async () => {
    const mixed = new Uint8Array([...utf8('„Größe“\n'), ...latin1('Gr\xF6\xDFe\n'), ...utf8('漢')])
    expect((await read(mixed)).text).toBe('„Größe“\nGröße\n漢')
  })

  test('has the encoding that its XML declaration says', async () => {
    const xml = latin1('<?xml version="1.0" encoding="ISO-8859-2"?><a>\xB1</a>')
    expect(await read(xml)).toMatchObject({ encoding: 'iso-8859-2', warnings: [] })
    expect((await read(xml)).text).toContain('ą')
  })

  test('that says a wrong encoding is read as what it is', async () => {
    const xml = utf8('<?xml version="1.0" encoding="UTF-16"?><a>é</a>')
    expect(await read(xml)).toMatchObject({ encoding: 'utf-8' })
  })

  test.each([
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['zeros', new Uint8Array(1000)],
    ['UTF-32', new Uint8Array([0xff, 0xfe, 0, 0, 65, 0, 0, 0])],
    ['text with a zero', utf8(`${'a'.repeat(100_000)}\0`)],
    ['half of UTF-16', new Uint8Array([...utf16('abc', false), 65])],
  ])('is not %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow(UnreadableFile)
    await expect(read(bytes)).rejects.toMatchObject({ code: 'not_text', where: 'q.txt' })
  })

  test('is read where characters lie across the borders of what is read at once', async () => {
    for (const shift of [0, 1, 2, 3]) {
      const long = 'x'.repeat(shift) + '漢字🎉é'.repeat(60_000)
      expect((await read(utf8(long))).text).toBe(long)
      expect((await read(utf16(`\uFEFF${long}`, true))).text).toBe(long)
    }
  })

  test('in windows-1252 without an end of line is read', async () => {
    const long = '\xE9'.repeat(3_000_000)
    expect((await read(latin1(long))).text).toBe(long)
  })

  test('of any characters comes back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).map((each) => each.toWellFormed().replaceAll('\0', '')),
        async (any) => {
          fc.pre(!any.startsWith('\uFEFF') && !any.startsWith('<?xml'))
          expect((await read(utf8(any))).text).toBe(any)
          expect((await read(utf16(`\uFEFF${any}`, false))).text).toBe(any)
        },
      ),
    )
  })

  test('that is larger than what may be read whole is refused', async () => {
    await expect(textOf(bytesSource('q.txt', utf8('abc')), 2)).rejects.toMatchObject({
      code: 'file_too_large',
    })
  })
})
