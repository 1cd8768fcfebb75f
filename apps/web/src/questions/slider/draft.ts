import type { Slider } from '@quizmentor/engine/question/slider'

export interface SliderDraft {
  readonly type: 'slider'
  readonly from: number | null
  readonly to: number | null
  readonly step: number | null
  readonly unit: string
  readonly value: number | null
  readonly tolerance: number
}

export function blankSlider(): SliderDraft {
  return { type: 'slider', from: 0, to: 100, step: 1, unit: '', value: null, tolerance: 0 }
}

export function readSlider({ type, body, key }: Slider): SliderDraft {
  return { type, ...body, ...key }
}

/** What isn't said yet is 0, which is no step. */
export function sliderBody({ from, to, step, unit }: SliderDraft): Slider['body'] {
  return { from: from ?? 0, to: to ?? 0, step: step ?? 0, unit: unit.trim() }
}

export function sliderKey({ value, tolerance }: SliderDraft): Slider['key'] | null {
  return value === null ? null : { value, tolerance }
}
