import type { QuestionContent } from '@quizmentor/engine/question/question'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyContent, anyText } from '../../test/contents.ts'
import { joined } from '../../test/joined.ts'
import { surviveMutations } from '../../test/mutations.ts'
import {
  exported,
  fixture,
  normal,
  onlyQuestion,
  questionsOf,
  readAll,
  summary,
  thereAndBack,
  type Reader,
  type Writer,
} from '../../test/text-formats.ts'
import { writeArchive } from '../archive.ts'
import { bytesSource } from '../source.ts'
import { withGuard, withoutGuard } from './formula-guard.ts'
import { previewTable, readCsv, readXlsx } from './read.ts'
import { writeCsv, writeXlsx } from './write.ts'

const formats: readonly (readonly [string, Writer, Reader])[] = [
  ['CSV', writeCsv, readCsv],
  ['XLSX', writeXlsx, readXlsx],
]

describe.each(formats)('our template as %s', (_, writer, reader) => {
  test('gives back everything but media', async () => {
    const question = fc.record({
      content: anyContent,
      title: fc.option(anyText),
      tags: fc.array(anyText, { maxLength: 3 }),
      category: fc.array(anyText, { maxLength: 3 }),
      difficulty: fc.option(fc.integer({ min: 1, max: 10 })),
      bloom: fc.constantFrom(null, 'apply' as const),
      kept: fc.dictionary(fc.constantFrom('a', 'b'), anyText),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(question, { minLength: 1, maxLength: 4 }), async (list) => {
        const questions = list.map((each) => exported(each.content, each))
        const { found } = await thereAndBack(writer, reader, questions)
        expect(found).toHaveLength(list.length)
        questionsOf(found).forEach((read, index) => {
          const given = questions[index]
          expect(given && normal(read.content)).toEqual(given && normal(given.content))
          expect({ ...given, ...read, content: null }).toEqual({
            ...read,
            ...given,
            content: null,
            media: [],
            ref: 'question',
          })
        })
        expect(questionsOf(found)).toHaveLength(list.length)
      }),
      { numRuns: 120 },
    )
  })

  test('has no cell that a spreadsheet would take for a formula', async () => {
    const bad = ['=cmd', '+1', '-1', '@x', '\t=1', '\r=1', '＝1', "'=1", "''-1"]
    const questions = bad.map((text) =>
      exported(
        {
          type: 'short_text',
          stem: `${text} stem`,
          body: {},
          key: { accepted: [text], caseSensitive: false, accentSensitive: false, typos: 0 },
          explanation: text,
          hints: [],
        },
        { id: text, title: text, tags: [text], category: [text] },
      ),
    )
    async function* given() {
      yield* questions
    }
    const bytes = await joined(writer(given()))
    const { rows } = await previewTable(bytesSource('a', bytes), { columns: [], headerRows: 0 })
    expect(rows).toHaveLength(bad.length + 1)
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝]/)
  })

  test('is written in the order of the key', async () => {
    const { found } = await thereAndBack(writer, reader, [
      exported({
        type: 'ordering',
        stem: 'Sort',
        body: {
          items: [
            { id: 'x', text: 'second' },
            { id: 'y', text: 'first' },
          ],
        },
        key: { order: ['y', 'x'], rule: 'partial' },
        explanation: '',
        hints: [],
      }),
    ])
    expect(questionsOf(found)[0]?.content).toMatchObject({
      body: { items: [{ text: 'first' }, { text: 'second' }] },
    })
  })
})

test('a workbook has no cell that is longer than Excel takes, and reads back whole', async () => {
  const options = Array.from({ length: 40 }, (_, index) => ({
    id: `o${index}`,
    text: `${index} ${'_x0041_ 😀'.repeat(180)}`,
  }))
  const content: QuestionContent = {
    type: 'single_choice',
    stem: 'Which?',
    body: { options, shuffle: true },
    key: { choice: 'o1' },
    explanation: '',
    hints: [],
  }
  const { found } = await thereAndBack(writeXlsx, readXlsx, [exported(content)])
  const [read] = questionsOf(found)
  expect(read && normal(read.content)).toEqual(normal(content))
  const bytes = await joined(
    writeXlsx(
      (async function* () {
        yield exported(content)
      })(),
    ),
  )
  const source = bytesSource('a.xlsx', bytes)
  const { rows } = await previewTable(source, { columns: [], headerRows: 0 })
  const lengths = rows.flat().map(({ length }) => length)
  expect(Math.max(...lengths)).toBeGreaterThan(10_000)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(32_767)
})

