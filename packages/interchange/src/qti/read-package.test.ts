import { describe, expect, test } from 'vitest'
import { png } from '../../test/moodle-xml.ts'
import { packed } from '../../test/packed.ts'
import { readBytes } from '../../test/qti-files.ts'
import { choices, item, oneOfEach } from '../../test/qti-items.ts'
import type { Found } from '../found.ts'

type File = readonly [name: string, content: string | Uint8Array]

async function read(...files: readonly File[]): Promise<Found[]> {
  return readBytes('package.zip', await packed(files))
}

const choice = (identifier: string, shown = ''): string =>
  item({
    identifier,
    correct: ['B'],
    body: `${shown}<p>Question ${identifier}</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">${choices('A', 'B')}</choiceInteraction>`,
  })

const resource = (href: string, metadata = '', type = 'imsqti_item_xmlv2p2'): string =>
  `<resource identifier="r-${href}" type="${type}" href="${href}"><metadata>${metadata}</metadata><file href="${href}"/></resource>`
const manifest = (...resources: readonly string[]): string =>
  `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>${resources.join('')}</resources></manifest>`
const test1 = `<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="t" title="Geography"><testPart identifier="p" navigationMode="linear" submissionMode="individual"><assessmentSection identifier="s1" title="Rivers" visible="true"><rubricBlock view="candidate"><p>Look at the map.</p></rubricBlock><assessmentItemRef identifier="b" href="items/b.xml"/><assessmentItemRef identifier="a" href="items/a.xml"/><assessmentSection identifier="s2" title="In Asia" visible="true"><assessmentItemRef identifier="b2" href="items/b.xml"/><assessmentItemRef identifier="gone" href="items/gone.xml"/><assessmentSectionRef identifier="s3" href="more.xml"/></assessmentSection></assessmentSection></testPart></assessmentTest>`
const more = `<assessmentSection xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="s3" title="Lakes" visible="true"><assessmentItemRef identifier="c" href="items/c.xml"/></assessmentSection>`

const told = (found: Found): unknown =>
  found.kind === 'question'
    ? [found.ref, ...found.category]
    : found.kind === 'category'
      ? found
      : found.code

