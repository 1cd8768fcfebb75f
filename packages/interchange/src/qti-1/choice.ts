import { leavesOf, scoreOf, type Condition } from './conditions.ts'
import { attributeOf, descendants } from './elements.ts'
import { answerName, type Feedback } from './feedback.ts'
import type { Item } from './item.ts'
import { idAt, shareOf, type Made, type Texts } from './made.ts'
import type { Label, Response } from './presentation.ts'

const noKey = {
  code: 'no_key',
  reason: 'The file doesn’t say which answer is right.',
} as const

/** One or several of a list of options. */
export function choice(item: Item, response: Response, texts: Texts, feedback: Feedback): Made {
  const several = response.cardinality === 'multiple' || item.type.startsWith('multipleanswer')
  const right = several ? null : rightOne(item, response)
  const said = (label: Label) => feedback.byAnswer.get(answerName(response.ident, label.ident))
  if (right !== null) {
    const truth = truthOf(response, right, texts)
    if (truth !== null)
      return {
        content: {
          type: 'true_false',
          body: {},
          key: {
            truth: truth.get(right.label.ident) ?? true,
            ...record('feedback', response.labels, said, (label) =>
              String(truth.get(label.ident) ?? true),
            ),
          },
        },
      }
  }
  const judged = several ? rightSeveral(item, response) : null
  const keyed = new Set(judged?.choices ?? (right === null ? [] : [right.label.ident]))
  if (keyed.size === 0) return noKey
  const labels = response.labels.filter((label) => {
    const empty = texts.line(label.html) === ''
    if (empty && !keyed.has(label.ident))
      texts.lose('options_empty', 'Options without a text were left out.')
    return !empty || keyed.has(label.ident)
  })
  const ids = new Map(labels.map(({ ident }, index) => [ident, idAt(index)]))
  const idOf = ({ ident }: Label) => ids.get(ident) ?? ident
  const body = {
    options: labels.map((label) => ({ id: idOf(label), text: texts.line(label.html) || '—' })),
    shuffle: shuffles(response),
  }
  const told = record('feedback', labels, said, idOf)
  if (right !== null) {
    const credit = (label: Label) => {
      const share = shareOf(right.scores.get(label.ident) ?? 0, right.best)
      return label === right.label || share === 0 ? undefined : share
    }
    const key = { choice: idOf(right.label), ...record('credits', labels, credit, idOf), ...told }
    return { content: { type: 'single_choice', body, key } }
  }
  const worth = (label: Label) => judged?.credits?.get(label.ident)
  const key = {
    choices: labels.filter(({ ident }) => keyed.has(ident)).map(idOf),
    rule: judged?.rule,
    ...record('credits', labels, worth, idOf),
    ...told,
  }
  return { content: { type: 'multiple_choice', body, key } }
}

/** `{ name: { id: value } }` of the options that have a value, or nothing. */
function record<Value>(
  name: 'feedback' | 'credits',
  labels: readonly Label[],
  valueOf: (label: Label) => Value | undefined,
  idOf: (label: Label) => string,
): { readonly [name: string]: Readonly<Record<string, Value>> } {
  const entries = labels.flatMap((label) => {
    const value = valueOf(label)
    return value === undefined ? [] : [[idOf(label), value] as const]
  })
  return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) }
}

interface Right {
  readonly label: Label
  readonly scores: ReadonlyMap<string, number>
  readonly best: number
}

/** The option that earns most; where none earns anything, the one that the file calls right. */
function rightOne({ conditions }: Item, { ident, labels }: Response): Right | null {
  const scores = new Map(
    labels.map((label) => [label.ident, scoreOf(conditions, { [ident]: [label.ident] })]),
  )
  const best = Math.max(0, ...scores.values())
  const saidRight = new Set(
    conditions
      .filter((condition) => condition.saidRight)
      .flatMap(({ test }) => leavesOf(test))
      .flatMap(({ test, wanted }) => (wanted && test.kind === 'equal' ? [test.value] : [])),
  )
  const label =
    best > 0
      ? labels.find((one) => scores.get(one.ident) === best)
      : labels.find((one) => saidRight.has(one.ident))
  return label === undefined ? null : { label, scores, best: best > 0 ? best : 1 }
}

interface RightSeveral {
  readonly choices: readonly string[]
  readonly rule: 'all_or_nothing' | 'penalised' | 'weighted'
  readonly credits?: ReadonlyMap<string, number>
}

/** What several options have to be chosen, as one whole or each for a score of its own. */
function rightSeveral(item: Item, response: Response): RightSeveral | null {
  const earning = item.conditions.filter(({ sets }) => sets.some(({ value }) => value > 0))
  const whole = earning
    .filter(({ test }) => leavesOf(test).length > 1)
    .toSorted((one, other) => amountOf(other) - amountOf(one))[0]
  if (whole !== undefined) {
    const choices = leavesOf(whole.test).flatMap(({ test, wanted }) =>
      wanted && test.kind === 'equal' && test.response === response.ident ? [test.value] : [],
    )
    const partly = /^true$/i.test(item.meta.get('bbmd_partialcredit') ?? '')
    return { choices, rule: partly ? 'penalised' : 'all_or_nothing' }
  }
  const solo = new Map(
    response.labels.map(({ ident }) => [
      ident,
      scoreOf(item.conditions, { [response.ident]: [ident] }),
    ]),
  )
  const choices = [...solo].filter(([, score]) => score > 0).map(([ident]) => ident)
  if (choices.length === 0) return null
  if (/allornothing/i.test(item.meta.get('scoring_algorithm') ?? ''))
    return { choices, rule: 'all_or_nothing' }
  const sum = choices.reduce((total, ident) => total + (solo.get(ident) ?? 0), 0)
  const amounts = new Set([...solo.values()].map(Math.abs))
  if (amounts.size === 1) return { choices, rule: 'penalised' }
  const credits = new Map([...solo].map(([ident, score]) => [ident, Math.max(-1, score / sum)]))
  return { choices, rule: 'weighted', credits }
}

function amountOf({ sets }: Condition): number {
  return Math.max(0, ...sets.map(({ value }) => value))
}

const truths: Readonly<Record<string, boolean>> = { true: true, false: false }

/** ident → truth, where the options are the words true and false, and one alone is right. */
function truthOf(
  { labels }: Response,
  { scores, label: right }: Right,
  texts: Texts,
): Map<string, boolean> | null {
  if (labels.length !== 2) return null
  const found = labels.flatMap((label) => {
    const truth = truths[texts.plain(label.html).toLowerCase().replace(/\.$/, '')]
    return truth === undefined ? [] : [[label.ident, truth] as const]
  })
  const alone = labels.every((label) => label === right || (scores.get(label.ident) ?? 0) <= 0)
  const differ = new Set(found.map(([, truth]) => truth)).size === 2
  return alone && differ ? new Map(found) : null
}

function shuffles({ element, labels }: Response): boolean {
  const said = descendants(element, 'render_choice')
    .map((render) => attributeOf(render, 'shuffle').toLowerCase())
    .find((value) => value !== '')
  const fixed = labels.some(
    (label) => attributeOf(label.element, 'rshuffle').toLowerCase() === 'no',
  )
  return said === undefined ? !fixed : said === 'yes'
}
