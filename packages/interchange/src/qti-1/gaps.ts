import { scoreOf } from './conditions.ts'
import { attributeOf, numberOf } from './elements.ts'
import type { Feedback } from './feedback.ts'
import type { Item } from './item.ts'
import { shareOf, type Made, type Texts } from './made.ts'
import { numbersOf } from './number.ts'
import type { Response } from './presentation.ts'
import { isNumeric, typedKey } from './typed.ts'

/** Stands for a gap while a text is turned into Markdown: no mark of HTML or Markdown. */
function mark(index: number): string {
  return `\uE000${index}\uE001`
}

/** What a blank is called in the text: Canvas writes `[name]`. */
function namesOf({ ident, html }: Response, texts: Texts): string[] {
  return [ident.replace(/^response_/, ''), texts.plain(html)].filter((name) => name !== '')
}

/** Whether any of the choices is for a blank of the text. */
export function hasBlanks(item: Item, texts: Texts): boolean {
  const text = textsOf(item)
  return item.presentation.responses.some((response) =>
    namesOf(response, texts).some((name) => text.includes(`[${name}]`)),
  )
}

function textsOf({ presentation: { pieces } }: Item): string {
  return pieces.filter((piece) => typeof piece === 'string').join('\n')
}

/** A text with gaps: named in it, or standing between its pieces. */
export function gaps(item: Item, texts: Texts, feedback: Feedback): Made {
  const { pieces, responses } = item.presentation
  const named = hasBlanks(item, texts)
  let html = named
    ? textsOf(item)
    : pieces
        .map((piece) => (typeof piece === 'string' ? piece : mark(responses.indexOf(piece))))
        .join(' ')
  if (named)
    responses.forEach((response, index) => {
      const name = namesOf(response, texts).find((one) => html.includes(`[${one}]`))
      html = name === undefined ? `${html}\n${mark(index)}` : html.replace(`[${name}]`, mark(index))
    })
  const keys = responses.map((response) => keyOf(item, response, texts, feedback))
  if (keys.every((key) => key === null))
    return { code: 'no_key', reason: 'The file doesn’t say what belongs into the gaps.' }
  if (keys.includes(null))
    texts.lose('gap_without_key', 'A gap whose answer the file doesn’t give became “…”.')
  const text = texts
    .block(html)
    .replaceAll('{{', '{ {')
    .replace(/\uE000(\d+)\uE001/g, (_, digits: string) =>
      (keys[Number(digits)] ?? null) === null ? '…' : `{{g${Number(digits) + 1}}}`,
    )
  const found = keys.flatMap((key, index) =>
    key === null ? [] : [{ id: `g${index + 1}`, ...key }],
  )
  const differ = new Set(found.map(({ best }) => best)).size > 1
  const joint = found.every(({ best }) => best === 0)
  const parts = stemAndText(text)
  return {
    content: {
      type: 'fill_in',
      ...(parts.stem !== '' && { stem: parts.stem }),
      body: {
        text: parts.text,
        gaps: found.map(({ id, choices }) => ({ id, choices })),
      },
      key: {
        gaps: Object.fromEntries(
          found.map(({ id, key, best }) => [
            id,
            { ...key, ...(differ && best > 0 && { weight: best }) },
          ]),
        ),
        rule:
          joint && found.length > 1 && responses.every(({ kind }) => kind === 'text')
            ? 'all_or_nothing'
            : 'partial',
      },
    },
  }
}

/** The paragraphs before the first gap are what is asked; the rest is the text. */
function stemAndText(text: string): { readonly stem: string; readonly text: string } {
  const paragraphs = text.split(/\n{2,}/)
  const first = paragraphs.findIndex((paragraph) => /\{\{g\d+\}\}/.test(paragraph))
  if (first <= 0) return { stem: '', text }
  return {
    stem: paragraphs.slice(0, first).join('\n\n'),
    text: paragraphs.slice(first).join('\n\n'),
  }
}

