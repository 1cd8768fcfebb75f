import { isDeepStrictEqual } from 'node:util'
import { questionContent, type QuestionContent } from '@quizmentor/engine/question/question'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contents } from '../../test/moodle-contents.ts'
import { line } from '../../test/moodle-texts.ts'
import { png } from '../../test/moodle-xml.ts'
import { exported, questionsOf, thereAndBack } from '../../test/text-formats.ts'
import { readMoodleXml } from './read.ts'
import { writeMoodleXml } from './write.ts'

const media = (): Promise<{ name: string; type: string; bytes: Uint8Array }> =>
  Promise.resolve({ name: 'a b.png', type: 'image/png', bytes: png(300, 200) })

async function back(content: QuestionContent): Promise<QuestionContent | undefined> {
  const { found } = await thereAndBack(writeMoodleXml, readMoodleXml, [
    exported(content, { media }),
  ])
  return questionsOf(found)[0]?.content
}

test.each(Object.entries(contents))('%s reads again as it was written', async (_, arbitrary) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (drawn) => {
      const parsed = questionContent.safeParse(drawn)
      fc.pre(parsed.success)
      const content = questionContent.parse(drawn)
      const read = await back(content)
      if (!isDeepStrictEqual(read, content)) expect(read).toEqual(content)
    }),
    { numRuns: 150 },
  )
})

test('titles and categories read again as they were written', async () => {
  const content = questionContent.parse({
    type: 'true_false',
    stem: 's',
    body: {},
    key: { truth: true },
  })
  const name = line.map((text) => text.normalize())
  await fc.assert(
    fc.asyncProperty(name, fc.array(name, { maxLength: 3 }), async (title, category) => {
      const { found } = await thereAndBack(writeMoodleXml, readMoodleXml, [
        exported(content, { title, category }),
      ])
      expect(questionsOf(found)[0]).toMatchObject({ title, category })
    }),
  )
})
