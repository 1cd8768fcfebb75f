import { expect, test } from 'vitest'
import type { FormatName } from '@quizmentor/contract/interchange'
import { detect, plainTexts } from './detect.ts'
import { readAny } from './formats.ts'
import { UnreadableFile } from './found.ts'
import { bytesSource } from './source.ts'

const formatOf = (text: string, name = 'questions.txt') =>
  detect(bytesSource(name, new TextEncoder().encode(text)))

test.each([
  ['aiken', 'Which?\nA) a\nB) b\nANSWER: B\n'],
  ['aiken', 'Which?\r\nA. a\r\nB. b\r\nAnswer: B\r\n'],
  ['aiken', '1. Which?\nA. a\nB. b\nANSWER: B\n'],
  ['pasted', '1. Which?\nA. a\nB. b\nAnswer: B\n'],
  ['pasted', '1. Which?\n\na) a\nb) b\n\nAnswer: b\n'],
  ['pasted', 'Which?\n\n- A) a\n- B) b\n\nAnswer: B\n'],
])('%s: %j', async (format, text) => {
  expect(await formatOf(text)).toBe(format)
})

const rows = [
  'Which? {=a ~b}',
  'Which?\nA) a\nB) b\nANSWER: B',
  '1. Which? A) a B) b',
  '- [x] yes',
  '{1:MULTICHOICE:=a~b}',
  '::title:: $CATEGORY: x',
]

test.each(['questions', 'questions.txt', 'export.bak'])(
  'our own table is known by its first row, whatever its questions say: %s',
  async (name) => {
    for (const [separator, quote] of [
      [',', ''],
      [';', '"'],
      ['\t', ''],
    ]) {
      const names = ['id', 'type', 'stem', 'option_1', 'option_2', 'key', 'explanation']
      const head = names.map((each) => `${quote}${each}${quote}`).join(separator)
      const body = rows.map((text, at) =>
        [`${at}`, '', `"${text}"`, 'x', 'y', '1', ''].join(separator),
      )
      for (const mark of ['', '\uFEFF'])
        expect(await formatOf(`${mark}${[head, ...body].join('\r\n')}`, name)).toBe('csv')
    }
  },
)

test('a question about columns is none', async () => {
  expect(await formatOf('Which are names of columns: stem, option_1, key? {=all ~none}\n')).toBe(
    'gift',
  )
})

test.each(['style.css', 'code.js', 'picture.svg'])('%s is none', async (name) => {
  const text = 'a { color: red; }\nb { color: blue; }\n'
  await expect(formatOf(text, name)).rejects.toMatchObject({ code: 'format_unknown' })
})

test('a line with commas is no table, and a manifest no package', async () => {
  await expect(formatOf('Well, well.')).rejects.toMatchObject({ code: 'format_unknown' })
  await expect(formatOf('<?xml version="1.0"?>\n<manifest identifier="m"/>')).rejects.toThrow(
    'the whole package',
  )
})

async function read(format: FormatName, text: string): Promise<string> {
  const source = bytesSource('a.txt', new TextEncoder().encode(text))
  const options = { format, openDatabase: () => Promise.reject(new Error()) }
  const kinds: string[] = []
  try {
    for await (const { kind } of readAny(source, options)) kinds.push(kind)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    kinds.push(error.code)
  }
  return kinds.join(' ')
}

test('what says that it is of another format than the one that was named is refused', async () => {
  const moodle = '<?xml version="1.0"?>\n<quiz><question type="truefalse"/></quiz>'
  expect(await read('gift', moodle)).toBe('format_other')
  expect(await read('csv', '\uFEFF<questestinterop><item/></questestinterop>')).toBe('format_other')
  expect(await read('pasted', '{"format": "quizmentor", "questions": []}')).toBe('format_other')
  expect(await read('gift', '<p>Is it?</p> {T}')).toBe('format question')
  expect(await read('moodle-xml', moodle)).toBe('format skipped')
})

test('a text of nothing but space has no question', async () => {
  for (const format of plainTexts)
    expect(await read(format, '\uFEFF \n\n')).toMatch(/nothing_found$|no_columns$/)
})

test('a long file is known that is one line after its first', async () => {
  const one = `<question type="shortanswer"><name><text>Grün</text></name></question>`
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>${one.repeat(2_000)}</quiz>`
  expect(await formatOf(text, 'export.xml')).toBe('moodle-xml')
})
