import { describe, expect, test } from 'vitest'
import { nearestStep } from './slider.ts'
import { faults, scored, type AuthoredOf } from './scored-for-tests.ts'

function question(
  key: AuthoredOf<'slider'>['key'],
  body: Partial<AuthoredOf<'slider'>['body']> = {},
): AuthoredOf<'slider'> {
  return { type: 'slider', stem: 'How many?', body: { from: 0, to: 10, step: 0.5, ...body }, key }
}

describe('slider', () => {
  test.each([
    [4, 4, 0, 1],
    [4, 4.5, 0, 0],
    [4, 4.5, 0.5, 1],
    [0.3, 0.1 + 0.2, 0, 1],
    [4, 5, 0.5, 0],
  ])('where %d is right, %d with %d to spare scores %d', (value, given, tolerance, expected) => {
    expect(scored(question({ value, tolerance }), { type: 'slider', value: given })).toBe(expected)
  })

  test.each([
    [{ from: 0, to: 10, step: 0.1 }, 0.3, 0.3],
    [{ from: 0, to: 10, step: 0.1 }, 0.34, 0.3],
    // The last step isn't always the end of the scale.
    [{ from: 0, to: 10, step: 4 }, 10, 8],
    [{ from: -3, to: 3, step: 2 }, -9, -3],
  ])('on %j the step nearest to %d is %d', (body, value, expected) => {
    expect(nearestStep({ ...body, unit: '' }, value)).toBe(expected)
  })

  test.each([
    [question({ value: 4 }, { to: 0 }), '/body/to scale_empty'],
    [question({ value: 4 }, { step: 11 }), '/body/step step_longer_than_scale'],
    [question({ value: 4 }, { step: 1e-9 }), '/body/step step_too_small'],
    [question({ value: 11 }), '/key/value key_not_on_scale'],
    [question({ value: 4.2 }), '/key/value key_between_steps'],
    [question({ value: 10 }, { step: 4 }), '/key/value key_between_steps'],
  ])('%#: a scale at odds with its key is a fault', (asked, fault) => {
    expect(faults(asked)).toEqual([fault])
  })

  test('a key between two steps is no fault where the tolerance reaches one', () => {
    expect(faults(question({ value: 4.2, tolerance: 0.2 }))).toEqual([])
  })
})
