import { describe, expect, test } from 'vitest'
import { codeBlock, link, toggledAround, toggledLines, type Selected } from './insert.ts'

/** `[` and `]` show the selection. */
function at(marked: string): Selected {
  const start = marked.indexOf('[')
  const end = marked.indexOf(']') - 1
  return { text: marked.replace('[', '').replace(']', ''), start, end }
}

function shown({ text, start, end }: Selected): string {
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`
}

describe('marks around the selection', () => {
  test.each([
    ['a [bold] word', '**', 'a **[bold]** word'],
    ['a **[bold]** word', '**', 'a [bold] word'],
    ['a[ bold ]word', '**', 'a **[bold]** word'],
    ['[]', '`', '`[]`'],
    ['**[both]**', '*', '***[both]***'],
  ])('%s with %s is %s', (before, mark, after) => {
    expect(shown(toggledAround(at(before), mark))).toBe(after)
  })
})

test('lines become a list and lines again', () => {
  const list = toggledLines(at('one\nt[wo\nthr]ee\nfour'), '- ')
  expect(shown(list)).toBe('one\n[- two\n- three]\nfour')
  expect(shown(toggledLines(list, '- '))).toBe('one\n[two\nthree]\nfour')
})

test('code gets lines of its own', () => {
  expect(shown(codeBlock(at('See [let x] here')))).toBe('See \n```\n[let x]\n```\n here')
  expect(shown(codeBlock(at('[]')))).toBe('```\n[]\n```')
})

test('a link asks for what it lacks', () => {
  const words = link({ text: 'the spec', start: 4, end: 8 })
  expect(words.text).toBe('the [spec](https://)')
  expect(words.text.slice(words.start, words.end)).toBe('https://')
  const address = link({ text: 'https://a.org', start: 0, end: 13 })
  expect(address).toEqual({ text: '[](https://a.org)', start: 1, end: 1 })
})
