import fc from 'fast-check'

// Ids that objects have of themselves are among them.
export const partId = fc.oneof(
  fc.stringMatching(/^[a-zA-Z0-9_-]{1,6}$/),
  fc.constantFrom('constructor', '__proto__', 'toString', '0', '1'),
)
export const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    // Nothing to see, yet not empty.
    fc.constantFrom('\u200b', '\u00ad\u0301'),
  )
  .map((value) => value.trim())
  .filter((value) => value !== '')
const option = fc.record({ id: partId, text })
export const optionsWhere = (minLength: number) =>
  fc.uniqueArray(option, {
    minLength,
    maxLength: 6,
    selector: ({ id }) => id,
  })
export const options = optionsWhere(2)
export const common = {
  stem: text.map((value) => `STEM ${value}`),
  explanation: fc.constant('EXPLANATION'),
  hints: fc.constant(['HINT']),
}
export const rule = fc.constantFrom('all_or_nothing' as const, 'partial' as const)
export const match = fc.record({
  accepted: fc.array(text, { minLength: 1, maxLength: 4 }),
  caseSensitive: fc.boolean(),
  accentSensitive: fc.boolean(),
  typos: fc.integer({ min: 0, max: 3 }),
})
export const number = fc.double({ noNaN: true, noDefaultInfinity: true })
export const oneOf = <T>(list: readonly T[]) => fc.constantFrom(...list)

export const share = fc.double({ min: 0, max: 1, noNaN: true })
const place = fc.integer({ min: -50, max: 450 })
export const point = fc.record({ x: place, y: place })
const length = fc.integer({ min: 1, max: 300 })
export const area = fc.oneof(
  fc.record({ shape: fc.constant('rectangle'), x: place, y: place, width: length, height: length }),
  fc.record({ shape: fc.constant('ellipse'), x: place, y: place, rx: length, ry: length }),
  // Of any shape, also one whose edges cross or lie on one line.
  fc.record({
    shape: fc.constant('polygon'),
    points: fc.array(point, { minLength: 3, maxLength: 7 }),
  }),
)
export const image = fc.record({
  src: fc.constant('/picture.png'),
  width: fc.constant(400),
  height: fc.constant(300),
  alt: fc.constantFrom('', 'A map'),
})

/** What is said to whoever chose some of the options, and what those are worth. */
export const said = (list: readonly { readonly id: string }[]) => ({
  feedback: fc.option(fc.dictionary(oneOf(list.map(({ id }) => id)), text), { nil: undefined }),
})
export const credits = (list: readonly { readonly id: string }[], min: number) =>
  fc.option(
    fc.dictionary(oneOf(list.map(({ id }) => id)), fc.double({ min, max: 1, noNaN: true })),
    { nil: undefined },
  )

/** A key, or the same with what its pairs are worth: those of a group as much as each other. */
export function weighed<Key extends object>(
  key: fc.Arbitrary<Key>,
  groupsOf: (key: Key) => (readonly (readonly [string, string])[])[],
): fc.Arbitrary<Key> {
  const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 40 })
  return fc
    .tuple(key, weights, fc.constantFrom(null, 0, -0.25))
    .map(([plain, list, others]): Key => {
      const groups = groupsOf(plain).filter((group) => group.length > 0)
      const sum = groups.reduce((before, _, index) => before + (list[index] ?? 1), 0)
      const pairs = groups.flatMap((group, index) =>
        group.map((pair) => ({ pair, credit: (list[index] ?? 1) / sum })),
      )
      return others === null || pairs.length === 0
        ? plain
        : { ...plain, credits: { pairs, others } }
    })
}
