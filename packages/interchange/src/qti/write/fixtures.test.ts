import { describe, expect, test } from 'vitest'
import { joined } from '../../../test/packed.ts'
import { filesIn, hasQtiFiles, isItem, qtiFile, readBytes } from '../../../test/qti-files.ts'
import { faultsIn, faultsOfMeaning } from '../../../test/qti-structure.ts'
import { exported } from '../../../test/text-formats.ts'
import { openArchive } from '../../archive.ts'
import { UnreadableFile, type FoundQuestion } from '../../found.ts'
import { bytesSource } from '../../source.ts'
import { parseXml } from '../../xml.ts'
import { writeQti } from './write.ts'

if (!hasQtiFiles)
  console.log('The QTI files of others are not on this machine: their tests are skipped.')

async function allQuestions(): Promise<FoundQuestion[]> {
  const questions: FoundQuestion[] = []
  for (const source of ['citolab_qti-components', 'instructure_qti'])
    for (const name of filesIn(source).map((file) => `${source}/${file}`)) {
      if (!/\.(?:xml|qti)$/.test(name) || !isItem(qtiFile(name))) continue
      try {
        for (const each of await readBytes(name, qtiFile(name)))
          if (each.kind === 'question') questions.push(each)
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableFile)
      }
    }
  return questions
}

describe.skipIf(!hasQtiFiles)('the questions of others', () => {
  test('are written again as the schemas of every version ask', async () => {
    const questions = await allQuestions()
    expect(questions.length).toBeGreaterThan(200)
    for (const version of ['2.1', '2.2', '3.0'] as const) {
      const given = async function* () {
        for (const [index, { content, title, category, tags, media }] of questions.entries())
          yield exported(content, {
            id: `${index}`,
            title: title ?? null,
            category,
            tags,
            media: async (wanted) => {
              const found = media.find(({ key }) => key === wanted)
              if (found === undefined) return null
              return { name: found.name, type: found.type, bytes: await found.read() }
            },
          })
      }
      const bytes = await joined(writeQti(given(), { version, title: 'All' }))
      const archive = await openArchive(bytesSource('package.zip', bytes))
      const names = archive.names.filter((name) => name.endsWith('.xml'))
      expect(names.length).toBeGreaterThan(questions.length)
      for (const name of names) {
        const document = parseXml(Buffer.from(await archive.read(name)).toString(), name)
        expect([name, ...faultsIn(document)]).toEqual([name])
        if (name.startsWith('items/')) expect([name, ...faultsOfMeaning(document)]).toEqual([name])
      }
      archive.close()
    }
  })
})
