import { z } from 'zod'
import { isNear } from './numeric.ts'
import { common, trimmedText, type Issue } from './parts.ts'

/** What a whole number can be told apart up to, and more than any scale needs. */
const bounded = z.number().min(-1e15).max(1e15)

/** A number on a scale, right within a tolerance. */
export const slider = z.strictObject({
  ...common,
  type: z.literal('slider'),
  body: z.strictObject({
    from: bounded,
    to: bounded,
    step: z.number().positive(),
    unit: trimmedText.max(20).default(''),
  }),
  key: z.strictObject({ value: bounded, tolerance: z.number().nonnegative().default(0) }),
})
export type Slider = z.infer<typeof slider>

export const sliderGiven = z.strictObject({ value: z.number() })
export type SliderGiven = z.infer<typeof sliderGiven>

export function scoreSlider({ key }: Slider, { value }: SliderGiven): number {
  return isRight(key, value) ? 1 : 0
}

function isRight({ value, tolerance: amount }: Slider['key'], given: number): boolean {
  return isNear(given, { value, tolerance: { kind: 'absolute', amount } })
}

/** The value nearest to a number that can be set. */
export function nearestStep({ from, to, step }: Slider['body'], value: number): number {
  const last = Math.floor((to - from) / step + 1e-9)
  const steps = Math.min(last, Math.max(0, Math.round((value - from) / step)))
  // 3 × 0.1 is 0.3.
  return Number((from + steps * step).toPrecision(12))
}

/** More than can be told apart on any screen. */
const MOST_STEPS = 1_000_000

export function checkSlider({ body, key }: Slider): Issue[] {
  const { from, to, step } = body
  const fault = (path: string, code: string): Issue => ({ path, code, severity: 'error' })
  if (from >= to) return [fault('/body/to', 'scale_empty')]
  if (step > to - from) return [fault('/body/step', 'step_longer_than_scale')]
  if ((to - from) / step > MOST_STEPS) return [fault('/body/step', 'step_too_small')]
  if (key.value < from || key.value > to) return [fault('/key/value', 'key_not_on_scale')]
  return isRight(key, nearestStep(body, key.value))
    ? []
    : [fault('/key/value', 'key_between_steps')]
}
