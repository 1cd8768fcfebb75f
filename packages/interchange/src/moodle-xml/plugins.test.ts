import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import { score } from '@quizmentor/engine/question/question'
import { expect, test } from 'vitest'
import { answer, question, quiz } from '../../test/moodle-xml.ts'
import { onlyQuestion } from '../../test/text-formats.ts'
import { readMoodleXml } from './read.ts'

const only = (type: string, inner: string, text?: string) =>
  onlyQuestion(readMoodleXml, quiz(question(type, inner, text)))

const options = answer(100, 'a') + answer(0, 'b') + answer(100, 'c')

test.each([
  ['oumultiresponse', 'penalised'],
  ['multichoiceset', 'all_or_nothing'],
])('%s has several right options', async (type, rule) => {
  const { content, notices } = await only(type, options)
  expect(content.key).toEqual({ choices: ['a', 'c'], rule })
  expect(notices).toEqual([])
})

test('the right words of a gapfill stand in its text', async () => {
  const { content } = await only(
    'gapfill',
    '<answerdisplay>gapfill</answerdisplay><delimitchars>[]</delimitchars><casesensitive>1</casesensitive>',
    '<p>Say it.</p><p style="a[1]">The [cat|tom&amp;cat] sat on a [mat].</p>',
  )
  expect(content).toMatchObject({
    type: 'fill_in',
    stem: 'Say it.',
    body: { text: 'The {{g1}} sat on a {{g2}}.', gaps: [{ choices: [] }, { choices: [] }] },
    key: {
      gaps: {
        g1: { accepted: ['cat', 'tom&cat'], caseSensitive: true },
        g2: { accepted: ['mat'] },
      },
    },
  })
  expect(score(content, keyAsGiven(content))).toBe(1)
})

test('words that are dragged are picked from a list with the wrong ones', async () => {
  const { content, notices } = await only(
    'gapfill',
    `<answerdisplay>dragdrop</answerdisplay><delimitchars>{}</delimitchars><noduplicates>1</noduplicates>${answer(100, 'gold|silver')}${answer(0, 'tin')}`,
    '$a[0] is {gold|silver}, and {gold|silver}',
  )
  expect(content.body).toMatchObject({
    gaps: [{ choices: ['gold', 'silver', 'tin'] }, { choices: ['gold', 'silver', 'tin'] }],
  })
  expect(notices.map(({ code }) => code)).toEqual(['repeats_count'])
  expect(score(content, keyAsGiven(content))).toBe(1)
})

test('simple patterns of a regexp become the texts that they stand for', async () => {
  const { content, notices, kept } = await only(
    'regexp',
    answer(100, 'a red lorry') +
      answer(100, '(the|a) red (lorry|truck)') +
      answer(50, '.*red.*') +
      answer(0, '--.*red.*', 'Which colour?') +
      answer(0, '[0-9]+'),
  )
  expect(content.key).toMatchObject({
    accepted: ['a red lorry', 'the red lorry', 'the red truck', 'a red lorry', 'a red truck'],
    others: [{ accepted: ['*red*'], credit: 0.5 }],
    wildcards: true,
  })
  expect(notices.map(({ code }) => code)).toEqual(['patterns_left_out'])
  expect(kept['patterns']).toEqual(['--.*red.*', '[0-9]+'])
})
