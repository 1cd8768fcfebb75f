import { describe, expect, test } from 'vitest'
import { onlyQuestion, questionsOf, readAll, summary } from '../../test/text-formats.ts'
import { surviveMutations } from '../../test/mutations.ts'
import { readGift } from './read.ts'

const one = async (text: string) => (await onlyQuestion(readGift, text)).content

const sample = String.raw`// Birds
$CATEGORY: $course$/top/Biology/Birds//Bats

// [id:b-1] [tag:Birds] [tag:odd \] one]
::Flight::[html]Which of these <i>can't</i> fly?{
  =Kiwi#It has only stubs.
  ~%25%[plain]Hen <br>#A few metres.
  ~Swift
  ####[markdown]**Ratites** have no keel.
}

How many toes has an ostrich on each foot?{#2:0#Right =%50%3:1#Near ~#No}

Bats are birds.{FALSE#They are mammals.#Indeed.}

Match {=owl -> hoot =duck -> quack = -> moo}

Sort by size.{>3 ALL VERTICAL ALL_OR_NOTHING SHOW none
wren
goose
emu
}

A \{ brace \} \= sign \~ \# \: \\ and\na line {=x}

Describe a wing.{}
`

describe('GIFT', () => {
  test('reads every type, with titles, tags, categories and the lines they stand in', async () => {
    const found = await readAll(readGift, sample)
    expect(summary(found)).toEqual({
      byType: {
        single_choice: 1,
        numeric: 1,
        true_false: 1,
        matching: 1,
        ordering: 1,
        short_text: 1,
        extended_text: 1,
      },
      skipped: [],
      warnings: [],
      notices: [],
    })
    expect(found[0]).toEqual({
      kind: 'category',
      where: 'line 2',
      path: ['Biology', 'Birds/Bats'],
      description: '',
    })
    expect(found[1]).toMatchObject({
      where: 'line 5',
      ref: 'b-1',
      title: 'Flight',
      tags: ['Birds', 'odd ] one'],
      category: ['Biology', 'Birds/Bats'],
      content: {
        stem: "Which of these *can't* fly?",
        body: { options: [{ text: 'Kiwi' }, { text: 'Hen \\<br>' }, { text: 'Swift' }] },
        key: {
          choice: 'a',
          credits: { b: 0.25 },
          feedback: { a: 'It has only stubs.', b: 'A few metres.' },
        },
        explanation: '**Ratites** have no keel.',
      },
    })
    expect(found[2]).toMatchObject({
      where: 'line 12',
      ref: null,
      content: {
        key: {
          value: 2,
          others: [{ value: 3, tolerance: { amount: 1 }, credit: 0.5, feedback: 'Near' }],
        },
        feedback: { right: 'Right', wrong: 'No' },
      },
    })
    expect(found[3]).toMatchObject({
      content: { key: { truth: false, feedback: { true: 'They are mammals.', false: 'Indeed.' } } },
    })
    expect(found[4]).toMatchObject({
      content: { body: { targets: [{ text: 'hoot' }, { text: 'quack' }, { text: 'moo' }] } },
    })
    expect(found[5]).toMatchObject({
      content: { key: { order: ['a', 'b', 'c'], rule: 'all_or_nothing' } },
    })
    expect(found[6]).toMatchObject({
      content: { stem: 'A { brace } = sign ~ # : \\\\ and\\\na line' },
    })
  })

  test.each([
    ['5', 5, 0],
    ['5:0.1', 5, 0.1],
    ['4..6', 5, 1],
    ['-1.5..-0.5', -1, 0.5],
    ['.5', 0.5, 0],
    ['1e3:1e-2', 1000, 0.01],
    ['3,5:0,1', 3.5, 0.1],
    ['=3:0.5', 3, 0.5],
    ['=%100%0.3:0.1#with words', 0.3, 0.1],
  ])('{#%s} is %d ± %d', async (written, value, amount) => {
    expect(await one(`Q {#${written}}`)).toMatchObject({ key: { value, tolerance: { amount } } })
  })

  test('percentages are exact fractions, and make up the whole', async () => {
    expect(await one('Q {~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}')).toMatchObject({
      key: { rule: 'weighted', credits: { a: 1 / 3, b: 1 / 3, c: 1 / 3 } },
    })
    const half = await onlyQuestion(readGift, 'Q {~%25%a ~%25%b ~%-10%c}')
    expect(half.content.key).toMatchObject({ credits: { a: 0.5, b: 0.5, c: -0.1 } })
    expect(half.notices).toMatchObject([{ code: 'credits_adjusted' }])
  })

  test('wildcards, asterisks, and what wrong answers are told', async () => {
    expect(await one('Q {=col*r =%0%*#No}')).toMatchObject({
      key: { accepted: ['col*r'], wildcards: true },
      feedback: { wrong: 'No' },
    })
    const literal = await one(String.raw`Q {=2\\*3}`)
    expect(literal.key).toMatchObject({ accepted: ['2*3'] })
    expect(literal.key).not.toHaveProperty('wildcards')
  })

  test('a word missing in a text leaves a gap, also in HTML', async () => {
    expect((await one('[html]<p>Owls {=hunt ~sing} at night</p>')).stem).toBe('Owls _____ at night')
    expect((await one('Owls hunt at {=night}.')).stem).toBe('Owls hunt at _____.')
  })

  test('signs in tags and comparisons are no GIFT and no tags', async () => {
    const question = await one(
      '[html]Is x<y <b style="color:red">ever</b>?{~<i class="a">no</i> =yes}',
    )
    expect(question).toMatchObject({
      stem: 'Is x\\<y **ever**?',
      body: { options: [{ text: '*no*' }, { text: 'yes' }] },
      key: { choice: 'b' },
    })
  })

  test('the braces of a formula that nobody escaped are no answers', async () => {
    const question = await onlyQuestion(readGift, 'What is 2^{10}? {#1024}')
    expect(question.content).toMatchObject({ stem: 'What is 2^{10}?', key: { value: 1024 } })
    expect(question.notices).toMatchObject([{ code: 'braces_left' }])
  })

  test.each(['\n', '\r\n', '\r'])('line ends %j, a byte order mark, UTF-16', async (end) => {
    const text = '\ufeffOne {T}\n\n// c\nTwo {=a =b}\n'.replaceAll('\n', end)
    const places = ['line 1', 'line 4']
    expect((await readAll(readGift, text)).map(({ where }) => where)).toEqual(places)
    const wide = await readAll(readGift, Buffer.from(text, 'utf16le'))
    expect(wide.map(({ where }) => where)).toEqual(places)
  })

  test('blank lines between braces, and none between questions', async () => {
    const found = await readAll(
      readGift,
      'One {\n=a\n\n~b\n\n}\n\nTwo {T}\nThree {F}\n::t::Four {#4}\n$CATEGORY: X\nFive {=5}',
    )
    expect(found.map(({ where }) => where)).toEqual([
      'line 1',
      'line 8',
      'line 9',
      'line 10',
      'line 11',
      'line 12',
    ])
    expect(summary(found).notices).toEqual(['blank_lines'])
    expect(found[5]).toMatchObject({ category: ['X'], content: { stem: 'Five' } })
  })

  test('what can’t be read is skipped with its line, and reading goes on', async () => {
    const found = await readAll(
      readGift,
      [
        'No start =a}',
        'No end {=a ~b',
        'A description of what follows.',
        'Not a number {#many}',
        'Nothing right {~a ~b}',
        'One option {~a}',
        'No arrow {=a -> b =c}',
        'Fine {T}',
        'No end either {=a',
      ].join('\n\n'),
    )
    expect(
      found.map(({ kind, where, ...rest }) => [kind, where, 'code' in rest ? rest.code : '']),
    ).toEqual([
      ['skipped', 'line 1', 'brace_missing'],
      ['skipped', 'line 3', 'brace_missing'],
      ['warning', 'line 5', 'not_a_question'],
      ['skipped', 'line 7', 'not_a_number'],
      ['skipped', 'line 9', 'no_key'],
      ['skipped', 'line 11', 'too_few_options'],
      ['skipped', 'line 13', 'pair_incomplete'],
      ['question', 'line 15', ''],
      ['skipped', 'line 17', 'brace_missing'],
    ])
  })

  test('scripts and images of other sites are left out, and told', async () => {
    const question = await onlyQuestion(
      readGift,
      String.raw`[html]Hi<script>alert(1)</script><img src\="http\://a.example/b.png"> there{=x}`,
    )
    expect(question.content.stem).not.toMatch(/script|alert|example/)
    expect(question.notices).toMatchObject([{ code: 'content_removed' }])
  })

  test('no blank lines, nothing else, no end: in linear time', async () => {
    const lines = Buffer.alloc(1_800_000, 'Q {T}\n')
    expect(questionsOf(await readAll(readGift, lines))).toHaveLength(300_000)
    expect(await readAll(readGift, Buffer.alloc(5_000_000, '\n \t'))).toEqual([])
    const open = await readAll(readGift, `Q {=a\n\n${'b\n\n'.repeat(200_000)}`)
    expect(open[0]).toMatchObject({ kind: 'skipped', where: 'line 1' })
    const words = await readAll(readGift, Buffer.alloc(5_000_000, 'word '))
    expect(new Set(words.map(({ kind }) => kind))).toEqual(new Set(['skipped']))
  }, 60_000)

  test('thousands of mutations are read or refused', async () => {
    await surviveMutations(readGift, [sample], 2_000)
  }, 60_000)
})
