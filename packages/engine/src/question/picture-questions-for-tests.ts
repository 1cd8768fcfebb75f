import fc from 'fast-check'
import {
  area,
  common,
  image,
  number,
  oneOf,
  options,
  optionsWhere,
  partId,
  rule,
  said,
  share,
  text,
  weighed,
} from './values-for-tests.ts'

/** Questions that are answered in pictures. */
export const pictureQuestions = [
  optionsWhere(1).chain((list) =>
    fc.record({
      ...common,
      type: fc.constant('hotspot'),
      body: fc.record({
        image,
        spots: fc.tuple(
          ...list.map(({ id }) => fc.record({ id: fc.constant(id), area, label: text })),
        ),
        most: fc.integer({ min: 0, max: 7 }),
      }),
      key: fc.record({
        spots: fc.subarray(
          list.map(({ id }) => id),
          { minLength: 1 },
        ),
        rule: fc.constantFrom('all_or_nothing', 'per_option', 'penalised'),
        ...said(list),
      }),
    }),
  ),
  fc.record({
    ...common,
    type: fc.constant('select_point'),
    body: fc.record({ image, most: fc.integer({ min: 1, max: 6 }) }),
    key: fc.record({
      areas: fc.array(fc.record({ area, credit: fc.double({ min: 0.01, max: 1, noNaN: true }) }), {
        minLength: 1,
        maxLength: 6,
      }),
      rule,
    }),
  }),
]

/** Questions in which things are put together. */
export const pairingQuestions = [
  options.chain((list) =>
    fc.record({
      ...common,
      type: fc.constant('associate'),
      body: fc.record({ options: fc.constant(list), most: fc.integer({ min: 1, max: 8 }) }),
      key: weighed(
        fc.record({
          pairs: fc.array(
            fc.tuple(oneOf(list.map(({ id }) => id)), oneOf(list.map(({ id }) => id))),
            { minLength: 1, maxLength: 6 },
          ),
          rule,
        }),
        ({ pairs }) => pairs.map((pair) => [pair]),
      ),
    }),
  ),
  fc.tuple(optionsWhere(1), optionsWhere(1)).chain(([gaps, choices]) =>
    fc.record({
      ...common,
      type: fc.constant('gap_match'),
      body: fc.record({
        text: fc.constant(gaps.map(({ id }) => `and {{${id}}}`).join(' ')),
        choices: fc.tuple(
          ...choices.map((choice) =>
            fc.record({
              id: fc.constant(choice.id),
              text: fc.constant(choice.text),
              uses: fc.integer({ min: 0, max: 3 }),
            }),
          ),
        ),
        gaps: fc.constant(gaps.map(({ id }) => ({ id }))),
      }),
      key: weighed(
        fc.record({
          gaps: fc
            .tuple(...gaps.map(() => fc.subarray(choices.map(({ id }) => id))))
            .map((accepted) =>
              Object.fromEntries(gaps.map(({ id }, at) => [id, accepted[at] ?? []])),
            ),
          rule,
        }),
        ({ gaps: accepted }) =>
          Object.entries(accepted).map(([gap, ids]) => ids.map((id) => [gap, id] as const)),
      ),
    }),
  ),
]

/** Questions that are answered on a scale or in one's own words. */
export const openQuestions = [
  fc.record({
    ...common,
    type: fc.constant('slider'),
    body: fc.record({
      from: number,
      to: number,
      step: fc.oneof(number, fc.constantFrom(0.1, 0.25, 1, 3)),
      unit: fc.constantFrom('', 'km'),
    }),
    key: fc.record({ value: number, tolerance: fc.oneof(share, number) }),
  }),
  fc
    .tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: 1, max: 200 }))
    .chain(([from, steps]) =>
      fc.constantFrom(0.1, 0.25, 1, 3, 0.7).chain((step) =>
        fc.record({
          ...common,
          type: fc.constant('slider'),
          body: fc.constant({ from, to: from + steps * step, step }),
          key: fc.record({
            value: fc.integer({ min: 0, max: steps }).map((at) => from + at * step),
          }),
        }),
      ),
    ),
  fc.uniqueArray(partId, { maxLength: 5 }).chain((ids) =>
    fc.record({
      ...common,
      type: fc.constant('extended_text'),
      body: fc.record({ lines: fc.integer({ min: 0, max: 40 }), template: text }),
      key: fc.record({
        model: fc.oneof(fc.constant(''), text),
        rubric: fc.tuple(
          ...ids.map((id) =>
            fc.record({
              id: fc.constant(id),
              text,
              points: fc.double({ min: 0.1, max: 100, noNaN: true }),
            }),
          ),
        ),
      }),
    }),
  ),
]
