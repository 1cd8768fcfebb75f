import { describe, expect, test } from 'vitest'
import { answer, question, quiz } from '../../test/moodle-xml.ts'
import { onlyQuestion, readAll, summary } from '../../test/text-formats.ts'
import { readMoodleXml } from './read.ts'

const only = (...questions: readonly string[]) => onlyQuestion(readMoodleXml, quiz(...questions))
const all = (...questions: readonly string[]) => readAll(readMoodleXml, quiz(...questions))

describe('choices', () => {
  test('one right, others worth a part, each with what is said to it', async () => {
    const { content, notices } = await only(
      question(
        'multichoice',
        '<single>true</single><shuffleanswers>0</shuffleanswers>' +
          answer(0, 'no', 'not so') +
          answer(100, '<p dir="ltr">yes</p>') +
          answer(33.33333, 'nearly', 'nearly so'),
      ),
    )
    expect(content).toMatchObject({
      type: 'single_choice',
      body: { options: [{ text: 'no' }, { text: 'yes' }, { text: 'nearly' }], shuffle: false },
      key: { choice: 'b', credits: { c: 1 / 3 }, feedback: { a: 'not so', c: 'nearly so' } },
    })
    expect(notices).toEqual([])
  })

  test('what costs credit is kept and told', async () => {
    const { content, notices, kept } = await only(
      question('multichoice', '<single>true</single>' + answer(-50, 'no') + answer(80, 'yes')),
    )
    expect(content).toMatchObject({ key: { choice: 'b' } })
    expect(notices.map(({ code }) => code)).toEqual(['no_full_credit', 'negative_credit'])
    expect(kept).toMatchObject({ fractions: [-0.5, 0.8] })
  })

  test('several right: each wrong one takes away what a right one gives', async () => {
    const third = [33.33333, 33.3333333, -33.33333, 33.33333]
    const { content } = await only(
      question(
        'multichoice',
        '<single>false</single>' + third.map((part, at) => answer(part, `${at}`)).join(''),
      ),
    )
    expect(content).toMatchObject({
      key: { choices: ['a', 'b', 'd'], rule: 'penalised' },
    })
  })

  test('without a right one it is skipped', async () => {
    const found = await all(
      question('multichoice', answer(0, 'a') + answer(0, 'b')),
      question('multichoice', answer(100, 'a')),
      question('truefalse', answer(0, 'true') + answer(0, 'false')),
      question('multichoice', ''),
    )
    expect(summary(found).skipped).toEqual([
      'no_key',
      'too_few_options',
      'no_key',
      'too_few_options',
    ])
  })

  test('true and false in another language stand in this order', async () => {
    const { content, notices } = await only(
      question('truefalse', answer(0, 'Vrai', 'non') + answer(100, 'Faux')),
    )
    expect(content).toMatchObject({ key: { truth: false, feedback: { true: 'non' } } })
    expect(notices.map(({ code }) => code)).toEqual(['order_assumed'])
  })
})

