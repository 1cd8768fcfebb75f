import { describe, expect, test } from 'vitest'
import { keysOf } from '../../test/keys.ts'
import { onlyQuestion, readAll } from '../../test/text-formats.ts'
import { choices, document, equal, html, item, label, three, when } from '../../test/qti-1.ts'
import { readQti1 } from './read.ts'

describe('items of QTI 1.2', () => {
  test('an option may be worth a part, and have something said to it', async () => {
    const question = await onlyQuestion(
      readQti1,
      document(
        item(
          html('<p>Which is <b>longest</b>?</p>') + choices('Single', ...three),
          when(equal('r', 'z'), 4) + when(equal('r', 'y'), 1),
          `<itemfeedback ident="y"><flow_mat>${html('Not quite')}</flow_mat></itemfeedback>`,
        ),
      ),
    )
    expect(question).toMatchObject({
      category: ['Rivers', 'Part one'],
      title: 'A river',
      ref: null,
      content: {
        type: 'single_choice',
        stem: 'Which is **longest**?',
        key: { choice: 'c', credits: { b: 0.25 }, feedback: { b: 'Not quite' } },
      },
    })
  })

  test.each([
    ['for a whole', `<and>${equal('r', 'x')}<not>${equal('r', 'y')}</not>${equal('r', 'z')}</and>`],
    ['for a whole without a word', equal('r', 'x') + equal('r', 'z')],
  ])('several options score %s', async (_, test) => {
    const file = document(item(choices('Multiple', ...three), when(test, 100)))
    expect(keysOf(await readAll(readQti1, file))).toEqual(['multiple_choice ac/3 all_or_nothing'])
  })

  test('several options score one by one, wrong ones less', async () => {
    const processing =
      when(equal('r', 'x'), 60, 'Add') +
      when(equal('r', 'z'), 40, 'Add') +
      when(equal('r', 'y'), 50, 'Subtract')
    const file = document(item(choices('Multiple', ...three), processing))
    expect(keysOf(await readAll(readQti1, file))).toEqual([
      'multiple_choice ac/3 weighted a:0.6,b:-0.5,c:0.4',
    ])
  })

  test('blanks have each their own accepted answers and weight', async () => {
    const blank = (name: string, ...texts: readonly string[]) =>
      `<response_lid ident="response_${name}">${html(name)}<render_choice>${texts
        .map((text, index) => label(`${name}${index}`, text))
        .join('')}</render_choice></response_lid>`
    const { content } = await onlyQuestion(
      readQti1,
      document(
        item(
          html('<p>Fill in.</p><p>The [big] and the [small].</p>') +
            blank('big', 'Danube', 'Donau') +
            blank('small', 'Isar'),
          when(equal('response_big', 'big0'), 75, 'Add') +
            when(equal('response_small', 'small0'), 25, 'Add'),
          '',
          'fill_in_multiple_blanks_question',
        ),
      ),
    )
    expect(content).toMatchObject({
      type: 'fill_in',
      stem: 'Fill in.',
      body: { text: 'The {{g1}} and the {{g2}}.' },
      key: {
        gaps: {
          g1: { accepted: ['Danube', 'Donau'], weight: 75 },
          g2: { accepted: ['Isar'], weight: 25 },
        },
      },
    })
  })

  test('an answer that contains a word is right; case counts where the file says so', async () => {
    const field = `<response_str ident="r"><render_fib/></response_str>`
    const contains = await onlyQuestion(
      readQti1,
      document(item(html('Where?') + field, when('<varsubset respident="r">Ulm</varsubset>', 1))),
    )
    expect(contains.content.key).toMatchObject({ accepted: ['*Ulm*'], wildcards: true })
    const exact = await onlyQuestion(
      readQti1,
      document(
        item(html('Where?') + field, when('<varequal respident="r" case="Yes">Ulm</varequal>', 1)),
      ),
    )
    expect(exact.content.key).toMatchObject({ accepted: ['Ulm'], caseSensitive: true })
  })

  test('plain text stays text, and HTML loses what may run', async () => {
    const shown = `<material><mattext texttype="text/plain">2 &lt; 3 *and* so on</mattext></material>`
    const { content, notices } = await onlyQuestion(
      readQti1,
      document(
        item(
          shown +
            choices(
              'Single',
              label('x', '<b onclick="go()">A</b><script>go()</script>'),
              label('y', 'B'),
            ),
          when(equal('r', 'x'), 1),
        ),
      ),
    )
    expect(content.stem).toBe('2 < 3 \\*and\\* so on')
    expect(content.body).toMatchObject({ options: [{ text: '**A**' }, { text: 'B' }] })
    expect(notices.map(({ code }) => code)).toContain('content_removed')
  })

  test('no key, no question; a scale from any end to any other neither', async () => {
    const survey = document(item(html('How was it?') + choices('Single', ...three), ''))
    expect(keysOf(await readAll(readQti1, survey))).toEqual(['skipped no_key'])
    const open = `<response_num ident="r"><render_fib fibtype="Decimal"/></response_num>`
    const above = '<vargte respident="r">3</vargte>'
    expect(keysOf(await readAll(readQti1, document(item(open, when(above, 1)))))).toEqual([
      'skipped no_key',
    ])
  })
})