describe('a package', () => {
  test('gives each item once, in the order of its test, under the titles of its sections', async () => {
    const found = await read(
      [
        'imsmanifest.xml',
        manifest(
          resource('test.xml', '', 'imsqti_test_xmlv2p2'),
          ...['a', 'b', 'c', 'd'].map((name) => resource(`items/${name}.xml`)),
        ),
      ],
      ['test.xml', test1],
      ['more.xml', more],
      ...['a', 'b', 'c', 'd', 'e'].map((name): File => [`items/${name}.xml`, choice(name)]),
    )
    expect(found.map(told)).toEqual([
      expect.objectContaining({ path: ['Geography', 'Rivers'], description: 'Look at the map.' }),
      ['b', 'Geography', 'Rivers'],
      ['a', 'Geography', 'Rivers'],
      'item_missing',
      ['c', 'Geography', 'Rivers', 'In Asia', 'Lakes'],
      ['d'],
      // No manifest lists it.
      ['e'],
    ])
  })

  test('gives keywords, topics, difficulty and level as its manifest has them', async () => {
    const string = (text: string): string => `<string language="en">${text}</string>`
    const taxon = (source: string, ...entries: readonly string[]): string =>
      `<taxonPath><source>${string(source)}</source>${entries.map((entry) => `<taxon><entry>${string(entry)}</entry>`).join('')}${entries.map(() => '</taxon>').join('')}</taxonPath>`
    const lom = `<lom><general><keyword>${string('Rivers')}${string('Flüsse')}</keyword></general><educational><difficulty><value>difficult</value></difficulty></educational><classification>${taxon('Subjects', 'Science', 'Geography')}${taxon('Bloom', 'Apply')}</classification></lom>`
    const [found] = await read(
      ['imsmanifest.xml', manifest(resource('a.xml', lom))],
      ['a.xml', choice('a')],
    )
    expect(found).toMatchObject({
      tags: ['rivers', 'flüsse', 'geography'],
      difficulty: 8,
      bloom: 'apply',
      kept: { taxonomy: [{ entries: ['Science', 'Geography'] }, { entries: ['Apply'] }] },
    })
  })

  test('brings pictures and passages along, from wherever they lie', async () => {
    const hotspot = oneOfEach['hotspot']
    if (hotspot === undefined) return
    const [one, two] = await read(
      ['in/imsmanifest.xml', manifest(resource('items/a.xml'), resource('items/b.xml'))],
      [
        'in/items/a.xml',
        choice(
          'a',
          '<object type="text/html" data="../shared/passage.html"/><p><img src="../img/a%20b.png" alt="Two"/><img src="../../../etc/passwd" alt=""/></p>',
        ),
      ],
      [
        'in/shared/passage.html',
        '<div><p>A passage <img src="../img/a b.png" alt="One"/>.</p></div>',
      ],
      ['in/img/a b.png', png(20, 10)],
      [
        'in/items/b.xml',
        item({ ...hotspot, identifier: 'b' }).replace(' width="206" height="280"', ''),
      ],
      ['in/items/map.png', png(300, 200)],
    )
    if (one?.kind !== 'question' || two?.kind !== 'question') throw new Error('questions wanted')
    expect(one.content.stem).toBe('A passage ![One](media:m1).\n\n![Two](media:m1)\n\nQuestion a')
    expect(one.media.map(({ key, name, type }) => [key, name, type])).toEqual([
      ['m1', 'a b.png', 'image/png'],
    ])
    expect(await one.media[0]?.read()).toEqual(png(20, 10))
    expect(one.notices.map(({ code }) => code)).toEqual(['passage_inlined', 'image_missing'])
    expect(two.content).toMatchObject({
      body: { image: { src: 'media:m1', width: 300, height: 200 } },
    })
  })

  test('a stimulus of QTI 3 stands above its item', async () => {
    const stimulus =
      '<qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="s" title="S"><qti-stimulus-body><p>Once upon a time.</p></qti-stimulus-body></qti-assessment-stimulus>'
    const found = await read(
      ['imsmanifest.xml', manifest(resource('a.xml', '', 'imsqti_item_xmlv3p0'))],
      ['s.xml', stimulus],
      [
        'a.xml',
        choice('a').replace(
          '<itemBody>',
          '<assessmentStimulusRef identifier="s" href="s.xml"/><itemBody>',
        ),
      ],
    )
    expect(found).toMatchObject([{ content: { stem: 'Once upon a time.\n\nQuestion a' } }])
  })

  test('a damaged item is skipped and the others are read', async () => {
    const found = await read(
      [
        'imsmanifest.xml',
        manifest(resource('a.xml'), resource('b.xml'), resource('c.xml'), resource('gone.xml')),
      ],
      ['a.xml', choice('a').slice(0, 400)],
      ['b.xml', choice('same')],
      ['c.xml', choice('same')],
    )
    expect(found.map(told)).toEqual(['xml_malformed', ['same'], ['same@c.xml'], 'item_missing'])
  })

  test('a missing item that a manifest and a test name is one that is skipped', async () => {
    const found = await read(
      [
        'imsmanifest.xml',
        manifest(
          resource('test.xml', '', 'imsqti_test_xmlv2p2'),
          ...['a', 'b', 'c', 'gone'].map((name) => resource(`items/${name}.xml`)),
        ),
      ],
      ['test.xml', test1],
      ...['a', 'b', 'c'].map((name): File => [`items/${name}.xml`, choice(name)]),
    )
    expect(found.filter(({ kind }) => kind === 'skipped').map(told)).toEqual(['item_missing'])
  })

  test('with a damaged manifest is read without it', async () => {
    const found = await read(
      ['imsmanifest.xml', manifest(resource('a.xml')).replace('<resources>', '</resources>')],
      ['a.xml', choice('a')],
    )
    expect(found.map(told)).toEqual(['xml_malformed', ['a']])
    expect(found[0]?.kind).toBe('warning')
  })

  test('a missing item that a manifest and a test name is one that is skipped', async () => {
    const found = await read(
      [
        'imsmanifest.xml',
        manifest(
          resource('test.xml', '', 'imsqti_test_xmlv2p2'),
          ...['a', 'b', 'c', 'gone'].map((name) => resource(`items/${name}.xml`)),
        ),
      ],
      ['test.xml', test1],
      ...['a', 'b', 'c'].map((name): File => [`items/${name}.xml`, choice(name)]),
    )
    expect(found.filter(({ kind }) => kind === 'skipped').map(told)).toEqual(['item_missing'])
  })

  test('with a damaged manifest is read without it', async () => {
    const found = await read(
      ['imsmanifest.xml', manifest(resource('a.xml')).replace('<resources>', '</resources>')],
      ['a.xml', choice('a')],
    )
    expect(found.map(told)).toEqual(['xml_malformed', ['a']])
    expect(found[0]?.kind).toBe('warning')
  })

  test('without an item of QTI 2 or 3 is refused', async () => {
    await expect(read(['a.xml', '<questestinterop/>'])).rejects.toMatchObject({ code: 'qti_empty' })
  })
})
