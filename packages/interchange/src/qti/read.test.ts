import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import { score } from '@quizmentor/engine/question/question'
import { describe, expect, test } from 'vitest'
import { figures, readBytes } from '../../test/qti-files.ts'
import { asVersion3, choices, item, oneOfEach } from '../../test/qti-items.ts'
import type { Found, FoundQuestion } from '../found.ts'

async function read(xml: string): Promise<Found | undefined> {
  return (await readBytes('item.xml', Buffer.from(xml)))[0]
}

async function question(xml: string): Promise<FoundQuestion> {
  const found = await read(xml)
  if (found?.kind !== 'question') throw new Error(`not a question: ${JSON.stringify(found)}`)
  return found
}

const codes = ({ notices }: FoundQuestion): string[] => notices.map(({ code }) => code)
const add = (value: string): string =>
  `<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>${value}</sum></setOutcomeValue>`
const points = (number: number): string => `<baseValue baseType="float">${number}</baseValue>`
const when = (test: string, then: string, otherwise = ''): string =>
  `<responseCondition><responseIf>${test}${then}</responseIf>${otherwise === '' ? '' : `<responseElse>${otherwise}</responseElse>`}</responseCondition>`
const isRight = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
const modal = (identifier: string, text: string): string =>
  `<modalFeedback outcomeIdentifier="FEEDBACK" identifier="${identifier}" showHide="show">${text}</modalFeedback>`
const say = (value: string): string =>
  `<setOutcomeValue identifier="FEEDBACK">${value}</setOutcomeValue>`
const named = (identifier: string): string =>
  `<baseValue baseType="identifier">${identifier}</baseValue>`

const expected: Readonly<Record<keyof typeof oneOfEach, string>> = {
  choice: 'single_choice: 0,1,0',
  multiple: 'multiple_choice: 0,2 of 3 all_or_nothing',
  order: 'ordering: 2,0,1 all_or_nothing',
  match: 'matching: 0,1,0 of 3 all_or_nothing',
  associate: 'associate: 0-1 2-3 of 4, most 2',
  gapMatch: 'gap_match: 0 1 of 2 all_or_nothing',
  inlineChoice: 'fill_in: 1 of 2',
  textEntry: 'short_text: 1 answers, case counts',
  number: 'numeric: 4.3 ± 0.2 absolute',
  extendedText: 'extended_text: 7 lines, no model, 2 criteria',
  hottext: 'single_choice: 0,1',
  hotspot: 'hotspot: 0 of 3, most 1, 206 × 280',
  selectPoint: 'select_point: ellipse 1, most 1',
  graphicOrder: 'gap_match: 1 0 of 2 all_or_nothing',
  graphicAssociate: 'associate: 0-1 of 2, most 1',
  graphicGapMatch: 'gap_match: 0 1 of 2 all_or_nothing',
  slider: 'slider: 0–100 by 2: 16 ± 0',
  positionObject: 'select_point: ellipse 1, most 1',
}

describe.each([
  ['2.2', (xml: string) => xml],
  ['3.0', asVersion3],
])('each interaction of QTI %s', (version, inVersion) => {
  test.each(Object.entries(oneOfEach))(
    '%s becomes a question that its key answers',
    async (name, parts) => {
      const found = await question(inVersion(item(parts)))
      expect(`${found.content.type}: ${figures(found.content)}`).toBe(expected[name])
      expect(score(found.content, keyAsGiven(found.content))).toBe(1)
      expect(found).toMatchObject({ ref: 'i1', title: 'Title of i1', kept: { qti: { version } } })
      expect(codes(found)).not.toContain('processing_approximated')
    },
  )
})

