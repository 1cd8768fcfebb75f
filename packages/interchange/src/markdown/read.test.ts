import { describe, expect, test } from 'vitest'
import { surviveMutations } from '../../test/mutations.ts'
import { questionsOf, readAll, summary } from '../../test/text-formats.ts'
import { readMarkdown } from './read.ts'

const sample = `# Birds

All about them.

## Which of *these* can't fly?

\`\`\`js
// - [x] not an option
\`\`\`

- [ ] Swift
  > It never lands.
- [x] Kiwi
  and its kin

> Kiwis have stubs.
> Really.

Hint: It lives in New Zealand.
Tags: flight, Islands

## Owls

1. An owl is a bird.
   Answer: true
2. Which lay eggs?
   - [x] Hen
   - [x] Duck
   - [ ] Bat
3. $g$ at sea level?

   **Answer:** 9.81 ± 0.02
4. Athena's bird?
   Answer: owl | little owl
5. Who says what?
   - owl -> hoot
   - duck → quack
6. Nothing right
   - [ ] a
   - [ ] b
7. No answer at all
`

describe('Markdown', () => {
  test('headings and numbered items with lists of boxes, answers or pairs', async () => {
    const found = await readAll(readMarkdown, sample)
    expect(summary(found)).toEqual({
      byType: {
        single_choice: 1,
        true_false: 1,
        multiple_choice: 1,
        numeric: 1,
        short_text: 1,
        matching: 1,
      },
      skipped: ['no_key', 'no_key'],
      warnings: [],
      notices: [],
    })
    expect(found[0]).toMatchObject({
      kind: 'category',
      path: ['Birds'],
      description: 'All about them.',
    })
    expect(questionsOf(found)).toMatchObject([
      {
        where: 'line 5',
        category: ['Birds'],
        tags: ['flight', 'Islands'],
        content: {
          stem: "Which of *these* can't fly?\n\n```js\n// - [x] not an option\n```",
          body: { options: [{ text: 'Swift' }, { text: 'Kiwi\nand its kin' }] },
          key: { choice: 'b', feedback: { a: 'It never lands.' } },
          explanation: 'Kiwis have stubs.\nReally.',
          hints: ['It lives in New Zealand.'],
        },
      },
      { where: 'line 24', category: ['Birds', 'Owls'], content: { key: { truth: true } } },
      { where: 'line 26', content: { key: { choices: ['a', 'b'] } } },
      {
        where: 'line 30',
        content: { stem: '$g$ at sea level?', key: { value: 9.81, tolerance: { amount: 0.02 } } },
      },
      { where: 'line 33', content: { key: { accepted: ['owl', 'little owl'] } } },
      { where: 'line 35', content: { key: { pairs: { a: 'a', b: 'b' } } } },
    ])
  })

  test('a heading “Question 1” is no stem, and HTML is made Markdown', async () => {
    const [question] = questionsOf(
      await readAll(
        readMarkdown,
        '### Question 1\r\nIs it <b>so</b>?<script>x</script>\r\n\r\n- [x] yes\r\n- [ ] no',
      ),
    )
    expect(question?.content.stem).toBe('Is it **so**?')
    expect(question?.notices).toMatchObject([{ code: 'content_removed' }])
  })

  test('what stands below the list, no further in than it, is the explanation', async () => {
    const [first, second] = questionsOf(
      await readAll(
        readMarkdown,
        '#### Q1. Which?\n\n- [ ] a\n- [x] b\n\n**Why:**\n\n- a -> no\n- b\n\n[Book](https://example.org/)\n\n#### Q2. Which code?\n\n- [x] A\n\n```js\n1\n```\n\n- [ ] B\n\n```js\n2\n```\n\nLook it up.',
      ),
    )
    expect(first?.content).toMatchObject({
      stem: 'Which?',
      body: { options: [{ text: 'a' }, { text: 'b' }] },
      explanation: '**Why:**\n\n- a -> no\n- b\n\n[Book](https://example.org/)',
    })
    expect(second?.content).toMatchObject({
      stem: 'Which code?',
      body: { options: [{ text: 'A\n\n```js\n1\n```' }, { text: 'B\n\n```js\n2\n```' }] },
      explanation: 'Look it up.',
    })
  })

  test('options with letters and an answer that is hidden, stands above or names several', async () => {
    const found = await readAll(
      readMarkdown,
      [
        '# Owls\n\n###### 1. Where?\n\n- A: `here`\n- B: there\n\n<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: B\n\nThere are:\n\n1. woods\n2. barns\n\n</p>\n</details>\n\n---',
        '## Which?\n\nA. one\nB. two\nC. three\n\n**Correct answer: A and C**',
        '## When?\nanswer: A\n\nSay it.\n\n- A) now\n- B) then',
        '## Who?\n- A) she\n- B) he',
        '## Why?\n- A) so\n- B) lo\n\nAnswer: F',
      ].join('\n\n'),
    )
    expect(summary(found)).toMatchObject({ skipped: ['no_key', 'no_key'], warnings: [] })
    expect(questionsOf(found)).toMatchObject([
      {
        category: ['Owls'],
        content: {
          stem: 'Where?',
          body: { options: [{ text: '`here`' }, { text: 'there' }] },
          key: { choice: 'b' },
          explanation: expect.stringMatching(/^There are:\n\n1\. woods\n2\. barns$/),
        },
      },
      { content: { key: { choices: ['a', 'c'] } } },
      { content: { stem: expect.stringMatching(/^When\?\n+Say it\.$/), key: { choice: 'a' } } },
    ])
  })

  test('a text of millions of characters without headings is read in parts', async () => {
    const found = await readAll(readMarkdown, `${'long '.repeat(100_000)}\n`.repeat(5))
    expect(found.map(({ kind }) => kind)).toEqual(['warning', 'warning', 'warning'])
  })

  test('thousands of mutations are read or refused', async () => {
    await surviveMutations(readMarkdown, [sample], 2_000)
  }, 60_000)
})

test('numbered rules are no questions, bold numbers are', async () => {
  const found = await readAll(
    readMarkdown,
    '---\ntitle: x\n---\n# Rules\n\n1. Be kind.\n2. Be quick.\n\n# Quiz\n\n**1. Which is a fruit?**\n\na. Stone\nb. Apple ✅\n\n2. What floats?\n',
  )
  expect(found.map(({ kind }) => kind)).toEqual([
    'category',
    'warning',
    'category',
    'question',
    'skipped',
  ])
})
