import fc from 'fast-check'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { checkQuestion, questionContent } from '@quizmentor/engine/question/question'
import { soundQuestion } from '@quizmentor/engine/question/questions-for-tests'
import { describe, expect, test } from 'vitest'
import { joined } from '../../../test/packed.ts'
import { faultsIn, faultsOfMeaning } from '../../../test/qti-structure.ts'
import { circle, image, options, samples } from '../../../test/samples.ts'
import { exported } from '../../../test/text-formats.ts'
import { openArchive } from '../../archive.ts'
import type { Exported } from '../../exported.ts'
import type { Notice } from '../../found.ts'
import { bytesSource } from '../../source.ts'
import { parseXml, textIn } from '../../xml.ts'
import type { QtiVersion } from './tags.ts'
import { writeQti } from './write.ts'

const versions: readonly QtiVersion[] = ['2.1', '2.2', '3.0']

/** The files of the package, as text; and what was told of. */
async function written(questions: readonly Exported[], version: QtiVersion) {
  const lost: Notice[] = []
  const all = (async function* () {
    yield* questions
  })()
  const options = { version, onLost: (notice: Notice) => lost.push(notice) }
  const bytes = await joined(writeQti(all, options))
  const archive = await openArchive(bytesSource('package.zip', bytes))
  const files = new Map<string, string>()
  for (const name of archive.names)
    files.set(name, Buffer.from(await archive.read(name)).toString())
  archive.close()
  return { files, lost }
}

