import { expect, test } from 'vitest'
import { evaluated } from './formula.ts'

const values = new Map([
  ['a', 3],
  ['b', -4],
  ['long name', 2],
])

test.each([
  ['1+2*3', 7],
  ['(1+2)*3', 9],
  ['{a}+{b}', -1],
  ['{a}-{b}', 7],
  ['-2**2', -4],
  ['2**3**2', 512],
  ['2**-1', 0.5],
  ['{long name}/4', 0.5],
  ['7 % 4', 3],
  ['-7.9 % 4', -3],
  ['1.5e2 + .5', 150.5],
  ['pi()', Math.PI],
  ['pow(2, 10)', 1024],
  ['SQRT(16)', 4],
  ['round(2.345, 2)', 2.35],
  ['round(-2.5)', -3],
  ['log(8, 2)', 3],
  ['max(1, {a}, 2)', 3],
  ['deg2rad(180)', Math.PI],
  ['{a} > 2 ? 10 : 20', 10],
  ['{a} <= 2 ? 10 : 1 == 1 ? 30 : 40', 30],
  ['- - 1', 1],
])('%s is %d', (formula, value) => {
  expect(evaluated(formula, values)).toBeCloseTo(value, 12)
})

test.each([
  '',
  '1+',
  '(1',
  '1)',
  '1 2',
  '{c}',
  '1/0',
  'sqrt(0-1)',
  'system(1)',
  'pi',
  'constructor(1)',
  'pow(1)',
  '2 ^ 3',
  '1;2',
  '"a"',
  `${'('.repeat(5_000)}1`,
  '('.repeat(900),
  '-'.repeat(1_900),
  '2**'.repeat(600),
  'abs('.repeat(400),
])('%s is nothing', (formula) => {
  expect(evaluated(formula, values)).toBeNull()
})
