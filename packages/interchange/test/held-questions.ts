import fc from 'fast-check'

const words = fc.stringMatching(/^[A-Za-z]{1,9}( [a-z]{1,9}){0,2}$/)
/** Markdown that every format with HTML holds. */
export const shownText = fc.oneof(
  words,
  words.map((word) => `**${word}** and *so on*`),
  words.map((word) => `${word} $x^2$ < 3 & "more"`),
)
const texts = (least: number, most = 5) =>
  fc.uniqueArray(shownText, { minLength: least, maxLength: most })
const plainTexts = (least: number, most = 4) =>
  fc.uniqueArray(words, {
    minLength: least,
    maxLength: most,
    selector: (word) => word.toLowerCase(),
  })
const letters = 'abcdefgh'
const parts = (list: readonly string[]) =>
  list.map((each, at) => ({ id: letters[at] ?? '', text: each }))
const some = (ids: readonly string[], least = 1) => fc.subarray([...ids], { minLength: least })
const rule = fc.constantFrom('all_or_nothing', 'partial')
const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const said = (ids: readonly string[]) =>
  optional(some(ids).map((chosen) => Object.fromEntries(chosen.map((id) => [id, `Said to ${id}`]))))
/** In steps that decimals hold. */
const share = fc.integer({ min: 1, max: 9 }).map((tenths) => tenths / 10)
const place = fc.integer({ min: 0, max: 80 })
const image = { src: 'media:map.png', width: 200, height: 100, alt: 'A map' }
const areas = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    at % 2 === 0
      ? { shape: 'rectangle', x: 30 * at, y: 10, width: 20, height: 20 }
      : { shape: 'ellipse', x: 30 * at + 10, y: 60, rx: 8, ry: 8 },
  )

/** Questions of each type with nothing that QTI couldn't say. */
export const heldQuestions: Readonly<Record<string, fc.Arbitrary<object>>> = {
  single_choice: texts(2)
    .map(parts)
    .chain((options) =>
      fc.record({
        type: fc.constant('single_choice'),
        body: fc.record({ options: fc.constant(options), shuffle: fc.boolean() }),
        key: fc.constantFrom(...idsOf(options)).chain((choice) =>
          fc.record({
            choice: fc.constant(choice),
            credits: optional(
              fc
                .tuple(some(idsOf(options).filter((id) => id !== choice)), share)
                .map(([ids, credit]) => Object.fromEntries(ids.map((id) => [id, credit]))),
            ),
            feedback: said(idsOf(options)),
          }),
        ),
      }),
    ),
  multiple_choice: texts(3)
    .map(parts)
    .chain((options) =>
      fc.record({
        type: fc.constant('multiple_choice'),
        body: fc.record({ options: fc.constant(options), shuffle: fc.boolean() }),
        key: fc.record({
          choices: some(idsOf(options), 2),
          rule: fc.constantFrom('all_or_nothing', 'penalised', 'per_option'),
          feedback: said(idsOf(options)),
        }),
      }),
    ),
  true_false: fc.record({
    type: fc.constant('true_false'),
    body: fc.constant({}),
    key: fc.record({ truth: fc.boolean(), feedback: said(['true', 'false']) }),
  }),
  numeric: fc.record({
    type: fc.constant('numeric'),
    body: fc.constant({}),
    key: fc.record({
      value: fc.integer({ min: -1000, max: 1000 }).map((value) => value / 4),
      tolerance: fc.record({
        kind: fc.constant('absolute'),
        amount: fc.integer({ min: 0, max: 9 }),
      }),
    }),
  }),
  short_text: plainTexts(1).map((accepted) => ({
    type: 'short_text',
    body: {},
    key: { accepted },
  })),
  ordering: texts(2)
    .map(parts)
    .chain((items) =>
      fc.record({
        type: fc.constant('ordering'),
        body: fc.constant({ items }),
        key: fc.record({
          order: fc.shuffledSubarray(idsOf(items), { minLength: items.length }),
          rule: fc.constant('all_or_nothing'),
        }),
      }),
    ),
  matching: fc.tuple(texts(2).map(parts), texts(2).map(parts)).chain(([prompts, targets]) =>
    fc.record({
      type: fc.constant('matching'),
      body: fc.constant({ prompts, targets }),
      key: fc.record({
        pairs: fc
          .tuple(...prompts.map(() => fc.constantFrom(...idsOf(targets))))
          .map((list) => Object.fromEntries(prompts.map(({ id }, at) => [id, list[at]]))),
        rule,
      }),
    }),
  ),
  fill_in: fc
    .array(fc.tuple(plainTexts(2), fc.boolean()), { minLength: 1, maxLength: 3 })
    .chain((gaps) =>
      fc.record({
        type: fc.constant('fill_in'),
        body: fc.constant({
          text: gaps.map((_, at) => `and {{g${at + 1}}}`).join(' '),
          gaps: gaps.map(([list, picked], at) => ({
            id: `g${at + 1}`,
            choices: picked ? list : [],
          })),
        }),
        key: fc.record({
          gaps: fc.constant(
            Object.fromEntries(
              gaps.map(([list, picked], at) => [
                `g${at + 1}`,
                picked
                  ? { accepted: list.slice(0, 1), caseSensitive: true, accentSensitive: true }
                  : { accepted: list },
              ]),
            ),
          ),
          rule,
        }),
      }),
    ),
  hotspot: fc.integer({ min: 2, max: 5 }).chain((count) => {
    const spots = areas(count).map((area, at) => ({ id: letters[at] ?? '', area, label: '' }))
    return fc.record({
      type: fc.constant('hotspot'),
      body: fc.constant({ image, spots, most: 0 }),
      key: fc.record({
        spots: some(idsOf(spots), 2),
        rule: fc.constantFrom('all_or_nothing', 'penalised', 'per_option'),
      }),
    })
  }),
  select_point: fc.integer({ min: 1, max: 4 }).map((count) => ({
    type: 'select_point',
    body: { image, most: count },
    key: { areas: areas(count).map((area) => ({ area })) },
  })),
  associate: texts(4)
    .map(parts)
    .chain((options) =>
      fc.record({
        type: fc.constant('associate'),
        body: fc.constant({ options, most: 2 }),
        key: fc.record({
          pairs: fc.constant([idsOf(options).slice(0, 2), idsOf(options).slice(2, 4)]),
          rule,
        }),
      }),
    ),
  gap_match: fc
    .tuple(plainTexts(3).map(parts), fc.integer({ min: 1, max: 3 }))
    .chain(([choices, count]) => {
      const gaps = Array.from({ length: count }, (_, at) => ({ id: `g${at + 1}` }))
      return fc.record({
        type: fc.constant('gap_match'),
        body: fc.constant({
          text: gaps.map(({ id }) => `and {{${id}}}`).join(' '),
          choices: choices.map((choice) => ({ ...choice, uses: 0 })),
          gaps,
        }),
        key: fc.record({
          gaps: fc
            .tuple(...gaps.map(() => some(idsOf(choices))))
            .map((list) => Object.fromEntries(gaps.map(({ id }, at) => [id, list[at]]))),
          rule,
        }),
      })
    }),
  slider: fc
    .tuple(place, place, fc.integer({ min: 0, max: 3 }))
    .map(([from, steps, tolerance]) => ({
      type: 'slider',
      body: { from, to: from + steps + 10, step: 1 },
      key: { value: from + 5 + Math.floor(steps / 2), tolerance },
    })),
  extended_text: fc.record({
    type: fc.constant('extended_text'),
    body: fc.record({
      lines: fc.integer({ min: 1, max: 40 }),
      template: fc.oneof(fc.constant(''), words),
    }),
    key: fc.record({ model: shownText }),
  }),
}

