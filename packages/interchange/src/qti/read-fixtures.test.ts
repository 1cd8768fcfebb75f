import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import { score } from '@quizmentor/engine/question/question'
import { describe, expect, test } from 'vitest'
import { packed } from '../../test/packed.ts'
import { keys, loneItems, packages } from '../../test/qti-expected.ts'
import {
  counted,
  figures,
  filesIn,
  hasQtiFiles,
  isItem,
  qtiFile,
  readBytes,
} from '../../test/qti-files.ts'
import { UnreadableFile, type Found } from '../found.ts'

const sources = ['citolab_qti-components', 'instructure_qti']

if (!hasQtiFiles)
  console.log('The QTI files of others are not on this machine: their tests are skipped.')

describe.skipIf(!hasQtiFiles)('the QTI files of others', () => {
  const all = hasQtiFiles
    ? sources.flatMap((source) => filesIn(source).map((name) => `${source}/${name}`))
    : []
  const items = all.filter((name) => /\.(?:xml|qti)$/.test(name) && isItem(qtiFile(name)))

  test.each(Object.entries(loneItems))('%s, item by item', async (folder, expected) => {
    const found: Found[] = []
    let unreadable = 0
    for (const name of items.filter((name) => name.slice(0, name.lastIndexOf('/')) === folder))
      try {
        found.push(...(await readBytes(name, qtiFile(name))))
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableFile)
        unreadable++
      }
    const counts = counted(found)
    if (unreadable > 0) counts['unreadable xml_malformed'] = unreadable
    expect(told(counts)).toBe(expected)
    for (const each of found) expectToHoldTogether(each)
  })

  test('every item is in the table', () => {
    const folders = new Set(items.map((name) => name.slice(0, name.lastIndexOf('/'))))
    expect([...folders].sort()).toEqual(Object.keys(loneItems).sort())
    expect(items).toHaveLength(335)
  })

  test.each(Object.entries(keys))('the key of %s', async (name, expected) => {
    const [found] = await readBytes(name, qtiFile(name))
    expect(found?.kind === 'question' && `${found.content.type}: ${figures(found.content)}`).toBe(
      expected,
    )
  })

  test.each(Object.entries(packages))('%s, as a package', async (name, expected) => {
    const bytes = name.endsWith('.zip')
      ? qtiFile(name)
      : await packed(filesIn(name).map((file) => [file, qtiFile(`${name}/${file}`)]))
    if (expected.startsWith('unreadable')) {
      const code = expected.split(' ')[1]
      await expect(readBytes(name, bytes)).rejects.toMatchObject({ code })
      return
    }
    const found = await readBytes(name, bytes)
    const media = found.flatMap((each) => (each.kind === 'question' ? each.media : []))
    expect(told({ ...counted(found), media: media.length })).toBe(expected)
    for (const each of found) expectToHoldTogether(each)
  })
})

function told(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}

/** A question's own key is right, what it shows is there, and what was skipped says why. */
function expectToHoldTogether(found: Found): void {
  if (found.kind !== 'question') {
    if (found.kind === 'skipped') expect(found.reason.length).toBeGreaterThan(20)
    return
  }
  const { content, media } = found
  expect(score(content, keyAsGiven(content))).toBeCloseTo(1, 9)
  const shown = new Set(JSON.stringify(content).match(/media:m\d+/g) ?? [])
  expect([...shown].sort()).toEqual(media.map(({ key }) => `media:${key}`).sort())
}