describe('typed answers', () => {
  test('stars, case, partial credit, what is said to any other', async () => {
    const { content } = await only(
      question(
        'shortanswer',
        '<usecase>1</usecase>' +
          answer(100, 'H*o', 'right') +
          answer(100, 'Hi', 'right') +
          answer(50, 'Hey', 'nearly') +
          answer(0, '*', 'no'),
      ),
    )
    expect(content).toMatchObject({
      type: 'short_text',
      key: {
        accepted: ['H*o', 'Hi'],
        caseSensitive: true,
        wildcards: true,
        others: [{ accepted: ['Hey'], credit: 0.5, feedback: 'nearly' }],
      },
      feedback: { right: 'right', wrong: 'no' },
    })
  })

  test('an escaped star is a star, and accents count where there are some', async () => {
    const { content } = await only(question('shortanswer', answer(100, '2\\*3 à')))
    expect(content).toMatchObject({ key: { accepted: ['2*3 à'], accentSensitive: true } })
    expect(content.key).not.toHaveProperty('wildcards')
  })

  test('numbers with tolerances, commas and powers', async () => {
    const { content } = await only(
      question(
        'numerical',
        answer(100, '1,5', 'good', '<tolerance>0,05</tolerance>') +
          answer(50, '2.5 x 10^3', 'big', '<tolerance>1</tolerance>') +
          answer(0, '*', 'no'),
      ),
    )
    expect(content).toMatchObject({
      key: {
        value: 1.5,
        tolerance: { kind: 'absolute', amount: 0.05 },
        others: [{ value: 2500, tolerance: { amount: 1 }, credit: 0.5, feedback: 'big' }],
      },
      feedback: { right: 'good', wrong: 'no' },
    })
  })

  test('units: what one is worth in that of the key', async () => {
    const unit = (name: string, multiplier: number) =>
      `<unit><multiplier>${multiplier}</multiplier><unit_name>${name}</unit_name></unit>`
    const units = `<units>${unit('m', 1)}${unit('cm', 100)}${unit('km', 0.001)}</units>`
    const { content, notices } = await only(
      question(
        'numerical',
        `${answer(100, '2')}${units}<unitgradingtype>1</unitgradingtype><unitpenalty>0.1</unitpenalty>`,
      ),
    )
    expect(content).toMatchObject({
      body: { units: ['m', 'cm', 'km'] },
      key: { value: 2, unit: 'm', factors: { cm: 0.01, km: 1000 } },
    })
    expect(notices.map(({ code }) => code)).toEqual(['unit_penalty'])
    const hidden = await only(
      question('numerical', `${answer(100, '2')}${units}<showunits>3</showunits>`),
    )
    expect(hidden.content.body).toEqual({ units: [] })
    const noBase = await only(
      question(
        'numerical',
        `${answer(100, '3')}<units>${unit('cm', 100)}${unit('mm', 1000)}</units>`,
      ),
    )
    expect(noBase.content.key).toMatchObject({ value: 300, unit: 'cm', factors: { mm: 0.1 } })
  })

  test('an essay has its template, its length and what graders are told', async () => {
    const { content, notices } = await only(
      question(
        'essay',
        `<responsefieldlines>60</responsefieldlines><minwordlimit>10</minwordlimit>
        <maxwordlimit>200</maxwordlimit>
        <graderinfo format="html"><text><![CDATA[<p>A <b>model</b></p>]]></text></graderinfo>
        <responsetemplate format="html"><text><![CDATA[<p>One</p><p>Two</p>]]></text></responsetemplate>`,
      ),
    )
    expect(content).toMatchObject({
      type: 'extended_text',
      body: { lines: 40, mostWords: 200, template: 'One\n\nTwo' },
      key: { model: 'A **model**', rubric: [] },
    })
    expect(notices.map(({ code }) => code)).toEqual(['fewest_words'])
  })
})

describe('calculated questions', () => {
  const data = (name: string, values: readonly number[]) => `<dataset_definition>
    <status><text>private</text></status><name><text>${name}</text></name>
    <dataset_items>${values
      .map(
        (value, index) =>
          `<dataset_item><number>${index + 1}</number><value>${value}</value></dataset_item>`,
      )
      .join('')}</dataset_items></dataset_definition>`
  const datasets = `<dataset_definitions>${data('a', [3, 9])}${data('b', [-4, 1])}</dataset_definitions>`

  test('have the first set of their data', async () => {
    const { content, notices, kept } = await only(
      question(
        'calculatedsimple',
        answer(100, '{a}*{b}', '', '<tolerance>0.1</tolerance><tolerancetype>1</tolerancetype>') +
          datasets,
        '<p>What is {a} times {b}? Not {=2*{a}} or {c}.</p>',
      ),
    )
    expect(content).toMatchObject({
      type: 'numeric',
      stem: 'What is 3 times -4? Not 6 or {c}.',
      key: { value: -12, tolerance: { kind: 'absolute', amount: expect.closeTo(1.2, 9) } },
    })
    expect(notices.map(({ code }) => code)).toEqual(['approximated'])
    expect(kept).toHaveProperty('question')
  })

  test('with options', async () => {
    const { content } = await only(
      question(
        'calculatedmulti',
        `<single>1</single>${answer(100, '{={a}+{b}}')}${answer(0, '{a}')}${datasets}`,
      ),
    )
    expect(content).toMatchObject({
      type: 'single_choice',
      body: { options: [{ text: '-1' }, { text: '3' }] },
    })
  })

  test('without data, or with what can’t be computed, are skipped', async () => {
    const found = await all(
      question('calculated', answer(100, '{a}')),
      question('calculated', answer(100, 'exec({a})') + datasets),
    )
    expect(summary(found).skipped).toEqual(['no_data', 'formula'])
  })
})
