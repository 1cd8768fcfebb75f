import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { zstdCompressSync } from 'node:zlib'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { questionContent } from '@quizmentor/engine/question/question'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { relabelled } from '@quizmentor/engine/question/relabel'
import { readAnki } from '@quizmentor/interchange/anki/read'
import { writeAnki } from '@quizmentor/interchange/anki/write'
import { openArchive, writeArchive } from '@quizmentor/interchange/archive'
import type { Exported } from '@quizmentor/interchange/exported'
import { UnreadableFile, type Found, type FoundQuestion } from '@quizmentor/interchange/found'
import { bytesSource } from '@quizmentor/interchange/source'
import fc from 'fast-check'
import { describe, expect, test, type TestContext } from 'vitest'
import { z } from 'zod'
import { createDatabase, openDatabase } from '../../src/platform/sqlite.ts'

const folder = fileURLToPath(new URL('../../../../../shared/data/fixtures/apkg/', import.meta.url))

function fixture(name: string, context: TestContext): Uint8Array {
  context.skip(!existsSync(folder + name), `${name} is not on this machine`)
  return readFileSync(folder + name)
}

async function read(bytes: Uint8Array): Promise<Found[]> {
  const found: Found[] = []
  for await (const each of readAnki(bytesSource('a.apkg', bytes), { openDatabase }))
    found.push(each)
  return found
}

function questionsIn(found: readonly Found[]): FoundQuestion[] {
  return found.filter((each) => each.kind === 'question')
}