interface Key {
  readonly choices: readonly string[]
  readonly key: object
  /** What the gap scores in the file; 0 where only all of them together do. */
  readonly best: number
}

function keyOf(item: Item, response: Response, texts: Texts, feedback: Feedback): Key | null {
  if (response.labels.length > 0 && response.kind === 'choice')
    return isTyped(item, response, texts)
      ? typedLabels(item, response, texts)
      : picked(item, response, texts)
  if (response.kind !== 'text') return null
  const typed = typedKey(item, response, feedback)
  const [near] = isNumeric(item, response)
    ? item.conditions
        .filter(({ sets }) => sets.some(({ value }) => value > 0))
        .flatMap(({ test }) => numbersOf(test, response.ident))
    : []
  const number = near !== undefined &&
    near.tolerance.amount > 0 && {
      number: {
        value: near.value,
        tolerance:
          near.tolerance.kind === 'absolute'
            ? near.tolerance.amount
            : near.tolerance.amount * Math.abs(near.value),
      },
    }
  if (typed !== null) {
    const { best, ...key } = typed
    return { choices: [], key: { ...key, ...number }, best }
  }
  return number === false
    ? null
    : { choices: [], key: { accepted: [String(near?.value)], ...number }, best: 0 }
}

function isTyped(item: Item, { labels }: Response, texts: Texts): boolean {
  const said = attributeOf(labels[0]?.element ?? item.element, 'answer_type').toLowerCase()
  if (said !== '') return said === 'openentry'
  if (item.type.startsWith('fillinmultipleblanks')) return true
  if (/dropdown|jumbled/.test(item.type)) return false
  return new Set(labels.map(({ html }) => texts.plain(html).toLowerCase())).size === 1
}

/** A blank whose accepted answers are listed as if they were choices. */
function typedLabels(item: Item, { ident, labels }: Response, texts: Texts): Key | null {
  const [first] = labels
  if (first === undefined) return null
  const said = (name: string) => attributeOf(first.element, name)
  const algorithm = said('scoring_algorithm').toLowerCase()
  const values = [...new Set(labels.map(({ html }) => texts.plain(html)))].filter(Boolean)
  if (algorithm === 'textregex') {
    const literal = values.map((value) => value.replace(/^\^|\$$/g, ''))
    if (literal.some((value) => /[\\^$.*+?()[\]{}|]/.test(value)))
      texts.lose('pattern', 'A gap’s pattern (regular expression) is compared letter by letter.')
    values.splice(0, values.length, ...literal)
  }
  if (values.length === 0) return null
  const contains = algorithm === 'textcontainsanswer'
  const typos = numberOf(said('levenshtein_distance'))
  const key = {
    accepted: contains ? values.map((value) => `*${value}*`) : values,
    ...(contains && { wildcards: true }),
    ...(typos !== null && { typos: Math.min(3, Math.max(0, Math.round(typos))) }),
    caseSensitive: said('ignore_case').toLowerCase() === 'false',
  }
  const best = Math.max(
    ...labels.map((label) => scoreOf(item.conditions, { [ident]: [label.ident] })),
  )
  return { choices: [], key, best: Math.max(0, best) }
}

/** A blank with a list to pick from. */
function picked(item: Item, { ident, labels }: Response, texts: Texts): Key | null {
  const scored = labels
    .map((label) => ({
      text: texts.plain(label.html),
      score: scoreOf(item.conditions, { [ident]: [label.ident] }),
    }))
    .filter(({ text }) => text !== '')
  const best = Math.max(0, ...scored.map(({ score }) => score))
  if (best === 0) return null
  const credits = scored
    .filter(({ score }) => score > 0 && score < best)
    .map(({ text, score }) => ({ choice: text, credit: shareOf(score, best) }))
  return {
    choices: [...new Set(scored.map(({ text }) => text))],
    key: {
      accepted: scored.filter(({ score }) => score === best).map(({ text }) => text),
      ...(credits.length > 0 && { credits }),
    },
    best,
  }
}
