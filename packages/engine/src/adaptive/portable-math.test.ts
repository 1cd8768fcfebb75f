import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exp, log, log1p } from './portable-math.ts'

const anywhere = fc.double({ min: -745, max: 709, noNaN: true })
const positive = fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true })

/** Units in the last place of `exact`, near enough. */
function error(value: number, exact: number): number {
  return value === exact ? 0 : Math.abs(value - exact) / (Math.abs(exact) * Number.EPSILON)
}

test('the exponential is that of the engine, to a unit in the last place', () => {
  fc.assert(
    fc.property(anywhere, (x) => {
      fc.pre(x > -708)
      expect(error(exp(x), Math.exp(x))).toBeLessThanOrEqual(1)
    }),
    { numRuns: 2_000 },
  )
  expect([exp(0), exp(-800), exp(-Infinity), exp(800)]).toEqual([1, 0, 0, Infinity])
  expect(exp(-745)).toBe(5e-324)
  expect(exp(NaN)).toBeNaN()
})

test('so are the logarithms', () => {
  fc.assert(
    fc.property(positive, (x) => {
      expect(error(log(x), Math.log(x))).toBeLessThanOrEqual(1)
      fc.pre(x < 1e300)
      expect(error(log1p(x), Math.log1p(x))).toBeLessThanOrEqual(1)
      fc.pre(x < 1)
      expect(error(log1p(-x), Math.log1p(-x))).toBeLessThanOrEqual(2)
    }),
    { numRuns: 2_000 },
  )
  expect([log(1), log(0), log(Infinity)]).toEqual([0, -Infinity, Infinity])
  expect(log(-1)).toBeNaN()
})

test('the bits are these, in whatever engine', () => {
  const bits = (x: number) => new BigUint64Array(Float64Array.of(x).buffer)[0]?.toString(16)
  expect([exp(1), exp(-0.3), exp(700.5), log(10), log(0.7), log1p(1e-9)].map(bits)).toEqual([
    '4005bf0a8b14576a',
    '3fe7b4c869c37c05',
    '7f18625c7d4f56c2',
    '40026bb1bbb55516',
    'bfd6d3c324e13f50',
    '3e112e0be801f1d9',
  ])
})
