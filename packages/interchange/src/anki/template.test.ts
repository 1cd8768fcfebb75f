import { describe, expect, test } from 'vitest'
import { clozePieces } from './cloze.ts'
import { protobufFields, protobufNumber, protobufText } from './protobuf.ts'
import { shortAnswer } from './questions.ts'
import { parseTemplate, reading, rendered } from './template.ts'

const fields: Readonly<Record<string, string>> = { Front: 'Q', Back: 'A', Empty: '<br> ' }

function shown(template: string): string {
  return rendered(parseTemplate(template), {
    field: (name) => fields[name],
    filtered: (filter, html, field) => `${filter}(${field}=${html})`,
  })
}

describe('a template', () => {
  test.each([
    ['{{Front}} and {{ Back }}', 'Q and A'],
    ['{{#Front}}x{{Back}}{{/Front}}{{^Front}}y{{/Front}}', 'xA'],
    ['{{#Empty}}x{{/Empty}}{{^Empty}}y{{/Empty}}{{#None}}z{{/None}}', 'y'],
    ['{{#Front}}{{#Empty}}x{{/Empty}}y{{/Front}}', 'y'],
    ['{{text:type:Front}}', 'text(Front=type(Front=Q))'],
    ['{{Nothing}}{{#Front}}never closed', 'never closed'],
    ['{{/Front}}{{}}{{{Front}}}', '{{}}{Q}'],
    ['a<!-- {{Front}} --><style>b</style><script>c</script>d', 'ad'],
  ])('%s', (template, html) => {
    expect(shown(template)).toBe(html)
  })

  test('says that it has a program', () => {
    expect(parseTemplate('<script src=x></script>').hasScript).toBe(true)
    expect(parseTemplate('{{Front}}').hasScript).toBe(false)
  })

  test('of any depth and length is read in time', () => {
    expect(shown('{{#Front}}'.repeat(20_000))).toBe('')
    expect(shown('{{'.repeat(50_000))).toHaveLength(100_000)
    expect(shown('<script>'.repeat(20_000))).toBe('')
  })
})

describe('gaps', () => {
  test('with hints, several of a card, and gaps in gaps', () => {
    const { pieces, nested } = clozePieces('a {{c1::b::h}} c {{c2::d {{c1::e}} f}} {{c1::g}}')
    expect(nested).toBe(true)
    expect(pieces).toEqual([
      'a ',
      { card: 1, answer: 'b', hint: 'h' },
      ' c ',
      { card: 2, answer: 'd e f', hint: '' },
      ' ',
      { card: 1, answer: 'g', hint: '' },
    ])
  })

  test.each(['no gap', '}} {{c1', 'x {{c1::never closed', '{{c1::a {{c2::b'])(
    'that are none stay text: %s',
    (text) => {
      expect(clozePieces(text)).toMatchObject({ nested: false })
      expect(clozePieces(text).pieces.every((piece) => typeof piece === 'string')).toBe(true)
      expect(clozePieces(text).pieces.map(String).join('')).toBe(text)
    },
  )
})

test('what can be typed is a few plain words', () => {
  expect(shortAnswer('Paris')).toBe('Paris')
  expect(shortAnswer('<div><b>New&nbsp;York</b></div><br>')).toBe('New York')
  for (const html of [
    '',
    '!?',
    'a<br>b',
    '<div>a</div><div>b</div>',
    'a<div>b</div>',
    '<img src="a.png">',
    '[sound:a.mp3]',
    String.raw`\(x\)`,
    '[$]x[/$]',
    '<ul><li>a</ul>',
    'one two three four five six seven',
    'x'.repeat(61),
  ])
    expect(shortAnswer(html), html).toBeNull()
})

test('readings behind words', () => {
  expect(reading('furigana', '日本[にほん] 語[ご]')).toBe('日本(にほん)語(ご)')
  expect(reading('kana', '日本[にほん]')).toBe('にほん')
  expect(reading('kanji', '日本[にほん] [sound:a.mp3]')).toBe('日本 [sound:a.mp3]')
})

test('Protocol Buffers are read, and damaged ones come to an end', () => {
  const bytes = Uint8Array.of(8, 0x96, 1, 0x12, 2, 0x68, 0x69, 0x1d, 1, 2, 3, 4, 0x20, 5)
  expect(protobufNumber(bytes, 1)).toBe(150)
  expect(protobufText(bytes, 2)).toBe('hi')
  expect(protobufNumber(bytes, 4)).toBe(5)
  expect(protobufText(bytes, 9)).toBe('')
  for (const damaged of [[0x12, 200, 1], [0xff], Array.from({ length: 40 }, () => 0xff), [0x0f]])
    expect([...protobufFields(Uint8Array.from(damaged))].length).toBeLessThan(3)
})
