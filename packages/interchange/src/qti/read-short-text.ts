import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { XmlElement } from '../xml.ts'
import {
  answering,
  blank,
  nearest,
  responseOf,
  type Item,
  type Probe,
  type Reading,
} from './read-reading.ts'
import { textKeyOf } from './read-text-key.ts'

/** A field that stands by itself: a number or a short text; `null`: nothing says what is right. */
export function readShortText(item: Item, interaction: XmlElement): Reading | null {
  const identifier = responseOf(interaction)
  const key = textKeyOf(item, identifier)
  if (key === null) return null
  item.texts.replace(interaction, [])
  const answers = [...key.accepted, ...key.others.map(({ text }) => text)]
  if (key.number !== null) {
    const { value, tolerance, share } = key.number
    const inside = tolerance > 0 ? [value - tolerance / 2, value + tolerance / 2] : []
    const numbers = [value, ...inside, value + 3 * tolerance + 1, ...answers.map(Number)]
    const probes = numbers.map((number): Probe => ({
      given: { type: 'numeric', value: number },
      responses: answering(item, identifier, [number]),
    }))
    const others = [
      ...key.accepted.slice(1).map((text) => ({ text, credit: 1 })),
      ...key.others,
    ].map(({ text, credit }) => ({
      value: Number(text),
      tolerance: { kind: 'absolute' as const, amount: 0 },
      credit,
    }))
    const content: QuestionContent = {
      ...blank,
      type: 'numeric',
      body: { units: [] },
      key: {
        value,
        tolerance:
          share === null
            ? { kind: 'absolute', amount: tolerance }
            : { kind: 'relative', amount: share },
        factors: {},
        ...(others.length > 0 && { others: others.slice(0, 20) }),
      },
    }
    return { content: nearest(item, [content], probes), probes }
  }
  const probes = [...answers, `${answers[0] ?? ''}~`].map((text): Probe => ({
    given: { type: 'short_text', text },
    responses: answering(item, identifier, [text]),
  }))
  const content: QuestionContent = {
    ...blank,
    type: 'short_text',
    body: {},
    key: {
      accepted: [...key.accepted],
      caseSensitive: key.caseSensitive,
      accentSensitive: key.accentSensitive,
      typos: 0,
      ...(key.wildcards && { wildcards: true }),
      ...(key.others.length > 0 && {
        others: key.others.map(({ text, credit }) => ({ accepted: [text], credit })),
      }),
    },
  }
  return { content: nearest(item, [content], probes), probes }
}