describe('points', () => {
  const options = `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0">${choices('A', 'B', 'C', 'D')}</choiceInteraction>`
  const several = 'cardinality="multiple" baseType="identifier"'

  test('a mapping with costs becomes weights', async () => {
    const mapping =
      '<mapping lowerBound="0" upperBound="2" defaultValue="-2"><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="1"/><mapEntry mapKey="C" mappedValue="-1"/></mapping>'
    const found = await question(
      item({
        response: several,
        correct: ['A', 'B'],
        mapping,
        body: options,
        processing: 'map_response',
      }),
    )
    expect(figures(found.content)).toBe('0,1 of 4 weighted 0.5,0.5,-0.5,-1')
    expect(codes(found)).toEqual([])
  })

  test('choosing everything earns nothing where only so many may be chosen', async () => {
    const mapping =
      '<mapping defaultValue="0"><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="1"/></mapping>'
    const body = options.replace('maxChoices="0"', 'maxChoices="2"')
    const { content } = await question(
      item({ response: several, correct: ['A', 'B'], mapping, body, processing: 'map_response' }),
    )
    expect(score(content, { type: 'multiple_choice', choices: ['a', 'b', 'c', 'd'] })).toBe(0)
  })

  test('pairs count what they are mapped to', async () => {
    const set = (...names: string[]) =>
      `<simpleMatchSet>${names.map((name) => `<simpleAssociableChoice identifier="${name}" matchMax="1">${name}</simpleAssociableChoice>`).join('')}</simpleMatchSet>`
    const entries = (...list: [string, number][]) =>
      list.map(([key, value]) => `<mapEntry mapKey="${key}" mappedValue="${value}"/>`).join('')
    const bodies = {
      match: `<matchInteraction responseIdentifier="RESPONSE" maxAssociations="2">${set('A', 'B')}${set('X', 'Y', 'Z')}</matchInteraction>`,
      associate: `<associateInteraction responseIdentifier="RESPONSE" maxAssociations="2">${set('A', 'B', 'X', 'Y').replace(/<\/?simpleMatchSet>/g, '')}</associateInteraction>`,
      gaps: '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="A" matchMax="0">A</gapText><gapText identifier="B" matchMax="0">B</gapText><p>x <gap identifier="X"/> y <gap identifier="Y"/></p></gapMatchInteraction>',
    }
    const mapping = `<mapping defaultValue="-1" lowerBound="0">${entries(['A X', 3], ['B Y', 1], ['B X', 2])}</mapping>`
    const read = (body: string, response: string, correct: string[]) =>
      question(
        item({
          body,
          response: `cardinality="multiple" baseType="${response}"`,
          correct,
          mapping,
          processing: 'map_response',
        }),
      )
    const found = {
      match: await read(bodies.match, 'directedPair', ['A X', 'B Y']),
      associate: await read(bodies.associate, 'pair', ['X A', 'B Y']),
      gaps: await read(bodies.gaps, 'directedPair', ['A X', 'B Y']),
      undeclared: await read(bodies.gaps, 'directedPair', []),
    }
    expect(Object.values(found).flatMap(codes)).toEqual([])
    for (const { content } of Object.values(found))
      expect(score(content, keyAsGiven(content))).toBe(1)
    const { match, associate, gaps, undeclared } = found
    const matched = (pairs: Record<string, string>) =>
      score(match.content, { type: 'matching', pairs })
    expect([{ a: 'a' }, { b: 'b' }, { b: 'a' }, { a: 'a', b: 'c' }].map(matched)).toEqual([
      0.75, 0.25, 0.5, 0.5,
    ])
    expect(score(associate.content, { type: 'associate', pairs: [['c', 'b']] })).toBe(0.5)
    expect(score(gaps.content, { type: 'gap_match', gaps: { g1: 'b', g2: 'b' } })).toBe(0.75)
    expect(undeclared.content.key).toEqual(gaps.content.key)
  })

  test('rules of its own that amount to shares become credits', async () => {
    const body = options.replace('maxChoices="0"', 'maxChoices="1"')
    const is = (name: string): string =>
      `<match><variable identifier="RESPONSE"/>${named(name)}</match>`
    const processing = `${when(is('C'), add(points(4)))}${when(is('D'), add(points(1)))}`
    const found = await question(item({ body, processing }))
    expect(figures(found.content)).toBe('0,0,1,0.25')
    expect(codes(found)).toEqual([])
  })

  test('what a rule compares with is the key where none is declared', async () => {
    const processing = when(
      `<match><variable identifier="RESPONSE"/><multiple>${named('B')}${named('D')}</multiple></match>`,
      add(points(1)),
    )
    const { content } = await question(item({ response: several, body: options, processing }))
    expect(figures(content)).toBe('1,3 of 4 all_or_nothing')
  })

  test('rules that no question of ours has are approximated, and kept', async () => {
    const parts = oneOfEach['order']
    if (parts === undefined) return
    const partly = `<match><variable identifier="RESPONSE"/><ordered>${named('A')}${named('B')}${named('C')}</ordered></match>`
    const processing = when(isRight, add(points(2)), when(partly, add(points(1.5))))
    const found = await question(item({ ...parts, processing }))
    expect(codes(found)).toEqual(['processing_approximated'])
    expect(JSON.stringify(found.kept)).toContain('responseIf')
  })

  test('what isn’t known is not carried out', async () => {
    const body = options.replace('maxChoices="0"', 'maxChoices="1"')
    const processing = when('<customOperator class="org.example.Fits"/>', add(points(1)))
    const found = await question(item({ correct: ['B'], body, processing }))
    expect(figures(found.content)).toBe('0,1,0,0')
    expect(codes(found)).toEqual(['processing_approximated'])
  })

  test('gaps weigh what they add', async () => {
    const declared =
      '<responseDeclaration identifier="OTHER" cardinality="single" baseType="string"><correctResponse><value>salt</value></correctResponse></responseDeclaration>'
    const other = isRight.replaceAll('RESPONSE', 'OTHER')
    const found = await question(
      item({
        response: 'cardinality="single" baseType="string"',
        correct: ['pepper'],
        declared,
        body: '<p>Fill in.</p><p>Add <textEntryInteraction responseIdentifier="RESPONSE"/> and <textEntryInteraction responseIdentifier="OTHER"/> {{g1}}.</p>',
        processing: `${when(isRight, add(points(3)))}${when(other, add(points(1)))}`,
      }),
    )
    expect(figures(found.content)).toBe('1 answers × 3; 1 answers × 1')
    expect(found.content).toMatchObject({
      stem: 'Fill in.',
      body: { text: 'Add {{g1}} and {{g2}} { {g1}}.' },
    })
  })
})

