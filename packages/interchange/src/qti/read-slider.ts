import { nearestStep } from '@quizmentor/engine/question/slider'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { XmlElement } from '../xml.ts'
import { numberOf } from './read-names.ts'
import {
  answering,
  blank,
  leavePrompt,
  nearest,
  noKey,
  refused,
  responseOf,
  type Item,
  type Probe,
  type Reading,
  type Refused,
} from './read-reading.ts'

const mostTried = 500

/** `sliderInteraction`: every step is tried, so that it is seen how far right reaches. */
export function readSlider(item: Item, interaction: XmlElement): Reading | Refused {
  leavePrompt(item, interaction)
  const identifier = responseOf(interaction)
  const from = numberOf(interaction, 'lowerBound')
  const to = numberOf(interaction, 'upperBound')
  if (from === null || to === null || from >= to)
    return refused('not_representable', 'The scale has no ends.')
  const wanted = numberOf(interaction, 'step') ?? 1
  const step = wanted > 0 && wanted <= to - from ? wanted : to - from
  const correct = Number(item.marker.correct(identifier).list[0] ?? Number.NaN)
  const body = { from, to, step, unit: '' }
  const steps = stepsAround(body, Number.isNaN(correct) ? from : correct)
  const points = steps.map((value) => item.marker.points(answering(item, identifier, [value])))
  const most = Math.max(0, ...points)
  const right = steps.filter((_, at) => most > 0 && points[at] === most)
  const [first, last] = [right[0], right.at(-1)]
  const reaches =
    first !== undefined && last !== undefined && right.length === between(steps, first, last)
  if (Number.isNaN(correct) && !reaches) return noKey
  const content = (value: number, tolerance: number): QuestionContent => ({
    ...blank,
    type: 'slider',
    body,
    key: { value, tolerance },
  })
  const type = 'slider' as const
  const probes = steps.map((value): Probe => ({
    given: { type, value },
    responses: answering(item, identifier, [value]),
  }))
  const middle = reaches ? Number(((first + last) / 2).toPrecision(12)) : correct
  const tolerance = reaches ? Number(((last - first) / 2).toPrecision(12)) : 0
  const candidate = content(
    right.length === 1 && !Number.isNaN(correct) ? correct : middle,
    tolerance,
  )
  return {
    content: most > 0 ? nearest(item, [candidate], probes) : content(correct, 0),
    probes: probes.filter((_, at) => at === 0 || points[at] === most).slice(0, 20),
  }
}

/** The values that can be set, or those nearest to one where they are very many. */
function stepsAround(body: { from: number; to: number; step: number; unit: string }, near: number) {
  const { from, to, step } = body
  const count = Math.floor((to - from) / step + 1e-9) + 1
  const middle = Math.round((near - from) / step)
  const start = Math.max(0, Math.min(count - mostTried, middle - Math.floor(mostTried / 2)))
  return Array.from({ length: Math.min(count, mostTried) }, (_, index) =>
    nearestStep(body, from + (start + index) * step),
  )
}

function between(steps: readonly number[], first: number, last: number): number {
  return steps.filter((value) => value >= first && value <= last).length
}
