import { scoreOf, type Condition, type Test } from './conditions.ts'
import { attributeOf, numberOf } from './elements.ts'
import { answerName, type Feedback } from './feedback.ts'
import type { Item } from './item.ts'
import { shareOf, type Made } from './made.ts'
import type { Response } from './presentation.ts'

/** A number and how far from it is still right. */
interface NearNumber {
  readonly value: number
  readonly tolerance: { readonly kind: 'absolute' | 'relative'; readonly amount: number }
}

/** A number to be typed, right within a tolerance; other numbers may earn something, too. */
export function number(item: Item, response: Response, feedback: Feedback): Made {
  const earning = item.conditions
    .filter(({ sets }) => sets.some(({ value }) => value > 0))
    .flatMap((condition) =>
      numbersOf(condition.test, response.ident).map((near) => ({
        near,
        score:
          scoreOf([condition], { [response.ident]: [String(near.value)] }) || amountOf(condition),
        said: feedback.byAnswer.get(answerName(response.ident, String(near.value))),
      })),
    )
  const best = Math.max(0, ...earning.map(({ score }) => score))
  const right = earning.find(({ score }) => score === best)
  if (right === undefined || best === 0)
    return { code: 'no_key', reason: 'The file names no right number, or only one end of a range.' }
  const others = earning
    .filter((one) => one !== right)
    .map(({ near, score, said }) => ({
      ...near,
      credit: shareOf(score, best),
      ...(said !== undefined && { feedback: said }),
    }))
  const key = { ...right.near, ...(others.length > 0 && { others: others.slice(0, 20) }) }
  return { content: { type: 'numeric', body: {}, key } }
}

function amountOf({ sets }: Condition): number {
  return Math.max(0, ...sets.map(({ value }) => value))
}

/** The numbers that a test wants: an equality with the range beside it is one. */
export function numbersOf(test: Test, response: string): NearNumber[] {
  const { equals, ranges } = parts(test, response)
  const left = [...ranges]
  const found = equals.map((equal): NearNumber => {
    const own = left.findIndex(({ from, to }) => from <= equal.value && equal.value <= to)
    // One that doesn't hold the number is a fault of the program that wrote it.
    const [range] = left.splice(own < 0 ? 0 : own, 1)
    return { value: equal.value, tolerance: equal.tolerance ?? around(equal.value, range) }
  })
  return [
    ...found,
    ...left.map(({ from, to }): NearNumber => {
      const value = exact((from + to) / 2)
      return { value, tolerance: { kind: 'absolute', amount: exact((to - from) / 2) } }
    }),
  ]
}

interface Range {
  readonly from: number
  readonly to: number
}

function parts(test: Test, response: string) {
  const equals: { value: number; tolerance: NearNumber['tolerance'] | null }[] = []
  const ranges: Range[] = []
  const look = (one: Test): void => {
    if (one.kind === 'equal' && one.response === response) {
      const value = numberOf(one.value)
      if (value !== null) equals.push({ value, tolerance: marginOf(one.element, value) })
    } else if (one.kind === 'all') {
      const range = rangeOf(one.tests)
      if (range !== null) ranges.push(range)
      for (const inner of one.tests) look(inner)
    } else if (one.kind === 'any') for (const inner of one.tests) look(inner)
  }
  look(test)
  return { equals, ranges }
}

function rangeOf(tests: readonly Test[]): Range | null {
  let from: number | null = null
  let to: number | null = null
  for (const test of tests)
    if (test.kind === 'gte' || test.kind === 'gt') from = test.value
    else if (test.kind === 'lte' || test.kind === 'lt') to = test.value
  return from === null || to === null ? null : { from: Math.min(from, to), to: Math.max(from, to) }
}

/** As newer Canvas says it beside the range. */
function marginOf(
  element: Parameters<typeof attributeOf>[0],
  value: number,
): NearNumber['tolerance'] | null {
  const margin = numberOf(attributeOf(element, 'margin'))
  if (margin !== null)
    return attributeOf(element, 'margintype') === 'percent'
      ? { kind: 'relative', amount: Math.min(1, exact(Math.abs(margin) / 100)) }
      : { kind: 'absolute', amount: Math.abs(margin) }
  const precision = numberOf(attributeOf(element, 'precision'))
  if (precision === null || Math.abs(precision) > 300) return null
  const digits =
    attributeOf(element, 'precisiontype') === 'decimals' || value === 0
      ? precision
      : precision - 1 - Math.floor(Math.log10(Math.abs(value)))
  return { kind: 'absolute', amount: exact(0.5 * 10 ** -digits) }
}

function around(value: number, range: Range | undefined): NearNumber['tolerance'] {
  const holds = range !== undefined && range.from <= value && value <= range.to
  const amount = holds ? exact(Math.max(value - range.from, range.to - value)) : 0
  return { kind: 'absolute', amount }
}

/** Without the last digits of binary arithmetic: 1000.005 − 1000 is 0.005. */
function exact(value: number): number {
  return Number(value.toPrecision(10))
}