function codes(found: readonly Found[]): string[] {
  return found.flatMap((each) => {
    if (each.kind === 'question') return each.notices.map(({ code }) => code)
    return 'code' in each ? [each.code] : []
  })
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

const expectations = z.array(
  z.object({
    file: z.string(),
    notes: z.number().optional(),
    cards: z.number().optional(),
    revlog: z.number().optional(),
  }),
)

const expected = existsSync(`${folder}EXPECTED.json`)
  ? expectations.parse(JSON.parse(readFileSync(`${folder}EXPECTED.json`, 'utf8')))
  : []

describe('packages of Anki', () => {
  test.for(expected)(
    '$file has what it should',
    async ({ file, notes, cards, revlog }, context) => {
      const bytes = fixture(file, context)
      if (notes === undefined) {
        await expect(read(bytes)).rejects.toMatchObject({ name: 'UnreadableFile' })
        return
      }
      const found = await read(bytes)
      const questions = questionsIn(found)
      const skipped = found.filter(({ kind }) => kind === 'skipped')
      // Each of these notes is asked once, or in both directions by two cards.
      expect(questions.length + skipped.length).toBe(cards)
      expect(new Set(questions.map(({ ref }) => ref?.replace(/#\d+$/, ''))).size).toBe(notes)
      const kept = questions.reduce((sum, { reviews }) => sum + reviews.length, 0)
      const deleted = found.flatMap((each) =>
        'code' in each && each.code === 'reviews_of_deleted'
          ? [Number.parseInt(each.reason, 10)]
          : [],
      )
      expect(kept + (deleted[0] ?? 0)).toBe(revlog)
    },
  )

  test('with media: pictures and sounds in their places, their bytes as they were', async (context) => {
    const questions = questionsIn(await read(fixture('74genesis_deck_media_old.apkg', context)))
    const [, shown] = questions
    expect(shown?.media.map(({ type }) => type).toSorted()).toEqual([
      'audio/mpeg',
      'image/png',
      'image/png',
      'image/webp',
    ])
    const sizes = await Promise.all(
      shown?.media.map(async (each) => (await each.read()).length) ?? [],
    )
    expect(sizes.toSorted((a, b) => a - b)).toEqual([13_750, 24_555, 567_486, 1_570_196])
    for (const { key } of shown?.media ?? [])
      expect(JSON.stringify(shown?.content)).toContain(`](media:${key})`)
  })

  test('of both kinds of the same deck give the same', async (context) => {
    const [old, now] = await Promise.all(
      ['74genesis_legacy_deck.apkg', '74genesis_new_deck.apkg'].map((name) =>
        read(fixture(name, context)),
      ),
    )
    const told = (found: readonly Found[] = []) =>
      questionsIn(found).map(({ content, ref, tags, category, kept }) => {
        return { content, ref, tags, category, kept }
      })
    expect(told(now)).toEqual(told(old))
    expect(told(now)[0]).toMatchObject({ category: ['Test deck'], tags: ['technic', 'wheels'] })
  })

  test('with media compressed by zstd', async (context) => {
    const [first] = questionsIn(await read(fixture('74genesis_new_deck.apkg', context)))
    const heads = await Promise.all(
      first?.media.map(async (each) => Buffer.from(await each.read()).toString('hex', 0, 2)) ?? [],
    )
    expect(first?.media.map(({ name }) => name)).toEqual(['download.jpg', 'cable-car.mp3'])
    expect(heads[0]).toBe('ffd8')
  })

  test('that Anki itself would have to convert: a collection of its first days', async (context) => {
    const found = await read(fixture('anki2-alpha.anki2', context))
    expect(questionsIn(found)).toMatchObject([
      { ref: 'I{@40:/o>Y', content: { body: { lines: 0 } } },
    ])
    expect(codes(found)).toEqual(['answer_missing'])
  })
})

interface MadeNote {
  readonly type: number
  readonly fields: readonly string[]
  readonly cards?: number
  readonly tags?: string
}

const noteTypes = {
  1: {
    name: 'Basic',
    type: 0,
    flds: ['Front', 'Back'],
    tmpls: [['{{Front}}', '{{FrontSide}}<hr id=answer>{{Back}}']],
  },
  2: {
    name: 'Reversed',
    type: 0,
    flds: ['Front', 'Back'],
    tmpls: [
      ['{{Front}}', '{{Back}}'],
      ['{{Back}}', '{{Front}}'],
      ['{{Front}} {{type:Back}}', '{{Back}}'],
    ],
  },
  3: {
    name: 'Type',
    type: 0,
    flds: ['Front', 'Back', 'Note'],
    tmpls: [['{{Front}}{{type:nc:Back}}', '{{FrontSide}}<hr id=answer>{{type:Back}}{{Note}}']],
  },
  4: {
    name: 'Cloze',
    type: 1,
    flds: ['Text', 'Extra'],
    tmpls: [['{{cloze:Text}}', '{{cloze:Text}}<br>{{Extra}}']],
  },
  5: {
    name: 'Image Occlusion',
    type: 1,
    flds: ['Occlusion', 'Image', 'Header', 'Back Extra'],
    tmpls: [
      ['{{#Header}}{{Header}}{{/Header}}{{cloze:Occlusion}}<script>run()</script>', '{{Image}}'],
    ],
  },
  6: {
    name: 'Custom',
    type: 0,
    flds: ['Word', 'Help', 'Unused'],
    tmpls: [['{{#Word}}What is {{text:Word}}?{{/Word}}{{hint:Help}}', '{{tts en_US:Word}}']],
  },
}

/** A package of our own making, of Anki's schema 11. */
async function made(
  notes: readonly MadeNote[],
  reviews: readonly (readonly number[])[] = [],
  media: Readonly<Record<string, Uint8Array>> = {},
): Promise<Buffer> {
  const database = await createDatabase()
  const types = Object.entries(noteTypes).map(([id, { flds, tmpls, ...rest }]) => [
    id,
    {
      ...rest,
      flds: flds.map((name) => ({ name })),
      tmpls: tmpls.map(([qfmt, afmt]) => ({ name: 'Card', qfmt, afmt })),
    },
  ])
  database.run('CREATE TABLE col (ver, conf, models, decks)')
  database.run('INSERT INTO col VALUES (11, ?, ?, ?)', [
    '{"schedVer":2}',
    JSON.stringify(Object.fromEntries(types)),
    JSON.stringify({ 1: { name: 'Default' }, 7: { name: 'A::B' } }),
  ])
  database.run('CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, tags, flds)')
  database.run('CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, odid, ord)')
  database.run('CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid, ease, time, type)')
  notes.forEach(({ type, fields, cards = 1, tags = '' }, index) => {
    const id = 100 * (index + 1)
    database.run('INSERT INTO notes VALUES (?, ?, ?, ?, ?)', [
      id,
      `g${index}`,
      type,
      tags,
      fields.join('\u001f'),
    ])
    for (let ord = 0; ord < cards; ord++)
      database.run('INSERT INTO cards VALUES (?, ?, 7, 0, ?)', [id + ord, id, ord])
  })
  for (const review of reviews) database.run('INSERT INTO revlog VALUES (?, ?, ?, ?, ?)', review)
  const bytes = await database.finish()
  const names = Object.keys(media)
  async function* files() {
    yield { name: 'collection.anki2', bytes }
    for (const [index, name] of names.entries())
      yield { name: String(index), bytes: media[name] ?? new Uint8Array() }
    yield { name: 'media', bytes: Buffer.from(JSON.stringify(Object.fromEntries(names.entries()))) }
  }
  return joined(writeArchive(files()))
}

describe('notes', () => {
  test('of both directions are two questions; cards that ask the same are one', async () => {
    const found = await read(await made([{ type: 2, fields: ['dog', 'Hund'], cards: 3 }]))
    expect(questionsIn(found)).toMatchObject([
      { ref: 'g0', category: ['A', 'B'], content: { stem: 'dog', key: { accepted: ['Hund'] } } },
      { ref: 'g0#1', content: { stem: 'Hund', key: { accepted: ['dog'] } } },
    ])
    expect(codes(found)).toEqual(['cards_merged'])
  })

  test('to be typed keep what stands beside the answer', async () => {
    const [question] = questionsIn(
      await read(await made([{ type: 3, fields: ['Q', '<b>café</b>', 'a note'] }])),
    )
    expect(question?.content).toMatchObject({
      type: 'short_text',
      stem: 'Q',
      key: { accepted: ['café'], accentSensitive: false },
      explanation: 'a note',
    })
  })

  test('with gaps are filled in, where what is missing can be typed', async () => {
    const found = await read(
      await made([
        {
          type: 4,
          fields: [
            '{{c1::Paris::city}} is in {{c2::France}}, {{c1::{{c3::not}} Spain}} {{x}}.',
            'more',
          ],
          cards: 3,
        },
        { type: 4, fields: ['{{c1::<img src="a.png">}} and \\({{c2::x}}\\)', ''] },
      ]),
    )
    const [gaps, card] = questionsIn(found)
    expect(gaps).toMatchObject({
      content: {
        type: 'fill_in',
        body: { text: String.raw`{{g1}} (city) is in {{g2}}, {{g3}} {\{x}}.` },
        key: { gaps: { g1: { accepted: ['Paris'] }, g3: { accepted: ['not Spain'] } } },
        explanation: 'more',
      },
    })
    expect(gaps?.notices.map(({ code }) => code)).toEqual(['cloze_nested', 'cards_merged'])
    expect(card?.content.type).toBe('extended_text')
    expect(card?.notices.map(({ code }) => code)).toContain('cloze_as_card')
  })

  test('with covered pictures show them as the answer', async () => {
    const masks = '{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1}}'
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    const found = await read(
      await made([{ type: 5, fields: [masks, '<img src="a%20b.png">', 'The heart', ''] }], [], {
        'a b.png': png,
      }),
    )
    expect(questionsIn(found)[0]).toMatchObject({
      content: { type: 'extended_text', stem: 'The heart', key: { model: '![](media:m1)' } },
      kept: { fields: { Occlusion: masks } },
      media: [{ name: 'a b.png', type: 'image/png' }],
    })
    expect(codes(found)).toEqual(['script', 'image_occlusion'])
  })

  test('of any type are shown by its templates; what no side shows is kept', async () => {
    const found = await read(await made([{ type: 6, fields: ['<i>x</i>', 'help', 'rest'] }]))
    expect(questionsIn(found)[0]).toMatchObject({
      content: { stem: 'What is x?', hints: ['help'] },
      kept: { noteType: 'Custom', fields: { Unused: 'rest' } },
    })
    expect(codes(found)).toEqual(['speech_lost', 'answer_missing'])
  })

  test('with formulas of every kind, sounds that are there and that are not', async () => {
    const fields = [
      String.raw`[$]a_1[/$] [$$]b[/$$] [latex]c[/latex] \(d\) [sound:x.mp3] [sound:none.mp3]`,
      'y',
    ]
    const mp3 = Buffer.from('494433040000000000000000', 'hex')
    const found = await read(await made([{ type: 1, fields }], [], { 'x.mp3': mp3 }))
    const stem = questionsIn(found)[0]?.content.stem
    expect(stem).toMatch(
      /^\$a_1\$ \$\$b\$\$ \$\$c\$\$ \$d\$ \[x\.mp3\]\(media:m\d\) \(none\.mp3\)$/,
    )
    expect(codes(found).toSorted()).toEqual(['media_missing', 'sound_linked'])
  })

  test('without a front, a type or a size that fits are left out by name', async () => {
    const found = await read(
      await made([
        { type: 1, fields: ['', 'b'] },
        { type: 99, fields: ['a', 'b'] },
        { type: 1, fields: ['a', 'word '.repeat(10_000)] },
        { type: 1, fields: ['a', 'x'.repeat(300_000)] },
        { type: 1, fields: ['ok', 'b'] },
      ]),
    )
    expect(found.map((each) => ('code' in each ? [each.where, each.code] : each.kind))).toEqual([
      ['note 100', 'no_stem'],
      ['note 200', 'note_type_missing'],
      ['note 300', 'not_representable'],
      ['note 400', 'not_representable'],
      'question',
    ])
  })

  test('carry their reviews, without changes made by hand', async () => {
    const reviews = [
      [1_000, 100, 3, 5_000, 0],
      [2_000, 100, 1, 6_000, 1],
      [3_000, 100, 2, 1_000, 4],
      [4_000, 100, 0, 1_000, 5],
      [5_000, 101, 4, 7_000, 1],
      [6_000, 999, 4, 7_000, 1],
    ]
    const found = await read(await made([{ type: 2, fields: ['a', 'b'], cards: 2 }], reviews))
    expect(questionsIn(found).map((question) => question.reviews)).toEqual([
      [
        { at: 1_000, grade: 'good', tookMs: 5_000 },
        { at: 2_000, grade: 'again', tookMs: 6_000 },
      ],
      [{ at: 5_000, grade: 'easy', tookMs: 7_000 }],
    ])
    expect(codes(found)).toEqual(['reviews_of_deleted'])
  })
})

describe('what is hostile or damaged', () => {
  const packed = (files: Readonly<Record<string, Uint8Array>>) => {
    async function* all() {
      for (const [name, bytes] of Object.entries(files)) yield { name, bytes }
    }
    return joined(writeArchive(all()))
  }

  test.each([
    ['an archive of something else', { 'a.txt': Buffer.from('x') }, 'not_anki'],
    [
      'a package of the future',
      { meta: Buffer.of(8, 9), 'collection.anki21b': Buffer.of() },
      'anki_version',
    ],
    [
      'a collection that is none',
      { 'collection.anki2': Buffer.from('x'.repeat(5_000)) },
      'database_damaged',
    ],
    [
      'damaged compression',
      { 'collection.anki21b': Buffer.from('x'.repeat(5_000)) },
      'zip_damaged',
    ],
    [
      'a bomb in the compression',
      { 'collection.anki21b': zstdCompressSync(Buffer.alloc(64 * 1024 ** 2)) },
      'zip_bomb',
    ],
    [
      'a damaged list of media',
      { 'collection.anki2': Buffer.from('x'), media: Buffer.from('{') },
      'anki_media',
    ],
  ])('%s is refused', async (_, files, code) => {
    await expect(read(await packed(files))).rejects.toMatchObject({ name: 'UnreadableFile', code })
  })

  test('packages survive any change', async () => {
    const random = seededRandom(3)
    const sample = await made([
      { type: 1, fields: ['a', 'b'] },
      { type: 4, fields: ['{{c1::a}}', ''] },
    ])
    const lone = await lonely()
    for (let made = 0; made < 400; made++) {
      const bytes = Buffer.from(made % 2 === 0 ? sample : lone)
      for (let change = 0; change < 1 + random() * 20; change++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
      try {
        await read(bytes.subarray(0, random() < 0.2 ? random() * bytes.length : bytes.length))
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableFile)
      }
    }
  }, 120_000)

  async function lonely(): Promise<Buffer> {
    const database = await createDatabase()
    database.run('CREATE TABLE col (ver, conf, models, decks)')
    database.run(
      `INSERT INTO col VALUES (11, '{}', '{"1":{"name":"B","flds":[{"name":"F"}],"tmpls":[{"qfmt":"{{F}}"}]}}', '{}')`,
    )
    database.run('CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, tags, flds)')
    database.run('CREATE TABLE cards (id INTEGER PRIMARY KEY, nid, did, odid, ord)')
    database.run('CREATE TABLE revlog (id INTEGER PRIMARY KEY, cid, ease, time, type)')
    for (let id = 1; id < 50; id++)
      database.run(`INSERT INTO notes VALUES (${id}, 'g', 1, '', 'front ${id}')`)
    return Buffer.from(await database.finish())
  }
})

const words = fc
  .stringMatching(/^[A-Za-z0-9äß<>&*_$.:{}[\] -]{1,25}$/)
  .map((text) => text.replace(/ +/g, ' ').trim())
  .filter((text) => /[A-Za-z]/.test(text))

const recallable: fc.Arbitrary<QuestionContent> = fc
  .oneof(
    fc.record({
      type: fc.constant('short_text'),
      stem: plain(),
      body: fc.constant({}),
      key: fc.record({ accepted: words.map((text) => [text]), accentSensitive: fc.constant(true) }),
      explanation: fc.oneof(fc.constant(''), plain()),
      hints: fc.array(plain(), { maxLength: 1 }),
    }),
    fc.record({
      type: fc.constant('extended_text'),
      stem: plain(),
      body: fc.constant({ lines: 0 }),
      key: fc.record({ model: plain() }),
      explanation: fc.oneof(fc.constant(''), plain()),
      hints: fc.array(plain(), { maxLength: 1 }),
    }),
    fc.array(words, { minLength: 1, maxLength: 4 }).map((answers) => ({
      type: 'fill_in',
      stem: 'Fill in',
      body: {
        text: answers.map((_, index) => `word {{g${index + 1}}}`).join(' and '),
        gaps: answers.map((_, index) => ({ id: `g${index + 1}` })),
      },
      key: {
        gaps: Object.fromEntries(
          answers.map((answer, index) => [`g${index + 1}`, { accepted: [answer] }]),
        ),
      },
    })),
  )
  .map((content) => questionContent.parse(content))

/** Markdown that is written one way only. */
function plain(): fc.Arbitrary<string> {
  return fc
    .array(
      fc.constantFrom(
        'word',
        '**bold**',
        '*it*',
        '$x^2$',
        '`code`',
        '5 < 6',
        'a & b',
        '[l](https://example.org/)',
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((list) => list.join(' '))
}

describe('what is written for Anki', () => {
  const exported = (content: QuestionContent, more: Partial<Exported> = {}): Exported => ({
    id: crypto.randomUUID(),
    ref: null,
    category: ['A', 'B c'],
    title: null,
    content,
    tags: ['one', 'two'],
    difficulty: null,
    bloom: null,
    kept: {},
    media: () => Promise.resolve(null),
    ...more,
  })
  const written = async (questions: readonly Exported[], lost: string[] = []) => {
    async function* given() {
      yield* questions
    }
    const onLost = ({ code }: { code: string }) => lost.push(code)
    return joined(writeAnki(given(), { createDatabase, onLost }))
  }
  const normal = (content: QuestionContent) => relabelled(content, seededRandom(1))

  test('reads back equal, for what cards can hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(recallable, { minLength: 1, maxLength: 6 }), async (contents) => {
        const questions = contents.map((content) => exported(content))
        const lost: string[] = []
        const found = questionsIn(await read(await written(questions, lost)))
        expect(lost).toEqual([])
        expect(found.map(({ content }) => normal(content))).toEqual(contents.map(normal))
        expect(found.map(({ ref, tags, category }) => ({ ref, tags, category }))).toEqual(
          questions.map(({ id, tags, category }) => ({ ref: id, tags, category })),
        )
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  test('has media under names of their own, sounds as Anki plays them', async () => {
    const files: Readonly<Record<string, { name: string; type: string; bytes: Uint8Array }>> = {
      p: { name: 'a b.png', type: 'image/png', bytes: Buffer.from('89504e470d0a1a0a01', 'hex') },
      q: { name: 'a b.png', type: 'image/png', bytes: Buffer.from('89504e470d0a1a0a02', 'hex') },
      s: { name: 's.mp3', type: 'audio/mpeg', bytes: Buffer.from('494433040000', 'hex') },
    }
    const content = questionContent.parse({
      type: 'extended_text',
      stem: '![](media:p) ![](media:q) [listen](media:s)',
      body: { lines: 0 },
      key: { model: '![](media:p) ![](media:gone)' },
    })
    const lost: string[] = []
    const media = (key: string) => Promise.resolve(files[key] ?? null)
    const [question] = questionsIn(await read(await written([exported(content, { media })], lost)))
    expect(lost).toEqual(['media_missing'])
    const readBack = await Promise.all(
      question?.media.map(async (each) => [
        each.name,
        Buffer.from(await each.read()).toString('hex'),
      ]) ?? [],
    )
    expect(new Set(readBack.map(([, hex]) => hex))).toEqual(
      new Set(Object.values(files).map(({ bytes }) => Buffer.from(bytes).toString('hex'))),
    )
    expect(new Set(readBack.map(([name]) => name)).size).toBe(3)
    expect(question?.content.stem).toMatch(
      /^!\[\]\(media:m\d\) !\[\]\(media:m\d\) \[s\.mp3\]\(media:m\d\)$/,
    )
  })

  test('has nothing that Anki would refuse or take for one and the same', async () => {
    const content = questionContent.parse({
      type: 'extended_text',
      stem: '![](media:p)',
      body: { lines: 0 },
      key: { model: 'x' },
    })
    const media = () =>
      Promise.resolve({ name: '..', type: 'image/png', bytes: Buffer.from('89504e47', 'hex') })
    const questions = [[], ['QuizMentor'], ['Default'], ['A:', ':B::C']].map((category) =>
      exported(content, { ref: 'one', category, media }),
    )
    const archive = await openArchive(bytesSource('a.apkg', await written(questions)))
    const names = Buffer.from(await archive.read('media')).toString()
    const collection = await archive.read('collection.anki2')
    const database = await openDatabase(
      (async function* () {
        yield collection
      })(),
    )
    try {
      expect([...database.rows('SELECT count(DISTINCT guid) AS guids FROM notes')]).toEqual([
        { guids: 4 },
      ])
      const [row] = [...database.rows('SELECT decks FROM col')]
      const decks = z
        .record(z.string(), z.object({ name: z.string() }))
        .parse(JSON.parse(String(row?.['decks'])))
      expect(Object.values(decks).map(({ name }) => name)).toEqual([
        'Default',
        'QuizMentor',
        'A::B:C',
      ])
      expect(Object.values(z.record(z.string(), z.string()).parse(JSON.parse(names)))).toEqual([
        expect.stringMatching(/^[0-9a-f]{8}-\.\.$/),
      ])
    } finally {
      database.close()
      archive.close()
    }
  })

  test('makes a card of every type, and says so', async () => {
    const options = [
      { id: 'a', text: 'one' },
      { id: 'b', text: 'two' },
    ]
    const lost: string[] = []
    const contents = [
      { type: 'single_choice', stem: 'Q', body: { options }, key: { choice: 'b' } },
      { type: 'true_false', stem: 'Q', body: {}, key: { truth: true } },
      {
        type: 'numeric',
        stem: 'Q',
        body: {},
        key: { value: 2, tolerance: { kind: 'absolute', amount: 1 } },
      },
      { type: 'ordering', stem: 'Q', body: { items: options }, key: { order: ['b', 'a'] } },
      {
        type: 'matching',
        stem: 'Q',
        body: { prompts: options, targets: options },
        key: { pairs: { a: 'b', b: 'a' } },
      },
      { type: 'associate', stem: 'Q', body: { options, most: 1 }, key: { pairs: [['a', 'b']] } },
      {
        type: 'gap_match',
        stem: 'Q',
        body: { text: 'x {{g}}', choices: options, gaps: [{ id: 'g' }] },
        key: { gaps: { g: ['b'] } },
      },
      { type: 'slider', stem: 'Q', body: { from: 0, to: 9, step: 1 }, key: { value: 3 } },
    ].map((content) => exported(questionContent.parse(content)))
    const found = questionsIn(await read(await written(contents, lost)))
    expect(
      found.map(({ content }) => (content.type === 'extended_text' ? content.key.model : '')),
    ).toEqual([
      'two',
      'True',
      '2 (± 1)',
      '1. two\n2. one',
      '- one → two\n- two → one',
      '- one – two',
      '1. two',
      '3',
    ])
    expect(lost).toHaveLength(8)
  })
})
