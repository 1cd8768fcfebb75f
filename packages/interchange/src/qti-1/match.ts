import { scoreOf, wantedValues } from './conditions.ts'
import { answerName, type Feedback } from './feedback.ts'
import type { Item } from './item.ts'
import { idAt, type Made, type Texts } from './made.ts'
import type { Response } from './presentation.ts'

const noKey = { code: 'no_key', reason: 'The file doesn’t say what belongs together.' } as const

/** Left sides, each with a list of the right sides. */
export function matching(item: Item, texts: Texts, feedback: Feedback): Made {
  const { responses } = item.presentation
  const targets: string[] = []
  const targetOf = (html: string): number => {
    const text = texts.line(html)
    const at = targets.indexOf(text)
    return at >= 0 ? at : targets.push(text) - 1
  }
  const prompts = responses.flatMap((response) => {
    const sides = sidesOf(item, response).map(({ ident, html }) => ({ ident, at: targetOf(html) }))
    const text = texts.line(response.html)
    const right = rightOf(item, response)
    const target = sides.find(({ ident }) => ident === right)?.at
    if (text === '' || target === undefined || targets[target] === '') return []
    return [{ text, target, ident: response.ident }]
  })
  if (prompts.length < responses.length)
    texts.lose('pairs_left_out', 'Left sides without a text or without a match were left out.')
  if (prompts.length === 0) return noKey
  if (
    [...feedback.byAnswer].some(([name]) =>
      responses.some(({ ident }) => name.startsWith(answerName(ident, ''))),
    )
  )
    texts.lose('pair_feedback', 'Feedback on single pairs was left out.')
  const used = new Map<number, string>()
  targets.forEach((text, index) => text !== '' && used.set(index, idAt(used.size)))
  const options = [...used].map(([index, id]) => ({ id, text: targets[index] ?? '' }))
  const [only] = prompts
  if (prompts.length === 1 && only !== undefined)
    return {
      content: {
        type: 'single_choice',
        stemEnd: only.text,
        body: { options },
        key: { choice: used.get(only.target) },
      },
    }
  return {
    content: {
      type: 'matching',
      body: {
        prompts: prompts.map(({ text }, index) => ({ id: idAt(index), text })),
        targets: options,
      },
      key: {
        pairs: Object.fromEntries(
          prompts.map(({ target }, index) => [idAt(index), used.get(target)]),
        ),
      },
    },
  }
}

/** The right sides of a response: its own, or those that stand apart in the same order. */
function sidesOf({ presentation: { rightSides } }: Item, { labels }: Response) {
  return labels.map(({ ident, html }, index) => ({
    ident,
    html: html === '' ? (rightSides[index] ?? '') : html,
  }))
}

function rightOf(item: Item, { ident, labels }: Response): string | undefined {
  const scored = labels.map((label) => ({
    ident: label.ident,
    score: scoreOf(item.conditions, { [ident]: [label.ident] }),
  }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  if (best > 0) return scored.find(({ score }) => score === best)?.ident
  return wantedValues(item.conditions, ident)[0]?.value
}

/** Categories, each with what belongs to it: every thing is a left side, its category the right one. */
export function categories(item: Item, texts: Texts): Made {
  const { responses } = item.presentation
  const things = new Map<string, string>()
  for (const { labels } of responses)
    for (const label of labels) things.set(label.ident, texts.line(label.html))
  const category = new Map(
    responses.flatMap((response, index) =>
      wantedValues(item.conditions, response.ident).map(
        ({ value }) => [value, idAt(index)] as const,
      ),
    ),
  )
  const prompts = [...things].filter(([ident, text]) => category.has(ident) && text !== '')
  if (prompts.length === 0) return noKey
  if (prompts.length < things.size)
    texts.lose('distractors_left_out', 'Things that belong to no category were left out.')
  return {
    content: {
      type: 'matching',
      body: {
        prompts: prompts.map(([, text], index) => ({ id: idAt(index), text })),
        targets: responses.map(({ html }, index) => ({ id: idAt(index), text: texts.line(html) })),
      },
      key: {
        pairs: Object.fromEntries(
          prompts.map(([ident], index) => [idAt(index), category.get(ident)]),
        ),
      },
    },
  }
}

/** Things to be put in order. */
export function ordering(item: Item, response: Response, texts: Texts): Made {
  const ids = new Map(response.labels.map(({ ident }, index) => [ident, idAt(index)]))
  const wanted = item.conditions
    .filter(
      ({ sets, shows, saidRight }) =>
        sets.some(({ value }) => value > 0) || saidRight || shows.length > 0,
    )
    .map((condition) =>
      wantedValues([{ ...condition, sets: [{ action: 'set', value: 1 }] }], response.ident),
    )
    .toSorted((one, other) => other.length - one.length)[0]
  const order = [...new Set((wanted ?? []).flatMap(({ value }) => ids.get(value) ?? []))]
  if (order.length === 0) return noKey
  return {
    content: {
      type: 'ordering',
      body: {
        items: response.labels.map(({ ident, html }) => ({
          id: ids.get(ident),
          text: texts.line(html),
        })),
      },
      key: { order, rule: 'all_or_nothing' },
    },
  }
}
