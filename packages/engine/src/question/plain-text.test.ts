import { describe, expect, test } from 'vitest'
import { plainText, stripMarkdown } from './plain-text.ts'
import { questionContent } from './question.ts'

describe('Markdown taken off', () => {
  test.each([
    ['What does **this** print, _exactly_?', 'What does this print, exactly?'],
    ['Which element is `<nav>`?', 'Which element is <nav>?'],
    [
      'Look:\n\n```js\nconst a = `x` * 2\n```\n\nWhat is `a`?',
      'Look: const a = `x` * 2 What is a?',
    ],
    ['~~~\n# not a heading\n~~~', '# not a heading'],
    ['# Title\n> quoted\n- one\n2. two\n---\nend', 'Title quoted one two end'],
    ['See [the *docs*](https://example.org "t") and ![a map](x.png)', 'See the docs and a map'],
    [`Which? ![a star](data:image/webp;base64,${'UklG'.repeat(4500)}) So?`, 'Which? a star So?'],
    ['<https://example.org/a_b>', 'https://example.org/a_b'],
    ['a < b && c > d', 'a < b && c > d'],
    ['1 <b>bold</b> word<!-- no -->', '1 bold word'],
    ['$x^2 + 1$ and $$\\frac{a}{b}$$', 'x^2 + 1 and \\frac{a}{b}'],
    ['It costs $5 or $10', 'It costs $5 or $10'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['\\*not\\* &lt;b&gt; AT&amp;T', '*not* <b> AT&T'],
    ['| a | b |\n|---|:-:|\n| 1 | 2 |', 'a b 1 2'],
    ['one\\\ntwo', 'one two'],
  ])('%j reads %j', (markdown, expected) => {
    expect(stripMarkdown(markdown)).toBe(expected)
  })

  test.each(['`', '[', '$', '<a', '*', '_', '![', '\\', '[](', '[](a', '`a``b'])(
    'twenty thousand characters of %j are read without getting stuck',
    (piece) => {
      const text = piece.repeat(20_000 / piece.length)
      expect(stripMarkdown(text).length).toBeLessThanOrEqual(text.length)
    },
  )
})

test('a question reads as its stem, then its parts, and never its key', () => {
  const ordering = questionContent.parse({
    type: 'ordering',
    stem: 'From **small** to large',
    body: {
      items: [
        { id: 'a', text: 'mouse' },
        { id: 'b', text: 'cat' },
      ],
    },
    key: { order: ['a', 'b'] },
  })
  expect(plainText(ordering)).toBe('From small to large\ncat\nmouse')

  const typed = questionContent.parse({
    type: 'short_text',
    stem: 'Capital of France?',
    body: {},
    key: { accepted: ['Paris'] },
    explanation: 'It is Paris.',
  })
  expect(plainText(typed)).toBe('Capital of France?')

  const gaps = questionContent.parse({
    type: 'fill_in',
    stem: 'Complete',
    body: {
      text: 'Water is H{{x}}O, and {{y}}.',
      gaps: [{ id: 'x' }, { id: 'y', choices: ['wet', 'dry'] }],
    },
    key: { gaps: { x: { accepted: ['2'] }, y: { accepted: ['wet'] } } },
  })
  expect(plainText(gaps)).toBe('Complete\nWater is H…O, and ….\nwet\ndry')
})

test('pictures read as what they show, pairs and choices in an order that tells nothing', () => {
  const image = { src: '/map.png', width: 400, height: 300, alt: 'A map' }
  const area = { shape: 'rectangle', x: 0, y: 0, width: 9, height: 9 }
  const read = (question: object) =>
    plainText(questionContent.parse({ stem: 'Where?', ...question }))
  expect(
    read({
      type: 'hotspot',
      body: { image, spots: [{ id: 'a', area, label: 'North' }] },
      key: { spots: ['a'] },
    }),
  ).toBe('Where?\nA map\nNorth')
  expect(read({ type: 'select_point', body: { image }, key: { areas: [{ area }] } })).toBe(
    'Where?\nA map',
  )
  const options = ['dog', 'cat'].map((text) => ({ id: text, text }))
  expect(
    read({ type: 'associate', body: { options, most: 1 }, key: { pairs: [['dog', 'cat']] } }),
  ).toBe('Where?\ncat\ndog')
  expect(
    read({
      type: 'gap_match',
      body: { text: 'A {{g}}.', choices: options, gaps: [{ id: 'g' }] },
      key: { gaps: { g: ['dog'] } },
    }),
  ).toBe('Where?\nA ….\ncat\ndog')
  const key = { model: 'SECRET', rubric: [{ id: 'a', text: 'SECRET' }] }
  expect(read({ type: 'extended_text', body: {}, key })).toBe('Where?')
})
