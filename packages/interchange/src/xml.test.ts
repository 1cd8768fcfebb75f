import { describe, expect, test } from 'vitest'
import { UnreadableFile, type Warning } from './found.ts'
import {
  child,
  childrenOf,
  attribute,
  outer,
  parseXml,
  serialise,
  textIn,
  xmlElements,
} from './xml.ts'

async function* pieces(text: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size)
    yield await Promise.resolve(text.slice(at, at + size))
}

describe('an XML document', () => {
  const text =
    '<?xml version="1.0"?>\n<q:quiz xmlns:q="urn:q" xml:lang="en">\n<question type="a">x &lt; <![CDATA[<b>]]> y<em>z</em></question>\n<question\n  type="b"/></q:quiz>'

  test('becomes elements with their attributes, texts and lines', () => {
    const root = parseXml(text, 'a.xml')
    expect(root).toMatchObject({ name: 'quiz', prefix: 'q', line: 2 })
    expect(attribute(root, 'lang')).toBe('en')
    const [first, second] = childrenOf(root, 'question')
    expect(first).toMatchObject({ line: 3, children: ['x < <b> y', { name: 'em' }] })
    expect(second).toMatchObject({ line: 5, children: [] })
    expect(textIn(first)).toBe('x < <b> yz')
    expect(child(root, 'nothing')).toBeUndefined()
    expect(textIn(undefined)).toBe('')
  })

  test('gives the elements that are wanted, wherever its pieces end', async () => {
    for (const size of [1, 5, 1000]) {
      const found = []
      const wanted = (path: readonly string[]) => path.join('/') === 'quiz/question'
      for await (const element of xmlElements(pieces(text, size), 'a.xml', wanted))
        found.push(element)
      expect(found.map(({ attributes }) => attributes.get('type'))).toEqual(['a', 'b'])
      expect(textIn(found[0])).toBe('x < <b> yz')
      expect(found[1]?.line).toBe(5)
    }
  })

  test('is written again as XML that is HTML, too', () => {
    const root = parseXml('<a><m:b xlink:href="x&amp;&quot;y">1 &lt; 2<br/><i></i></m:b></a>', '')
    expect(serialise(root)).toBe('<b href="x&amp;&quot;y">1 &lt; 2<br/><i></i></b>')
    expect(outer(parseXml(outer(root), ''))).toBe(outer(root))
  })

  test('may name a well-known definition, which is never read', () => {
    const definitions = [
      '<!DOCTYPE quiz SYSTEM "ims_qtiasiv1p2.dtd">',
      '<!DOCTYPE quiz SYSTEM "a.dtd" [ <!-- x --> <!ELEMENT a (b+)> <!ATTLIST a b (c|d) "c"> ]>',
      '<!DOCTYPE quiz PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://www.w3.org/TR/xhtml1.dtd">',
      '<!DOCTYPE quiz>',
    ]
    for (const definition of definitions)
      expect(parseXml(`${definition}<quiz>x</quiz>`, '').name).toBe('quiz')
  })

  test.each([
    ['an entity', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['an entity from a file', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['an entity of entities', '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>'],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://x.example/"> %x;]><a/>'],
    ['a definition from elsewhere', '<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>'],
    ['a definition from a file', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['a public one from elsewhere', '<!DOCTYPE a PUBLIC "x" "https://x.example/"><a/>'],
    ['a notation', '<!DOCTYPE a [<!NOTATION x SYSTEM "y">]><a/>'],
  ])('with %s is refused', (_, document) => {
    expect(() => parseXml(document, 'a.xml')).toThrow(
      expect.objectContaining({
        code: 'xml_entities',
        where: expect.stringMatching(/^a\.xml, line 1$/),
      }),
    )
  })

  test.each([
    ['truncated', '<a>\n<b>'],
    ['crossed', '<a>\n<b></a></b>'],
    ['two roots', '<a/>\n<b/>'],
    ['an entity that nobody knows', '<a>\n&x;</a>'],
    ['an attribute twice', '<a\nb="1" b="2"/>'],
    ['no element', '\n'],
    ['words', '\nHello'],
    ['a zero', '<a>\n\0</a>'],
    ['an ampersand', '<a>\nR & D</a>'],
  ])('that is damaged (%s) is refused with the line', (_, document) => {
    expect(() => parseXml(document, 'a.xml')).toThrow(
      expect.objectContaining({ code: 'xml_malformed', where: 'a.xml, line 2' }),
    )
  })

  test.each([
    ['an element that isn’t closed', '<a>\n<b><c>x</b></a>'],
    ['an attribute without a value', '<a>\n<b d><c>x</c></b></a>'],
    ['attributes that touch', '<a>\n<b d="1"e="2"><c>x</c></b></a>'],
  ])('with %s is read by a reader that asks to hear of it', (_, document) => {
    const warnings: Warning[] = []
    const root = parseXml(document, 'a.xml', (warning) => warnings.push(warning))
    expect(textIn(child(root, 'b'))).toBe('x')
    expect(warnings).toMatchObject([{ code: 'xml_repaired', where: 'a.xml, line 2' }])
    expect(() => parseXml(document, 'a.xml')).toThrow(UnreadableFile)
  })

  test.each(['<a><b>', '<a></b></a>', '<a>&x;</a>', '<a b="1" b="2"/>'])(
    'as damaged as %s is refused even so',
    (document) => {
      expect(() => parseXml(document, '', () => {})).toThrow(
        expect.objectContaining({ code: 'xml_malformed' }),
      )
    },
  )

  test('that is too deep is refused', () => {
    expect(() => parseXml('<a>'.repeat(100_000), '')).toThrow(
      expect.objectContaining({ code: 'xml_too_deep' }),
    )
  })

  test('of which one element is too large is refused', () => {
    expect(() => parseXml(`<a>${'<b/>'.repeat(600_000)}</a>`, '')).toThrow(
      expect.objectContaining({ code: 'xml_too_large' }),
    )
  })

  test('that includes or styles itself from elsewhere does nothing of it', () => {
    const document =
      '<?xml-stylesheet href="http://x.example/a.xsl"?><a><xi:include href="file:///etc/passwd"/></a>'
    expect(textIn(parseXml(document, ''))).toBe('')
  })

  test('with attributes of all objects has them and no others', () => {
    const root = parseXml('<a __proto__="x" constructor="y"/>', '')
    expect([...root.attributes]).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
    expect(attribute(root, 'toString')).toBeUndefined()
  })
})
