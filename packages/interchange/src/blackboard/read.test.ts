import { expect, test } from 'vitest'
import { keysOf } from '../../test/keys.ts'
import { surviveMutations } from '../../test/mutations.ts'
import { packed } from '../../test/packed.ts'
import { fixture, onlyQuestion, questionsOf, readAll } from '../../test/text-formats.ts'
import { UnreadableFile } from '../found.ts'
import { readBlackboard } from './read.ts'

test('the pool of Moodle’s own tests', async (context) => {
  const found = await readAll(
    readBlackboard,
    fixture('blackboard/sample_blackboard_pool.dat', context),
  )
  expect(keysOf(found)).toEqual([
    'true_false true',
    'single_choice b/3',
    'multiple_choice ac/4 all_or_nothing',
    'matching a:c,b:a,c:c/3',
    'extended_text model',
    'short_text 1',
  ])
  for (const { content, kept } of questionsOf(found)) {
    expect(kept).toMatchObject({ format: 'blackboard', points: 1 })
    const says = /true_false|choice/.test(content.type)
    expect(Object.keys(content.feedback ?? {})).toHaveLength(says ? 2 : 0)
  }
})

const block = (text: string) =>
  `<flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension><mat_formattedtext type="HTML">${text}</mat_formattedtext></mat_extension></material></flow>`

const left = (ident: string, text: string, ...labels: readonly string[]) =>
  `<flow class="Block">${block(text)}<response_lid ident="${ident}" rcardinality="Single"><render_choice><flow_label>${labels
    .map((label) => `<response_label ident="${label}"/>`)
    .join('')}</flow_label></render_choice></response_lid></flow>`

const bb = (type: string, presentation: string, processing: string) =>
  `<item><itemmetadata><bbmd_questiontype>${type}</bbmd_questiontype></itemmetadata>
   <presentation><flow class="Block">${presentation}</flow></presentation>
   <resprocessing><outcomes><decvar maxvalue="3"/></outcomes>${processing}</resprocessing></item>`

const right = (response: string, value: string, score = '') =>
  `<respcondition><conditionvar><varequal respident="${response}">${value}</varequal></conditionvar>${score}<displayfeedback linkrefid="correct"/></respcondition>`
const full = '<setvar action="Set" variablename="SCORE">SCORE.max</setvar>'

const matching = bb(
  'Matching',
  `<flow class="QUESTION_BLOCK">${block('Which sea?')}</flow>
   <flow class="RESPONSE_BLOCK">${left('p', 'Danube', 'p1', 'p2')}${left('q', 'Rhine', 'q1', 'q2')}</flow>
   <flow class="RIGHT_MATCH_BLOCK"><flow class="Block">${block('North Sea')}</flow><flow class="Block">${block('Black Sea')}</flow></flow>`,
  right('p', 'p2') + right('q', 'q1'),
)
const trueFalse = bb(
  'True/False',
  `<flow class="QUESTION_BLOCK">${block('It flows.')}</flow><flow class="RESPONSE_BLOCK"><response_lid ident="response"><render_choice>
   <response_label ident="true"><flow_mat><material><mattext>true</mattext></material></flow_mat></response_label>
   <response_label ident="false"><flow_mat><material><mattext>false</mattext></material></flow_mat></response_label></render_choice></response_lid></flow>`,
  right('response', 'true', full),
)
const pool = (...items: readonly string[]) =>
  `<?xml version="1.0"?><questestinterop><assessment title="Rivers"><section>${items.join('')}</section></assessment></questestinterop>`

test('right sides of a match stand apart, in the order of each left side’s choices', async () => {
  const { content } = await onlyQuestion(readBlackboard, pool(matching))
  expect(content).toMatchObject({
    type: 'matching',
    stem: 'Which sea?',
    body: {
      prompts: [{ text: 'Danube' }, { text: 'Rhine' }],
      targets: [{ text: 'North Sea' }, { text: 'Black Sea' }],
    },
    key: { pairs: { a: 'b', b: 'a' } },
  })
})

test('what is said to one option stays with it, though the file calls it a solution', async () => {
  const option = (ident: string) =>
    `<response_label ident="${ident}">${block(ident)}</response_label>`
  const said = (ident: string) =>
    `<itemfeedback ident="${ident}"><solution><solutionmaterial>${block(`On ${ident}`)}</solutionmaterial></solution></itemfeedback>`
  const choice = bb(
    'Multiple Choice',
    `<flow class="QUESTION_BLOCK">${block('Which?')}</flow><flow class="RESPONSE_BLOCK"><response_lid ident="response">
     <render_choice>${option('Po')}${option('Main')}</render_choice></response_lid></flow>`,
    right('response', 'Main', full),
  ).replace('</item>', `${said('Po')}${said('Main')}</item>`)
  const { content } = await onlyQuestion(readBlackboard, pool(choice))
  expect(content.key).toEqual({ choice: 'b', feedback: { a: 'On Po', b: 'On Main' } })
  expect(content.explanation).toBe('')
})

const order = `<QUESTION_ORDER id="o"><BODY><TEXT>Sort &lt;b&gt;these&lt;/b&gt;</TEXT></BODY>
  <ANSWER id="1"><TEXT>last</TEXT></ANSWER><ANSWER id="2"><TEXT>first</TEXT></ANSWER>
  <GRADABLE><CORRECTANSWER answer_id="1" order="2"/><CORRECTANSWER answer_id="2" order="1"/></GRADABLE></QUESTION_ORDER>`

test('an archive has pools of both kinds, and other things', async () => {
  const found = await readAll(
    readBlackboard,
    await packed([
      ['imsmanifest.xml', '<manifest/>'],
      ['res00001.dat', pool(trueFalse)],
      ['res00002.dat', '<SETTINGS/>'],
      ['res00003.dat', `<POOL><TITLE value="Old"/>${order}<QUESTION_HOTSPOT id="h"/></POOL>`],
    ]),
  )
  expect(keysOf(found)).toEqual(['true_false true', 'ordering ba', 'skipped unknown_type'])
  expect(questionsOf(found).map(({ category }) => category)).toEqual([['Rivers'], ['Old']])
  expect(questionsOf(found)[1]?.content.stem).toBe('Sort **these**')
})

test('anything else is refused', async () => {
  await expect(readAll(readBlackboard, '<quiz/>')).rejects.toThrow(UnreadableFile)
  await expect(readAll(readBlackboard, await packed([['a.txt', 'a']]))).rejects.toThrow('no pool')
})

test('damaged files of all kinds are read or refused', async () => {
  await surviveMutations(readBlackboard, [pool(matching, trueFalse), `<POOL>${order}</POOL>`], 600)
})
