import { describe, expect, test } from 'vitest'
import { answer, file, png, question, quiz } from '../../test/moodle-xml.ts'
import { onlyQuestion, readAll, summary } from '../../test/text-formats.ts'
import { readMoodleXml } from './read.ts'

const only = (...questions: readonly string[]) => onlyQuestion(readMoodleXml, quiz(...questions))
const all = (...questions: readonly string[]) => readAll(readMoodleXml, quiz(...questions))

describe('texts with gaps', () => {
  const option = (text: string, group: number) =>
    `<selectoption><text>${text}</text><group>${group}</group></selectoption>`

  test('each from the list of its group', async () => {
    const { content } = await only(
      question(
        'gapselect',
        [option('x', 1), option('y', 2), option('z', 1), option('w', 2)].join(''),
        '<p>Fill.</p><p>A [[3]] and [[2]].</p><p>{{a}}</p>',
      ),
    )
    expect(content).toMatchObject({
      type: 'fill_in',
      stem: 'Fill.',
      body: {
        text: 'A {{g1}} and {{g2}}.\n\n{ {a}}',
        gaps: [
          { id: 'g1', choices: ['x', 'z'] },
          { id: 'g2', choices: ['y', 'w'] },
        ],
      },
      key: { gaps: { g1: { accepted: ['z'] }, g2: { accepted: ['y'] } } },
    })
  })

  test('words that are dragged, in the old way of writing them, too', async () => {
    const box = (text: string, more = '') =>
      `<dragbox><text>${text}</text><group>1</group>${more}</dragbox>`
    const text = '<p>[[2]] [[1]] [[1]]</p>'
    const { content } = await only(
      question('ddwtos', `${box('one')}${box('<b>two</b>', '<infinite/>')}${box('three')}`, text),
    )
    expect(content).toMatchObject({
      type: 'gap_match',
      stem: 'A name',
      body: {
        text: '{{g1}} {{g2}} {{g3}}',
        choices: [
          { id: 'a', text: 'one', uses: 2 },
          { id: 'b', uses: 0 },
          { id: 'c', uses: 1 },
        ],
      },
      key: { gaps: { g1: ['b'], g2: ['a'], g3: ['a'] } },
    })
    const serialised = 'O:8:"stdClass":2:{s:9:"draggroup";s:1:"2";s:8:"infinite";b:1;}'
    const old = await only(
      question('ddwtos', answer(0, 'one', serialised) + answer(0, 'two'), '[[1]]'),
    )
    expect(old.content).toMatchObject({ body: { choices: [{ uses: 0 }, { uses: 1 }] } })
    expect(old.notices.map(({ code }) => code)).toEqual(['groups_merged'])
  })

  test('that ask for what isn’t there, or have none, are skipped', async () => {
    const found = await all(
      question('gapselect', option('x', 1), '[[2]]'),
      question('ddwtos', '', 'no gap'),
    )
    expect(summary(found).skipped).toEqual(['no_key', 'no_gaps'])
  })
})

describe('pictures', () => {
  const drag = (number: number, rest: string) => `<drag><no>${number}</no>${rest}</drag>`
  const map = file('map.png', png(300, 200))

  test('texts and pictures are put on places', async () => {
    const { content, media } = await only(
      question(
        'ddimageortext',
        map +
          drag(1, '<text>here</text><draggroup>1</draggroup>') +
          drag(2, `<text>flag</text><infinite/>${file('flag.png', png(40, 30))}`) +
          '<drop><text/><no>1</no><choice>2</choice><xleft>10</xleft><ytop>20</ytop></drop>',
      ),
    )
    expect(content).toMatchObject({
      type: 'gap_match',
      body: {
        image: { src: 'media:m1', width: 300, height: 200 },
        choices: [
          { text: 'here', uses: 1 },
          { text: '![flag](media:m2)', uses: 0 },
        ],
        gaps: [{ id: 'g1', area: { shape: 'rectangle', x: 10, y: 20, width: 48, height: 30 } }],
      },
      key: { gaps: { g1: ['b'] } },
    })
    expect(media.map(({ name }) => name)).toEqual(['map.png', 'flag.png'])
  })

  test('one kind of marker asks for points, several for what belongs where', async () => {
    const drops = [
      ['circle', '50,60;10'],
      ['Rectangle', '1,2;30,40'],
      ['poly', '0,0;10,0;10,10;0,0'],
    ].map(
      ([shape, coords]) =>
        `<drop><no>1</no><shape>${shape}</shape><coords>${coords}</coords><choice>1</choice></drop>`,
    )
    const one = drag(1, '<text>x</text><noofdrags>3</noofdrags>')
    const points = await only(question('ddmarker', map + one + drops.join('')))
    expect(points.content).toMatchObject({
      type: 'select_point',
      body: { most: 3 },
      key: {
        areas: [
          { area: { shape: 'ellipse', x: 50, y: 60, rx: 10, ry: 10 } },
          { area: { shape: 'rectangle', x: 1, y: 2, width: 30, height: 40 } },
          { area: { shape: 'polygon', points: { length: 3 } } },
        ],
      },
    })
    const two = one + drag(2, '<text>y</text>')
    const places = await only(question('ddmarker', map + two + drops[0]))
    expect(places.content).toMatchObject({ type: 'gap_match', key: { gaps: { g1: ['a'] } } })
    expect(places.notices.map(({ code }) => code)).toEqual(['areas_shown'])
  })

  test('larger than Moodle shows them have the size at which places are counted', async () => {
    const { content } = await only(
      question(
        'ddmarker',
        `${file('map.png', png(1200, 900))}${drag(1, '<text>x</text>')}
        <drop><no>1</no><shape>circle</shape><coords>5,5;5</coords><choice>1</choice></drop>`,
      ),
    )
    expect(content.body).toMatchObject({ image: { width: 533, height: 400 } })
  })

  test('that aren’t in the file make a question that is skipped', async () => {
    const found = await all(question('ddmarker', drag(1, '<text>x</text>')))
    expect(summary(found).skipped).toEqual(['image_missing'])
  })
})
