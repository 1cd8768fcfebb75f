import fc from 'fast-check'
import { openQuestions, pairingQuestions, pictureQuestions } from './picture-questions-for-tests.ts'
import { given, questionContent, type Given, type QuestionContent } from './question.ts'
import {
  common,
  credits,
  match,
  number,
  oneOf,
  options,
  optionsWhere,
  partId,
  point,
  rule,
  said,
  share,
  text,
  weighed,
} from './values-for-tests.ts'

const kinds: readonly fc.Arbitrary<unknown>[] = [
  ...pictureQuestions,
  ...pairingQuestions,
  ...openQuestions,
  options.chain((list) =>
    fc.record({
      ...common,
      type: fc.constant('single_choice'),
      body: fc.record({ options: fc.constant(list), shuffle: fc.boolean() }),
      key: fc.record({
        choice: oneOf(list).map(({ id }) => id),
        ...said(list),
        credits: credits(list, 0),
      }),
    }),
  ),
  options.chain((list) =>
    fc.record({
      ...common,
      type: fc.constant('multiple_choice'),
      body: fc.record({ options: fc.constant(list), shuffle: fc.boolean() }),
      key: fc.record({
        choices: fc.subarray(
          list.map(({ id }) => id),
          { minLength: 1 },
        ),
        rule: fc.constantFrom('all_or_nothing', 'per_option', 'penalised', 'weighted'),
        ...said(list),
        credits: credits(list, -1),
      }),
    }),
  ),
  fc.record({
    ...common,
    type: fc.constant('true_false'),
    body: fc.constant({}),
    key: fc.record({ truth: fc.boolean() }),
  }),
  fc.record({
    ...common,
    type: fc.constant('numeric'),
    body: fc.record({ units: fc.constantFrom([], ['m', 'km', 'constructor']) }),
    key: fc.record({
      value: number,
      tolerance: fc.oneof(
        fc.record({
          kind: fc.constant('absolute'),
          amount: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        }),
        fc.record({
          kind: fc.constant('relative'),
          amount: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
      ),
      unit: fc.constant('m'),
      factors: fc.constant({ km: 1000 }),
    }),
  }),
  fc.record({
    ...common,
    type: fc.constant('short_text'),
    body: fc.constant({}),
    key: match,
  }),
  options.chain((list) =>
    fc.record({
      ...common,
      type: fc.constant('ordering'),
      body: fc.constant({ items: list }),
      key: fc.record({
        order: fc.shuffledSubarray(
          list.map(({ id }) => id),
          { minLength: list.length, maxLength: list.length },
        ),
        rule,
      }),
    }),
  ),
  fc.tuple(options, options).chain(([prompts, targets]) =>
    fc.record({
      ...common,
      type: fc.constant('matching'),
      body: fc.constant({ prompts, targets }),
      key: weighed(
        fc.record({
          pairs: fc
            .tuple(...prompts.map(({ id }) => fc.tuple(fc.constant(id), oneOf(targets))))
            .map((pairs) => Object.fromEntries(pairs.map(([id, target]) => [id, target.id]))),
          rule,
        }),
        ({ pairs }) => Object.entries(pairs).map((pair) => [pair]),
      ),
    }),
  ),
  optionsWhere(1).chain((list) =>
    fc
      .tuple(...list.map(() => fc.tuple(match, fc.array(text, { maxLength: 4 }), fc.boolean())))
      .chain((gaps) =>
        fc.record({
          ...common,
          type: fc.constant('fill_in'),
          body: fc.constant({
            text: list.map(({ id }) => `and {{${id}}}`).join(' '),
            gaps: list.map(({ id }, index) => {
              const [{ accepted }, wrong, picked] = gaps[index] ?? [{ accepted: [] }, [], false]
              return { id, choices: picked ? [...accepted, ...wrong] : [] }
            }),
          }),
          key: fc.record({
            gaps: fc.constant(
              Object.fromEntries(list.map(({ id }, index) => [id, gaps[index]?.[0]])),
            ),
            rule,
          }),
        }),
      ),
  ),
]

const parsed = (candidates: fc.Arbitrary<unknown>): fc.Arbitrary<QuestionContent> =>
  candidates
    .map((candidate) => questionContent.safeParse(candidate))
    .filter((result) => result.success)
    .map((result) => result.data)

/** Questions whose parts fit together. */
export const soundQuestion = fc.oneof(...kinds.map(parsed))

export const answer: fc.Arbitrary<Given> = fc
  .oneof<fc.Arbitrary<unknown>[]>(
    fc.record({ type: fc.constant('single_choice'), choice: partId }),
    fc.record({
      type: fc.constant('multiple_choice'),
      choices: fc.array(partId, { maxLength: 12 }),
    }),
    fc.record({ type: fc.constant('true_false'), truth: fc.boolean() }),
    fc.record({ type: fc.constant('numeric'), value: number }),
    fc.record({
      type: fc.constant('numeric'),
      value: number,
      unit: fc.constantFrom('m', 'km', 'constructor'),
    }),
    fc.record({ type: fc.constant('short_text'), text: fc.string({ maxLength: 100 }) }),
    fc.record({ type: fc.constant('ordering'), order: fc.array(partId, { maxLength: 12 }) }),
    fc.record({ type: fc.constant('matching'), pairs: fc.dictionary(partId, partId) }),
    fc.record({
      type: fc.constant('fill_in'),
      gaps: fc.dictionary(partId, fc.string({ maxLength: 20 })),
    }),
    fc.record({ type: fc.constant('hotspot'), spots: fc.array(partId, { maxLength: 12 }) }),
    fc.record({ type: fc.constant('select_point'), points: fc.array(point, { maxLength: 6 }) }),
    fc.record({
      type: fc.constant('associate'),
      pairs: fc.array(fc.tuple(partId, partId), { maxLength: 12 }),
    }),
    fc.record({ type: fc.constant('gap_match'), gaps: fc.dictionary(partId, partId) }),
    fc.record({ type: fc.constant('slider'), value: number }),
    fc.record({
      type: fc.constant('extended_text'),
      text: fc.string({ maxLength: 100 }),
      marks: fc.dictionary(partId, share),
    }),
  )
  .map((candidate) => given.safeParse(candidate))
  .filter((result) => result.success)
  .map((result) => result.data)

/** A question that may be at odds with itself: the key of one with the parts of another. */
export const anyQuestion = fc.oneof(
  ...kinds.map((kind) =>
    parsed(
      fc.tuple(parsed(kind), parsed(kind)).map(([one, other]) => ({ ...one, key: other.key })),
    ),
  ),
)