describe.each(versions)('a QTI %s package', (version) => {
  test('has an item of sound structure for each type of question', async () => {
    const { files } = await written(samples, version)
    const items = [...files].filter(([name]) => name.startsWith('items/'))
    expect(items).toHaveLength(samples.length)
    for (const [name, text] of [...items, ['test-1.xml', files.get('test-1.xml') ?? ''] as const])
      expect([name, ...faultsIn(parseXml(text, name))]).toEqual([name])
    for (const [name, text] of items)
      expect([name, ...faultsOfMeaning(parseXml(text, name))]).toEqual([name])
    expect(new Set(items.map(([, text]) => /xmlns="([^"]+)"/.exec(text)?.[1]))).toEqual(
      new Set([
        version === '3.0'
          ? 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0'
          : `http://www.imsglobal.org/xsd/imsqti_v${version.replace('.', 'p')}`,
      ]),
    )
  })

  test('lists every file once, with tags and difficulty', async () => {
    const { files } = await written(samples, version)
    const manifest = parseXml(files.get('imsmanifest.xml') ?? '', '')
    expect(faultsIn(manifest)).toEqual([])
    const text = files.get('imsmanifest.xml') ?? ''
    const hrefs = [...text.matchAll(/<file href="([^"]+)"/g)].map(([, href]) => href)
    expect(new Set([...hrefs, 'imsmanifest.xml'])).toEqual(new Set(files.keys()))
    expect(text.match(/<keyword><string>r&amp;d<\/string>/g)).toHaveLength(samples.length)
    expect(text.match(/<value>7<\/value>/g)).toHaveLength(samples.length)
    expect(files.has('items/river_3.xml')).toBe(true)
  })

  test('tells of what it can’t hold, once for each question', async () => {
    const { lost } = await written(samples, version)
    const codes = lost.map(({ where, code }) => `${where.replace('0190-', '')} ${code}`)
    expect(new Set(codes).size).toBe(codes.length)
    const wanted = ['6 units', '9 partial_order', '16 formatting', '17 unit', '18 most_words']
    expect(codes.filter((code) => wanted.includes(code))).toEqual(wanted)
    expect(codes.includes('16 areas')).toBe(version === '2.1')
  })

  test('keeps its structure whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(soundQuestion, { minLength: 1, maxLength: 5 }), async (list) => {
        const given = list.map((content, index) => exported(content, { id: `${index}` }))
        const { files } = await written(given, version)
        const documents = [...files].map(([name, text]) => [name, parseXml(text, name)] as const)
        for (const [, document] of documents) expect(faultsIn(document)).toEqual([])
        const sound = list.flatMap((content, index) =>
          checkQuestion(content).some(({ severity }) => severity === 'error')
            ? []
            : [`items/q-${index}.xml`],
        )
        for (const [name, document] of documents)
          if (sound.includes(name)) expect(faultsOfMeaning(document)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

test('standard templates stand where nothing is said after the answer', async () => {
  const plain = (content: object): QuestionContent =>
    questionContent.parse({ stem: 'What?', ...content })
  const { files } = await written(
    [
      exported(plain({ type: 'single_choice', body: { options }, key: { choice: 'a' } }), {
        id: 'a',
      }),
      exported(
        plain({
          type: 'single_choice',
          body: { options },
          key: { choice: 'a', credits: { b: 0.5 } },
        }),
        { id: 'b' },
      ),
      exported(
        plain({ type: 'select_point', body: { image }, key: { areas: [{ area: circle }] } }),
        { id: 'c' },
      ),
    ],
    '3.0',
  )
  const templates = ['a', 'b', 'c'].map(
    (id) => /template="[^"]*\/(\w+)\.xml"/.exec(files.get(`items/q-${id}.xml`) ?? '')?.[1],
  )
  expect(templates).toEqual(['match_correct', 'map_response', 'map_response_point'])
})

test.each(versions)('scales and gaps in QTI %s are what its schema takes', async (version) => {
  const scale = (from: number, step: number) => ({
    type: 'slider',
    stem: 'How warm?',
    body: { from, to: 10, step, unit: '°C' },
    key: { value: 2.5, tolerance: 0.5 },
  })
  const { files, lost } = await written(
    [
      exported(questionContent.parse(scale(0, 0.5)), { id: 'a' }),
      exported(questionContent.parse(scale(-10, 0.5)), { id: 'b' }),
      exported(
        questionContent.parse({
          type: 'gap_match',
          stem: 'Fill',
          body: {
            text: 'one {{_a_}}, two {{__b__}}',
            choices: options,
            gaps: [{ id: '_a_' }, { id: '__b__' }],
          },
          key: { gaps: { _a_: ['a'], __b__: ['b'] } },
        }),
        { id: 'c' },
      ),
    ],
    version,
  )
  const [a = '', b = '', c = ''] = ['a', 'b', 'c'].map((id) => files.get(`items/q-${id}.xml`))
  expect(a).toMatch(/(?:sliderI|slider-i)nteraction [^>]*step="0.5"/)
  expect(b).toMatch(/text-?[Ee]ntry-?[Ii]nteraction [^>]*\/> °C</)
  expect(c.match(/<(?:qti-)?gap /g)).toHaveLength(2)
  for (const item of [a, b, c])
    expect([...faultsIn(parseXml(item, '')), ...faultsOfMeaning(parseXml(item, ''))]).toEqual([])
  expect(lost.filter(({ where }) => where === 'b').map(({ code }) => code)).toEqual([
    'slider_as_number',
  ])
})

const damage: readonly (readonly [string, RegExp, string])[] = [
  ['an attribute that must be there', / shuffle="true"/, ''],
  ['an attribute that isn’t known', / shuffle="true"/, '$& colour="red"'],
  ['a number that is none', /maxChoices="1"/, 'maxChoices="one"'],
  ['an identifier that is no name', /identifier="C_a"/, 'identifier="1 a"'],
  ['an element that isn’t known', /<simpleChoice [^>]*>/, '$&<marquee/>'],
  ['words outside of blocks', /<itemBody>/, '$&words'],
  ['another order', /(<correctResponse>.*?<\/correctResponse>)(<mapping.*?<\/mapping>)/, '$2$1'],
  ['a mapping without entries', /<mapEntry [^>]*>/g, ''],
  ['an operator without operands', /<gte>.*?<\/gte>/, '<gte/>'],
  ['nothing to choose from', /<simpleChoice .*<\/simpleChoice>/s, ''],
]

test.each(damage)('faults are seen: %s', async (_, pattern, replacement) => {
  const content = questionContent.parse({
    type: 'single_choice',
    stem: 'Which?',
    body: { options },
    key: { choice: 'a', credits: { b: 0.5 } },
    feedback: { right: 'Yes' },
  })
  const { files } = await written([exported(content, { id: 'a' })], '2.2')
  const item = files.get('items/q-a.xml') ?? ''
  const worse = item.replace(pattern, replacement)
  expect(faultsIn(parseXml(item, ''))).toEqual([])
  expect(worse).not.toBe(item)
  expect(faultsIn(parseXml(worse, ''))).not.toEqual([])
})

test('files that are gone are told of, and questions of one name are told apart', async () => {
  const content = questionContent.parse({
    type: 'true_false',
    stem: 'So? ![map](media:gone.png)',
    body: {},
    key: { truth: true },
  })
  const { files, lost } = await written(
    [exported(content, { ref: 'one' }), exported(content, { ref: 'one', id: 'x/y' })],
    '2.2',
  )
  expect([...files.keys()]).toEqual(['items/one.xml', 'items/q-x-y.xml', 'imsmanifest.xml'])
  expect(lost.map(({ code }) => code)).toEqual(['image_missing', 'image_missing'])
  expect(textIn(parseXml(files.get('items/one.xml') ?? '', ''))).toContain('So? map')
})
