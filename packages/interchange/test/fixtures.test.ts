import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { detect } from '../src/detect.ts'
import { readAny } from '../src/formats.ts'
import { UnreadableFile } from '../src/found.ts'
import { bytesSource, type Source } from '../src/source.ts'
import { Tally } from '../src/tally.ts'
import figures from './fixtures.json' with { type: 'json' }

const folder = fileURLToPath(new URL('../../../../shared/data/fixtures/', import.meta.url))
const isHere = existsSync(folder)
if (!isHere) console.info('The fixtures are not on this machine: not one is read.')

/** Every file, by its name from the folder. */
const files = isHere
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath.replace(/\/?$/, '/')}${name}`)
      .map((path) => path.slice(folder.length))
      .sort()
  : []

const codesOf = (list: readonly { readonly code: string }[]): string =>
  [...Map.groupBy(list, ({ code }) => code)]
    .map(([code, { length }]) => `${code} ${length}`)
    .sort()
    .join(', ')

/** What becomes of a file whose format nobody names, in figures. */
async function figuresOf(source: Source): Promise<string> {
  const tally = new Tally()
  try {
    // What is in Anki's databases is tested where there is SQLite.
    if (source.size > 0 && (await detect(source)) === 'anki') return 'anki'
    const options = { format: 'auto', openDatabase: () => Promise.reject(new Error()) } as const
    for await (const found of readAny(source, options)) tally.take(found)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    expect(error.message).toMatch(/^\S.{10,}\.$/s)
    return `unreadable ${error.code}`
  }
  const { format, read, imported, updated, byType, skipped, warnings } = tally.report()
  expect(read).toBe(imported + updated + skipped.length)
  for (const { where, reason } of [...skipped, ...warnings])
    expect([where, reason]).toEqual([
      expect.stringMatching(/\S/),
      expect.stringMatching(/^\S.{10,}[.)]$/s),
    ])
  const types = Object.entries(byType).map(([type, count]) => `${type} ${count}`)
  return [`${format} ${read}`, types.sort().join(', '), codesOf(skipped), codesOf(warnings)]
    .join(' | ')
    .trim()
}

describe.skipIf(!isHere)('the files of other programs, as the command line reads them', () => {
  test.each(Object.entries(figures.files))('%s', async (name, expected) => {
    expect(await figuresOf(bytesSource(name, readFileSync(folder + name)))).toBe(expected)
  })

  test('of the others none is taken for questions', async () => {
    const others = files.filter((name) => !Object.hasOwn(figures.files, name))
    const codes: { code: string }[] = []
    for (const name of others) {
      const code = await figuresOf(bytesSource(name, readFileSync(folder + name)))
      codes.push({ code })
    }
    expect(codesOf(codes)).toBe(figures.others)
  })
})