const shares: readonly (readonly number[])[] = [
  [],
  [1],
  [0.3, 0.7],
  [0.2, 0.3, 0.5],
  [0.1, 0.2, 0.3, 0.4],
  [0.1, 0.1, 0.1, 0.2, 0.5],
]
const others = fc.constantFrom(0, -0.25)

/** Questions whose pairs don't all count the same. */
export const weighedQuestions: Readonly<Record<string, fc.Arbitrary<object>>> = {
  matching: fc
    .tuple(texts(2).map(parts), texts(2).map(parts), others)
    .map(([prompts, targets, less]) => {
      const pairs = prompts.map(
        ({ id }, at) => [id, targets[at % targets.length]?.id ?? ''] as const,
      )
      const worth = shares[prompts.length] ?? []
      return {
        type: 'matching',
        body: { prompts, targets },
        key: {
          pairs: Object.fromEntries(pairs),
          rule: 'partial',
          credits: {
            pairs: [
              ...pairs.map((pair, at) => ({ pair, credit: worth[at] })),
              { pair: [prompts[0]?.id, targets[1]?.id], credit: less },
            ],
            others: less,
          },
        },
      }
    }),
  associate: fc.tuple(texts(4).map(parts), others).map(([options, less]) => ({
    type: 'associate',
    body: { options, most: 3 },
    key: {
      pairs: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      rule: 'partial',
      credits: {
        pairs: [
          { pair: ['a', 'b'], credit: 0.8 },
          { pair: ['c', 'd'], credit: 0.2 },
          { pair: ['a', 'c'], credit: -0.1 },
        ],
        others: less,
      },
    },
  })),
  gap_match: fc
    .tuple(plainTexts(4).map(parts), fc.integer({ min: 2, max: 4 }), others)
    .map(([choices, count, less]) => {
      const gaps = Array.from({ length: count }, (_, at) => ({ id: `g${at + 1}` }))
      return {
        type: 'gap_match',
        body: {
          text: gaps.map(({ id }) => `and {{${id}}}`).join(' '),
          choices: choices.map((choice) => ({ ...choice, uses: 0 })),
          gaps,
        },
        key: {
          gaps: Object.fromEntries(gaps.map(({ id }, at) => [id, [letters[at]]])),
          rule: 'partial',
          credits: {
            pairs: gaps.flatMap(({ id }, at) => [
              { pair: [id, letters[at]], credit: shares[count]?.[at] },
              { pair: [id, letters[(at + 1) % 4]], credit: 0.1 * Math.min(at, 1) },
            ]),
            others: less,
          },
        },
      }
    }),
}