test('a guarded cell is what it was', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.stringMatching(/^['=+\-@\t]{0,5}a?$/)), (cell) => {
      expect(withoutGuard(withGuard(cell))).toBe(cell)
      expect(withGuard(cell)).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})

describe('tables of others', () => {
  test('Kahoot’s, with its instructions above and its numbers', async () => {
    const names = [
      ',Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters',
      'Answer 3 - max 75 characters,Answer 4 - max 75 characters',
      '"Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs"',
      'Correct answer(s) - choose at least one',
    ].join(',')
    const found = await readAll(
      readCsv,
      `Quiz template,,,\n,Add questions below,,\n${names}\n1,Which *one*?,red,green,blue,,20,2\n2,Which two?,1,2,3,4,30,"1,3"\n3,Nothing right?,a,b,,,20,\n`,
    )
    expect(summary(found)).toEqual({
      byType: { single_choice: 1, multiple_choice: 1 },
      skipped: ['no_key'],
      warnings: ['columns_kept'],
      notices: [],
    })
    const [first, second] = questionsOf(found)
    expect(first).toMatchObject({
      where: 'line 4',
      content: { stem: 'Which \\*one\\*?', key: { choice: '2' } },
      kept: { time: '20' },
    })
    expect(second?.content).toMatchObject({ key: { choices: ['1', '3'] } })
  })

  test('Quizizz’s, whose template says below the names what goes where', async () => {
    const found = await readAll(
      readCsv,
      'Question Text,Question Type,Option 1,Option 2,Correct Answer,Time in seconds\n"Text of the question\n\n(required)",Question Type,Text for option 1,Text for option 2,The correct option,Time\nWhich?,Multiple Choice,a,b,2,30\n',
    )
    expect(found.filter(({ kind }) => kind !== 'warning')).toMatchObject([
      { where: 'line 5', content: { stem: 'Which?', key: { choice: '2' } } },
    ])
  })

  test('an endless row of blank lines is refused', async () => {
    const text = `question,answer\nWhich?,a\n${'\n'.repeat(100_002)}`
    await expect(readAll(readCsv, text)).rejects.toMatchObject({ code: 'csv_malformed' })
  }, 30_000)

  test('Anki’s text files tell of no columns that aren’t there, and entities are HTML', async () => {
    const told = await readAll(
      readCsv,
      '#separator:tab\n#html:true\n#deck column:1\n#tags column:4\nBirds\tfront\tback\tone two\n',
    )
    expect(summary(told)).toMatchObject({ byType: { short_text: 1 }, warnings: [] })
    const [plain] = questionsOf(await readAll(readCsv, 'wing &amp; tail\tgrebe\nhen\tegg\n'))
    expect(plain?.content.stem).toBe('wing & tail')
  })

  test('names written together, and numbers after wrong answers', async () => {
    const [together] = questionsOf(
      await readAll(readCsv, 'questionText,optionA,optionB,correctAnswer\nWhich?,a,b,B\n'),
    )
    expect(together?.content.key).toEqual({ choice: '2' })
    const [numbered] = questionsOf(
      await readAll(
        readCsv,
        'question,correct_answer,incorrect_answers__001,incorrect_answers__002\nWhich?,a,b,c\n',
      ),
    )
    expect(numbered?.content).toMatchObject({ type: 'single_choice', key: { choice: '3' } })
    const [counted] = questionsOf(
      await readAll(readCsv, 'question,correct answer,wrong 1,wrong 2\n1 + 1?,2,3,4\n'),
    )
    expect(counted?.content).toMatchObject({
      body: { options: [{ text: '3' }, { text: '4' }, { id: '3', text: '2' }] },
      key: { choice: '3' },
    })
  })

  test('Quizizz’s, by its types', async () => {
    const found = await readAll(
      readCsv,
      [
        'Question Text,Question Type,Option 1,Option 2,Option 3,Option 4,Option 5,Correct Answer,Time in seconds,Image Link,Answer explanation',
        'One?,Multiple Choice,a,b,c,,,2,30,https://example.org/a.png,because',
        'Some?,Checkbox,a,b,c,,,"1,3",30,,',
        'Word?,Fill-in-the-Blank,colour,color,,,,,30,,',
        'Say,Open-Ended,,,,,,,30,,',
        'Like?,Poll,a,b,,,,,30,,',
      ].join('\n'),
    )
    expect(summary(found)).toEqual({
      byType: { single_choice: 1, multiple_choice: 1, short_text: 1, extended_text: 1 },
      skipped: ['no_key'],
      warnings: ['columns_kept'],
      notices: ['remote_image'],
    })
    expect(questionsOf(found)[0]).toMatchObject({
      content: { explanation: 'because' },
      kept: { image: 'https://example.org/a.png' },
    })
    expect(questionsOf(found)[2]?.content).toMatchObject({ key: { accepted: ['colour', 'color'] } })
  })

  test('any with names that are known, keys as letters, texts or numbers', async () => {
    const found = await readAll(
      readCsv,
      'question;A;B;C;answer;topic;tags;difficulty;note\nQ1;x;y;z;B;Maths > Sums;t1, t2;hard;n\nQ2;x;y;z;z;;;3;\nQ3;10;20;30;20;;;;\nQ4;x;y;z;A and C;;;;\nQ5;x;y;z;nope;;;;\n',
    )
    expect(questionsOf(found).map(({ content }) => content.key)).toMatchObject([
      { choice: '2' },
      { choice: '3' },
      { choice: '2' },
      { choices: ['1', '3'] },
    ])
    expect(questionsOf(found)[0]).toMatchObject({
      category: ['Maths', 'Sums'],
      tags: ['t1', 't2'],
      difficulty: 8,
      kept: { columns: { note: 'n' } },
    })
    expect(summary(found).skipped).toEqual(['key_not_an_option'])
  })

  test('options and wrong answers as a list in one cell', async () => {
    const keyOf = async (text: string) => {
      const { content } = await onlyQuestion(readCsv, text)
      const texts = 'options' in content.body ? content.body.options.map((each) => each.text) : []
      return [content.type, texts.join('/'), JSON.stringify(content.key)]
    }
    const one = ['single_choice', 'x/y/z', '{"choice":"2"}']
    expect(await keyOf('question,options,answer\nQ?,x|y|z,y\n')).toEqual(one)
    expect(await keyOf('question,choices,answer\nQ?,"x, y, z",y\n')).toEqual(one)
    expect(await keyOf('question,options,answer\nQ?,"[""x"", ""y"", ""z""]",B\n')).toEqual(one)
    expect(await keyOf('topic,question,answers,correct\nT,Q?,x;y;z,2\n')).toEqual(one)
    expect(await keyOf('question,options,answer\nQ?,"x\ny\nz",x;z\n')).toEqual([
      'multiple_choice',
      'x/y/z',
      '{"choices":["1","3"],"rule":"penalised"}',
    ])
    expect(await keyOf('question,correct answer,incorrect answers\nQ?,z,"x, y"\n')).toEqual([
      'single_choice',
      'x/y/z',
      '{"choice":"3"}',
    ])
  })

  test('an answer that is true or false makes a statement, but not of a card of Anki', async () => {
    const typeOf = async (text: string) => (await onlyQuestion(readCsv, text)).content.type
    expect(await typeOf('question,answer\nIs it?,FALSE\n')).toBe('true_false')
    expect(await typeOf('#separator:tab\n#html:false\nvrai\ttrue\n')).toBe('short_text')
  })

  test('a right answer beside wrong ones', async () => {
    const { content } = await onlyQuestion(
      readCsv,
      'Question,Correct answer,Incorrect answer 1,Incorrect answer 2\nQ?,yes,no,never\n',
    )
    expect(content).toMatchObject({
      type: 'single_choice',
      body: { options: [{ text: 'no' }, { text: 'never' }, { text: 'yes' }] },
      key: { choice: '3' },
    })
  })

  test('two columns are cards: words to type, or texts to recall', async () => {
    const found = await readAll(
      readCsv,
      'der Hund\tdog\nWhy?\tBecause it has long been known to be so.\n"a *b*"\t"two\nlines"\n',
    )
    expect(questionsOf(found).map(({ content }) => [content.type, content.stem])).toEqual([
      ['short_text', 'der Hund'],
      ['extended_text', 'Why?'],
      ['extended_text', expect.stringContaining('b')],
    ])
  })

  test('Anki’s text files with their first lines, HTML and gaps', async () => {
    const found = await readAll(
      readCsv,
      '#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\nabc\tA::B\t<b>Q</b>\tans&amp;wer\tx y\ndef\tA\tIt is {{c1::red::colour}}.\t\t\n',
    )
    expect(questionsOf(found)).toMatchObject([
      {
        ref: 'abc',
        category: ['A', 'B'],
        tags: ['x', 'y'],
        content: { stem: '**Q**', key: { accepted: ['ans&wer'] } },
      },
      {
        ref: 'def',
        content: {
          type: 'fill_in',
          body: { text: 'It is {{g1}} (colour).' },
          key: { gaps: { g1: { accepted: ['red'] } } },
        },
      },
    ])
  })

  test('the text files that Anki tests with', async (context) => {
    const fields = await readAll(readCsv, fixture('apkg/text-2fields.txt', context))
    expect(summary(fields)).toEqual({
      byType: { short_text: 6 },
      skipped: ['no_key', 'no_key', 'no_stem'],
      warnings: ['columns_kept'],
      notices: [],
    })
    const tags = await readAll(readCsv, fixture('apkg/text-tags.txt', context))
    expect(summary(tags)).toMatchObject({ byType: { short_text: 2 }, skipped: [] })
  })

  test('any other by a mapping, after a look at its first rows', async () => {
    const text = 'Nummer|Frage|Antwort\n1|Wie heißt du?|Karl\n'
    const preview = await previewTable(bytesSource('a.txt', new TextEncoder().encode(text)))
    expect(preview).toMatchObject({
      layout: 'cards',
      separator: '|',
      rows: [
        ['Nummer', 'Frage', 'Antwort'],
        ['1', 'Wie heißt du?', 'Karl'],
      ],
    })
    const columns = ['id', 'stem', 'key'] as const
    const found = await readAll((source) => readCsv(source, { columns }), text)
    expect(found).toMatchObject([
      { ref: '1', content: { stem: 'Wie heißt du?', key: { accepted: ['Karl'] } } },
    ])
  })

  test.each([
    [0, ['Instructions', 'Land', 'Norway', 'Peru']],
    [1, ['Land', 'Norway', 'Peru']],
    [2, ['Norway', 'Peru']],
    [4, []],
    [20, []],
  ])('by a mapping, below as many rows as are said: %i', async (headerRows, stems) => {
    const text = 'Instructions,below\n\nLand,Stadt\nNorway,Oslo\nPeru,Lima\n'
    const options = { columns: ['stem', 'key'], headerRows } as const
    const found = await readAll((source) => readCsv(source, options), text)
    expect(found.map((each) => each.kind === 'question' && each.content.stem)).toEqual(stems)
    const preview = await previewTable(bytesSource('a.csv', Buffer.from(text)), options)
    expect(preview.headerRows).toBe(Math.min(headerRows, 4))
    expect(preview.head).toHaveLength(preview.headerRows)
    expect(preview.rows.map(([stem]) => stem)).toEqual(stems)
    if (headerRows === 2) expect(preview.columns.map(({ name }) => name)).toEqual(['Land', 'Stadt'])
  })

  test('a mapping goes before what Anki’s first lines say, and no row counts as names', async () => {
    const text = '#separator:tab\n#html:false\nOslo\tNorway\n'
    const found = await readAll((source) => readCsv(source, { columns: ['key', 'stem'] }), text)
    expect(found).toMatchObject([{ content: { stem: 'Norway' } }])
  })

  test.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFfront,back\nä,ö\n')],
    ['UTF-16', Buffer.from('\uFEFFfront\tback\r\nä\tö\r\n', 'utf16le')],
    ['windows-1252', Buffer.from('front;back\r\n\xE4;\xF6\r\n', 'latin1')],
    ['sep=', Buffer.from('sep=;\nfront;back\nä;ö\n')],
  ])('in %s', async (_, bytes) => {
    expect(questionsOf(await readAll(readCsv, bytes))[0]?.content).toMatchObject({
      stem: 'ä',
      key: { accepted: ['ö'] },
    })
  })

  test('what is no table is refused', async () => {
    await expect(readAll(readCsv, 'only words\nand more\n')).rejects.toMatchObject({
      code: 'no_columns',
    })
    await expect(readAll(readCsv, 'front,back\n"a,b\n')).rejects.toMatchObject({
      code: 'csv_malformed',
    })
  })

  test('survive any change', async () => {
    const samples = [
      'question,A,B,answer\n"a ""b""\nc",x,y,A\n',
      '#separator:tab\n#html:true\na\t<b>b</b>{{c1::x}}\n',
      'id,type,stem,option_1,option_2,key,data\n1,single_choice,Q,a,b,1,"{""key"":{""credits"":{""a"":1}}}"\n',
    ]
    await surviveMutations(readCsv, samples, 2_000)
  }, 60_000)
})