describe('feedback', () => {
  const body = `<p>Stem</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><simpleChoice identifier="A">A<feedbackInline outcomeIdentifier="FEEDBACK" identifier="A" showHide="show">Not A.</feedbackInline></simpleChoice><simpleChoice identifier="B">B</simpleChoice><simpleChoice identifier="C">C</simpleChoice></choiceInteraction>`

  test('goes where the rules show it', async () => {
    const found = await question(
      item({
        correct: ['B'],
        body: `${body}<feedbackBlock outcomeIdentifier="FEEDBACK" identifier="always" showHide="show"><p>Because.</p></feedbackBlock>`,
        processing: `${say(`<multiple><variable identifier="RESPONSE"/>${named('always')}</multiple>`)}${when(
          isRight,
          `${add(points(1))}${say(`<multiple><variable identifier="FEEDBACK"/>${named('yes')}</multiple>`)}`,
          say(`<multiple><variable identifier="FEEDBACK"/>${named('no')}</multiple>`),
        )}`,
        after: modal('yes', 'Well done.') + modal('no', 'Sorry.') + modal('C', 'Not C.'),
      }),
    )
    expect(found.content).toMatchObject({
      stem: 'Stem',
      explanation: 'Because.',
      feedback: { right: 'Well done.', wrong: 'Sorry.' },
      key: { choice: 'b', feedback: { a: 'Not A.', c: 'Not C.' } },
    })
    expect(codes(found)).toEqual([])
  })

  test('a hint that is asked for is a hint', async () => {
    const hint = '<responseDeclaration identifier="HINT" cardinality="single" baseType="boolean"/>'
    const processing = when(
      '<variable identifier="HINT"/>',
      say(named('hint')),
      when(isRight, add(points(1))),
    )
    const found = await question(
      item({
        attributes: 'adaptive="true" timeDependent="false"',
        correct: ['B'],
        declared: hint,
        body: `${body}<p><endAttemptInteraction responseIdentifier="HINT" title="Hint"/></p>`,
        processing,
        after: modal('hint', 'Think of B.'),
      }),
    )
    expect(found.content.hints).toEqual(['Think of B.'])
    expect(codes(found)).toEqual(['adaptive_simplified'])
  })
})

