import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOver, plan, planRules, type Asked, type Reason } from './plan.ts'

const plenty = { due: 10, fresh: 10, ahead: 10 }
const none = { due: 0, fresh: 0, ahead: 0 }

function asked(...list: [num: number, right: boolean, reason?: Reason][]): Asked[] {
  return list.map(([num, right, reason = 'new']) => ({ num, right, reason }))
}

describe('what comes next', () => {
  test('what was missed returns after three others', () => {
    const history = asked([1, false], [2, true], [3, true], [4, true])
    expect(plan(history.slice(0, 3), plenty, 10)).not.toMatchObject({ kind: 'again' })
    expect(plan(history, plenty, 10)).toEqual({ kind: 'again', num: 1 })
  })

  test('once right it does not return', () => {
    const history = asked(
      [1, false],
      [2, true],
      [3, true],
      [4, true],
      [1, true, 'again'],
      [5, true],
    )
    expect(plan(history, plenty, 10)).not.toMatchObject({ kind: 'again' })
  })

  test('one question returns twice at most', () => {
    const others = asked([2, true], [3, true], [4, true])
    const history = [
      ...asked([1, false]),
      ...others,
      ...asked([1, false, 'again']),
      ...others,
      ...asked([1, false, 'again']),
      ...others,
    ]
    expect(plan(history.slice(0, 8), plenty, 10)).toEqual({ kind: 'again', num: 1 })
    expect(plan(history, plenty, 10)).not.toMatchObject({ kind: 'again' })
  })

  test('near the end a miss returns sooner, yet never at once', () => {
    expect(plan(asked([1, true], [2, false]), plenty, 1)).not.toMatchObject({ kind: 'again' })
    expect(plan(asked([2, false], [3, true]), plenty, 1)).toEqual({ kind: 'again', num: 2 })
    expect(plan(asked([2, false], [3, true]), plenty, null)).not.toMatchObject({ kind: 'again' })
  })

  test('due cards and new questions take turns, due first', () => {
    const history: Asked[] = []
    const kinds: string[] = []
    for (let num = 0; num < 6; num++) {
      const { kind } = plan(history, plenty, null)
      if (kind !== 'due' && kind !== 'new') throw new Error(`unexpected ${kind}`)
      kinds.push(kind)
      history.push({ num, reason: kind, right: true })
    }
    expect(kinds).toEqual(['due', 'new', 'due', 'new', 'due', 'new'])
  })

  test('when one kind runs out the other goes on, then cards not yet due, then nothing', () => {
    const history = asked([1, true, 'due'])
    expect(plan(history, { ...none, due: 3, ahead: 1 }, 5)).toEqual({ kind: 'due' })
    expect(plan(asked([1, true]), { ...none, fresh: 3, ahead: 1 }, 5)).toEqual({ kind: 'new' })
    expect(plan(history, { ...none, ahead: 1 }, 5)).toEqual({ kind: 'ahead' })
    expect(plan(history, none, 5)).toEqual({ kind: 'nothing' })
    expect(plan([], none, 5)).toEqual({ kind: 'nothing' })
  })

  test('with nothing else left a miss returns at once', () => {
    expect(plan(asked([1, false]), none, 5)).toEqual({ kind: 'again', num: 1 })
  })

  test('no session goes on for ever, however many mistakes are made', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15 }),
        fc.infiniteStream(fc.boolean()),
        (size, luck) => {
          const history: Asked[] = []
          const supply = { due: 0, fresh: size, ahead: 0 }
          for (;;) {
            const step = plan(history, supply, null)
            if (step.kind === 'nothing') break
            const num = step.kind === 'again' ? step.num : supply.fresh--
            const reason = step.kind
            history.push({ num, reason, right: luck.next().value === true })
          }
          expect(history.length).toBeLessThanOrEqual(size * (1 + planRules.againAtMost))
          expect(new Set(history.map(({ num }) => num)).size).toBe(size)
        },
      ),
    )
  })
})

test('a session is over by count or by the clock', () => {
  expect(isOver({ questions: 5, deadline: null }, 4, 0)).toBe(false)
  expect(isOver({ questions: 5, deadline: null }, 5, 0)).toBe(true)
  expect(isOver({ questions: null, deadline: 1_000 }, 99, 999)).toBe(false)
  expect(isOver({ questions: null, deadline: 1_000 }, 0, 1_000)).toBe(true)
})
