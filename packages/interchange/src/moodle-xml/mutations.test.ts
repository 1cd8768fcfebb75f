import { seededRandom, type Random } from '@quizmentor/engine/question/parts'
import { expect, test } from 'vitest'
import { answer, file, png, question, quiz } from '../../test/moodle-xml.ts'
import { surviveMutations } from '../../test/mutations.ts'
import { fixtures, readAll } from '../../test/text-formats.ts'
import { UnreadableFile } from '../found.ts'
import { readMoodleXml } from './read.ts'

const choices = answer(100, '<b>yes</b> $$x^2$$', 'good') + answer(-33.33333, 'no')
const data = `<dataset_definitions><dataset_definition><name><text>a</text></name><dataset_items>
  <dataset_item><number>1</number><value>2</value></dataset_item></dataset_items>
  </dataset_definition></dataset_definitions>`
const drag = '<drag><no>1</no><text>x</text><draggroup>1</draggroup><infinite/></drag>'

const sample = quiz(
  '<question type="category"><category><text>$course$/a//b/c</text></category><info format="html"><text>d</text></info></question>',
  question('multichoice', `<single>false</single>${choices}<hint><text>h</text></hint>`),
  question('truefalse', answer(100, 'true') + answer(0, 'false', 'no')),
  question('shortanswer', answer(100, 'a*b') + answer(50, 'c') + answer(0, '*', 'no')),
  question(
    'numerical',
    `${answer(100, '1.5', '', '<tolerance>0.1</tolerance>')}<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>`,
  ),
  question(
    'matching',
    '<subquestion format="html"><text>p</text><answer><text>q</text></answer></subquestion>'.repeat(
      3,
    ),
  ),
  question(
    'essay',
    '<graderinfo format="html"><text>g</text></graderinfo><maxwordlimit>5</maxwordlimit>',
  ),
  question('cloze', '', 'A {1:SA:=b#c~%50%d} and {2:MC:=e~f} and {:NM:=3:0.1}'),
  question('gapselect', '<selectoption><text>x</text><group>1</group></selectoption>', 'A [[1]]'),
  question('ddwtos', '<dragbox><text>x</text><group>1</group><infinite/></dragbox>', 'A [[1]]'),
  question(
    'ddimageortext',
    `${file('a.png', png(30, 20))}${drag}<drop><text/><no>1</no><choice>1</choice><xleft>1</xleft><ytop>2</ytop></drop>`,
  ),
  question(
    'ddmarker',
    `${file('a.png', png(30, 20))}${drag}<drop><no>1</no><shape>circle</shape><coords>5,5;3</coords><choice>1</choice></drop>`,
  ),
  question('ordering', `<gradingtype>0</gradingtype>${answer(1, 'a')}${answer(2, 'b')}`),
  question('calculated', answer(100, '{a}*2', '', '<tolerance>0.1</tolerance>') + data, 'A {a}'),
)

const strange = [
  ...['', ' ', '0', '-1', '1e309', 'NaN', '99999999999999999999', '1,5', '٣', '\u202E', '😀'],
  ...[
    '{{g1}}',
    '[[1]]',
    '[[9999]]',
    '{1:SA:',
    '{=',
    '{=1/0}',
    '\\(',
    '$$',
    '*',
    '\\*',
    '&lt;',
    '&#0;',
  ],
  ...[
    '<![CDATA[<p>]]>',
    '<text>',
    '</text>',
    '<x/>',
    '<!-- -->',
    '1,2;3',
    ';;;,,,',
    'x'.repeat(5_000),
  ],
  ...['@@PLUGINFILE@@/x', '<![CDATA[<img src="@@PLUGINFILE@@/%ff.png">]]>', '('.repeat(1_500)],
]

/** The same file with values changed, and elements taken out, put in again or moved. */
function mutated(text: string, random: Random): string {
  const tokens = text.split(/(<[^<>]*>)/)
  const at = Math.floor(random() * tokens.length)
  const some = strange[Math.floor(random() * strange.length)] ?? ''
  const other = Math.floor(random() * tokens.length)
  const [from, to] = [Math.min(at, other), Math.max(at, other)]
  const kind = random()
  if (kind < 0.5) {
    const near = tokens.findIndex((token, index) => index >= at && !token.startsWith('<'))
    tokens[Math.max(0, near)] = some
  } else if (kind < 0.6)
    tokens[at] = (tokens[at] ?? '').replace(/"[^"]*"/, () => `"${some.replace(/[<"&]/g, '')}"`)
  else if (kind < 0.8) {
    const opening = tokens.findIndex(
      (token, index) => index >= at && /^<[a-z]+\b[^/]*>$/.test(token),
    )
    const name = /^<([a-z_]+)/.exec(tokens[opening] ?? '')?.[1]
    const closing = tokens.indexOf(`</${name}>`, opening)
    if (opening >= 0 && closing >= 0) {
      const element = tokens.splice(opening, closing - opening + 1)
      if (random() < 0.6) tokens.splice(other, 0, ...element)
      if (random() < 0.3) tokens.splice(other, 0, ...element)
    }
  } else tokens.splice(from, Math.min(3, to - from))
  return tokens.join('')
}

test('thousands of files with something wrong are read or refused', async () => {
  const random = seededRandom(11)
  let refused = 0
  for (let made = 0; made < 4_000; made++) {
    let text = sample
    for (let change = 0; change < 1 + random() * 4; change++) text = mutated(text, random)
    try {
      await readAll(readMoodleXml, text)
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw new Error(text, { cause: error })
      refused++
    }
  }
  expect(refused).toBeLessThan(3_000)
}, 60_000)

test('and so are bytes strewn about', async () => {
  await surviveMutations(readMoodleXml, [sample, ...fixtures('moodlexml')], 1_500)
}, 60_000)

test.each([
  ['options', question('multichoice', answer(100, 'a').repeat(20_000))],
  ['tags in a text', question('multichoice', answer(100, '<b>'.repeat(100_000)) + choices)],
  ['unclosed sounds', question('essay', '', '<audio>@@PLUGINFILE@@'.repeat(50_000))],
  ['gaps', question('gapselect', '', '[[1]]'.repeat(100_000))],
  ['braces', question('cloze', '', '{1:SA:'.repeat(50_000))],
  ['formulas', question('calculated', data + choices, '{='.repeat(100_000))],
  ['brackets', question('calculated', data + answer(100, '('.repeat(100_000)))],
  ['rubrics', question('essay', '', '<ul class="rubric"><li data-points="'.repeat(30_000))],
  ['drops', question('ddmarker', `${file('a.png', png(9, 9))}${drag}${'<drop/>'.repeat(50_000)}`)],
])('many %s take no long time', async (_, written) => {
  // In seconds at most, or the test's time is over.
  await expect(readAll(readMoodleXml, quiz(written))).resolves.toHaveLength(1)
})