describe('what an item shows', () => {
  const ask = (shown: string, rest: object = {}): string =>
    item({
      correct: ['B'],
      body: `${shown}<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">${choices('A', 'B')}</choiceInteraction>`,
      ...rest,
    })

  test('formulas, ruby, tables and other alphabets become Markdown', async () => {
    const { content } = await question(
      ask(
        '<p dir="rtl">ما هي</p><p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mfrac><m:mn>1</m:mn><m:mi>x</m:mi></m:mfrac></m:math></p><p><ruby>漢<rt>kan</rt></ruby></p>',
      ),
    )
    expect(content.stem).toBe('ما هي\n\n$\\frac{1}{x}$\n\n漢(kan)')
  })

  test('a picture in the prompt is not the one that is pointed at', async () => {
    const found = await question(
      item({
        correct: ['A'],
        body: `<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Which? <img src="shown.png" alt=""/></prompt><object data="map.png" type="image/png" width="200" height="100"/><hotspotChoice identifier="A" shape="circle" coords="20,20,8"/><hotspotChoice identifier="B" shape="circle" coords="90,20,8"/></hotspotInteraction>`,
      }),
    )
    expect(found.content.body).toMatchObject({
      image: { src: 'map.png', width: 200, height: 100 },
    })
  })

  test('a template is one of its questions, always the same', async () => {
    const declared =
      '<templateDeclaration identifier="N" cardinality="single" baseType="integer"/><templateProcessing><setTemplateValue identifier="N"><randomInteger min="2" max="9"/></setTemplateValue></templateProcessing>'
    const parts = {
      response: 'cardinality="single" baseType="integer"',
      declared: declared.replace(
        '</templateProcessing>',
        '<setCorrectResponse identifier="RESPONSE"><product><variable identifier="N"/><baseValue baseType="integer">2</baseValue></product></setCorrectResponse></templateProcessing>',
      ),
      body: '<p>Twice <printedVariable identifier="N"/>?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>',
    }
    const found = await question(item(parts))
    const number = Number(/Twice (\d+)\?/.exec(found.content.stem)?.[1])
    expect(found.content).toMatchObject({ type: 'numeric', key: { value: 2 * number } })
    expect(codes(found)).toEqual(['template_instantiated'])
    expect((await question(item(parts))).content).toEqual(found.content)
  })

  test.each([
    [
      'no_key',
      item({
        body: `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">${choices('A', 'B')}</choiceInteraction>`,
      }),
    ],
    ['no_interaction', item({ body: '<p>Welcome.</p>' })],
    [
      'interaction_unsupported',
      item({ body: '<uploadInteraction responseIdentifier="RESPONSE"/>' }),
    ],
    [
      'interaction_unsupported',
      item({ body: '<drawingInteraction responseIdentifier="RESPONSE"/>' }),
    ],
    [
      'not_representable',
      ask('').replace('<simpleChoice identifier="A">Option A</simpleChoice>', ''),
    ],
  ])('is skipped as %s', async (code, xml) => {
    expect(await read(xml)).toMatchObject({ kind: 'skipped', code })
  })

  test('a text without a right answer is marked by its learner', async () => {
    const found = await question(
      item({
        response: 'cardinality="single" baseType="string"',
        body: '<p>Your name? <textEntryInteraction responseIdentifier="RESPONSE"/></p>',
      }),
    )
    expect(found.content.type).toBe('extended_text')
    expect(codes(found)).toEqual(['no_key'])
  })

  test.each([
    [
      'xml_entities',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${ask('<p>&x;</p>').slice(38)}`,
    ],
    ['xml_malformed', ask('<p>one').slice(0, 700)],
    ['not_qti', '<quiz/>'],
  ])('a file is refused as %s', async (code, xml) => {
    await expect(read(xml)).rejects.toMatchObject({ code })
  })
})

test.each([
  ['(colou?r|hue)', ['color', 'colour', 'hue'], []],
  ['[0-9]{4}', undefined, ['pattern_left_out', 'no_key']],
])('a pattern %s that answers are compared with', async (pattern, accepted, told) => {
  const found = await question(
    `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="T" adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/><outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody><p>Spell it: <textEntryInteraction responseIdentifier="RESPONSE"/></p></itemBody><responseProcessing>${when(`<patternMatch pattern="${pattern}"><variable identifier="RESPONSE"/></patternMatch>`, add(points(1)))}</responseProcessing></assessmentItem>`,
  )
  expect('accepted' in found.content.key ? found.content.key.accepted : undefined).toEqual(accepted)
  expect(codes(found)).toEqual(told)
})