describe('workbooks', () => {
  const sheet = (rows: string) =>
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
  const book = async (files: Readonly<Record<string, string>>) => {
    const all = {
      'xl/workbook.xml':
        '<workbook xmlns:r="r"><sheets><sheet name="h" state="hidden" r:id="h"/><sheet name="q" r:id="q"/><sheet name="z" r:id="z"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="q" Target="worksheets/s.xml"/></Relationships>',
      ...files,
    }
    async function* entries() {
      for (const [name, text] of Object.entries(all)) yield { name, bytes: Buffer.from(text) }
    }
    return joined(writeArchive(entries()))
  }

  test('with shared, rich and inline texts, numbers, truths, formulas and gaps between', async () => {
    const bytes = await book({
      'xl/sharedStrings.xml':
        '<sst><si><t>Question</t></si><si><r><t>Rich </t></r><r><rPr><b/></rPr><t>text?</t></r><rPh><t>no</t></rPh></si></sst>',
      'xl/worksheets/s.xml': sheet(
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>Option 1</t></is></c><c r="D2" t="str"><v>Option 2</v></c><c r="F2" t="str"><v>Answer</v></c></row>' +
          '<row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4"><v>0.10000000000000001</v></c><c r="D4" t="b"><v>1</v></c><c r="F4"><f>1+1</f><v>2</v></c></row>',
      ),
    })
    const found = await readAll(readXlsx, bytes)
    expect(questionsOf(found)).toMatchObject([
      {
        where: 'line 4',
        content: {
          stem: 'Rich text?',
          body: { options: [{ text: '0.1' }, { text: 'TRUE' }] },
          key: { choice: '2' },
        },
      },
    ])
    expect(summary(found).warnings).toEqual(['sheets_ignored'])
  })

  test('that lead elsewhere or hold no sheet are refused', async () => {
    const none = await book({})
    await expect(readAll(readXlsx, none)).rejects.toMatchObject({ code: 'not_xlsx' })
    const entities = await book({
      'xl/worksheets/s.xml': `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${sheet('<row><c t="str"><v>&a;</v></c></row>')}`,
    })
    await expect(readAll(readXlsx, entities)).rejects.toMatchObject({ code: 'xml_entities' })
  })

  test('survive any change', async () => {
    const questions = exported({
      type: 'true_false',
      stem: 'Is it?',
      body: {},
      key: { truth: true },
      explanation: '',
      hints: [],
    })
    async function* given() {
      yield questions
    }
    const bytes = await joined(writeXlsx(given()))
    await surviveMutations(readXlsx, [bytes], 300)
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Front</t></is></c><c r="B1" t="str"><v>Back</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>'
    await surviveMutations(
      async function* (source) {
        const xml = new TextDecoder().decode(await source.read(0, source.size))
        yield* readXlsx(bytesSource('a.xlsx', await book({ 'xl/worksheets/s.xml': xml })))
      },
      [sheet(rows)],
      500,
    )
  }, 60_000)
})

test('names in two rows, several columns of right answers, and fields that Anki names', async () => {
  const socrative =
    '1. Quiz Name:,Rivers,,,,\n2. Question Type:,3. Question:,4. Choices:,,5. Right:,\n,,Answer A,Answer B,Correct Answer,Correct Answer\nMultiple choice,Which flow?,Nile,Rhine,A,B\n'
  expect((await onlyQuestion(readCsv, socrative)).content.key).toMatchObject({
    choices: ['1', '2'],
  })
  const anki = '#separator:tab\n#columns:Extra\tBack\tFront\n\tdog\tHund\n'
  expect(questionsOf(await readAll(readCsv, anki))).toMatchObject([
    { content: { stem: 'Hund', key: { accepted: ['dog'] } } },
  ])
})

test('lists of other programs that would make nonsense as cards are refused', async () => {
  await expect(readAll(readCsv, 'NewQuestion,MC\nQuestionText,Which?\n')).rejects.toMatchObject({
    code: 'no_columns',
  })
})
