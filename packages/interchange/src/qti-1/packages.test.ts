import { describe, expect, test } from 'vitest'
import { keysOf } from '../../test/keys.ts'
import { png } from '../../test/moodle-xml.ts'
import { surviveMutations } from '../../test/mutations.ts'
import { packed } from '../../test/packed.ts'
import { questionsOf, readAll } from '../../test/text-formats.ts'
import { choices, document, equal, html, item, spot, three, when } from '../../test/qti-1.ts'
import { readQti1 } from './read.ts'

describe('packages of QTI 1.2', () => {
  test.each([
    ['rectangle', '0.1,0.2,0.5,0.6', { shape: 'rectangle', x: 20, y: 20, width: 80, height: 40 }],
    ['rectangle', '20,20,100,60', { shape: 'rectangle', x: 20, y: 20, width: 80, height: 40 }],
    ['ellipse', '0,0,0.5,1', { shape: 'ellipse', x: 50, y: 50, rx: 50, ry: 50 }],
    ['ellipse', '50,50,20,10', { shape: 'ellipse', x: 50, y: 50, rx: 10, ry: 5 }],
    ['bounded', '0,0,0.5,0,0.5,1', { shape: 'polygon' }],
  ])('a place on a picture: %s %s', async (shape, coordinates, area) => {
    const file = await packed([
      ['quiz/quiz.xml', document(item(html('Where?') + spot(shape, coordinates), ''))],
      ['web_resources/maps/a map.png', png(200, 100)],
    ])
    const [question] = questionsOf(await readAll(readQti1, file))
    expect(question?.content).toMatchObject({
      type: 'select_point',
      body: { image: { width: 200, height: 100, alt: 'A map' } },
      key: { areas: [{ area }] },
    })
    expect(question?.media.map(({ type }) => type)).toEqual(['image/png'])
    expect(await question?.media[0]?.read()).toEqual(Buffer.from(png(200, 100)))
  })

  test('pictures are found as each program names them', async () => {
    const shown = ['$IMS-CC-FILEBASE$b.png', 'b.png', '../quiz/b.png', 'elsewhere/b.png']
      .map((src) => `<img src="${src}" alt="b">`)
      .join('')
    const file = await packed([
      [
        'quiz/quiz.xml',
        document(item(html(shown) + choices('Single', ...three), when(equal('r', 'x'), 1))),
      ],
      ['quiz/b.png', png(1, 1)],
    ])
    const [question] = questionsOf(await readAll(readQti1, file))
    expect(question?.content.stem.match(/media:b\.png/g)).toHaveLength(4)
    expect(question?.media).toHaveLength(1)
    expect(question?.notices).toEqual([])
  })

  test('a question that two files hold is taken in once', async () => {
    const ident = 'g1234567890abcdef12'
    const one = item(
      html('Which?') + choices('Single', ...three),
      when(equal('r', 'x'), 1),
    ).replace('ident="one"', `ident="${ident}"`)
    const bank = `<questestinterop><objectbank ident="b">${one}</objectbank></questestinterop>`
    const found = await readAll(
      readQti1,
      await packed([
        ['a.xml', bank],
        ['b.xml', document(one, `<bankentry_item item_ref="${ident}"/>`)],
      ]),
    )
    expect(keysOf(found)).toEqual(['single_choice a/3', 'warning repeated'])
    expect(questionsOf(found)[0]?.ref).toBe(ident)
  })

  test('a damaged file is told of, the others are read', async () => {
    const file = await packed([
      ['a.xml', '<questestinterop><item>'],
      ['b.xml', document(item(choices('Single', ...three), when(equal('r', 'x'), 1)))],
    ])
    expect(keysOf(await readAll(readQti1, file))).toEqual([
      'skipped xml_malformed',
      'single_choice a/3',
    ])
  })
})

test('damaged files of all kinds are read or refused', async () => {
  const samples = [
    document(
      item(
        html('<p>Which?</p>') + choices('Multiple', ...three),
        when(`<and>${equal('r', 'x')}<not>${equal('r', 'y')}</not></and>`, 100),
        `<itemfeedback ident="correct">${html('Yes')}</itemfeedback>`,
      ),
      item(
        html('The [big] one') +
          `<response_lid ident="response_big"><render_choice>${three.join('')}</render_choice></response_lid>`,
        when(equal('response_big', 'x'), 100),
      ),
      item(
        `<response_num ident="r"><render_fib/></response_num>`,
        when(
          `<or>${equal('r', '4')}<and><vargte respident="r">3</vargte><varlte respident="r">5</varlte></and></or>`,
          1,
        ),
      ),
      item(spot('ellipse', '1,2,3,4'), ''),
    ),
  ]
  await surviveMutations(readQti1, samples, 600)
})
