import type { TextMatch } from '@quizmentor/engine/question/text-match'
import { responseDeclaration, type MapEntry } from './declare.ts'
import { blocks, rubricBlock, type ItemParts, type Making } from './item.ts'
import {
  addScore,
  baseValue,
  condition,
  isNull,
  mapResponse,
  near,
  setScore,
  variable,
} from './rules.ts'
import { htmlTag, tag, type Tag } from './tags.ts'

type Others = readonly {
  readonly accepted: readonly string[]
  readonly credit: number
  readonly feedback?: string | undefined
}[]

/** A number to be typed. */
export function numeric({ content, lose }: Making<'numeric'>): ItemParts {
  const { body, key } = content
  const unit = body.units.length > 0 ? key.unit : undefined
  if (body.units.length > 1)
    lose('units', 'The choice of units was left out: the one of the key stands.')
  const others = key.others ?? []
  return {
    declarations: [responseDeclaration('RESPONSE', 'single', 'float', [key.value])],
    body: [
      htmlTag(
        'p',
        {},
        tag('textEntryInteraction', { responseIdentifier: 'RESPONSE', expectedLength: 15 }),
        ...(unit === undefined ? [] : [` ${unit}`]),
      ),
    ],
    processing: [
      condition(
        [
          [
            near('RESPONSE', tag('correct', { identifier: 'RESPONSE' }), key.tolerance),
            setScore(1),
          ],
          ...others.map(
            ({ value, tolerance, credit }) =>
              [near('RESPONSE', baseValue('float', value), tolerance), setScore(credit)] as const,
          ),
        ],
        [setScore(0)],
      ),
    ],
    most: 1,
    saidWhere: others.flatMap(({ value, tolerance, feedback }) =>
      feedback === undefined
        ? []
        : [{ test: near('RESPONSE', baseValue('float', value), tolerance), text: feedback }],
    ),
  }
}

/** Tells of rules of comparison that QTI doesn't have. */
export function comparison(
  { typos, accentSensitive, accepted }: TextMatch,
  lose: Making['lose'],
): void {
  if (typos > 0) lose('typos', 'Typing errors that are still right were left out.')
  if (!accentSensitive && accepted.some((text) => text !== text.normalize('NFD')))
    lose('accents', 'Accents count in QTI; here they didn’t.')
}

/** Accepted answers and others that earn something, as entries of a mapping. */
function textEntries(match: TextMatch & { readonly others?: Others | undefined }, worth: number) {
  const { caseSensitive, accepted, others = [] } = match
  const entries = new Map<string, MapEntry>()
  const add = (text: string, value: number) => {
    const name = caseSensitive ? text : text.toLowerCase()
    if (!entries.has(name)) entries.set(name, { key: text, value, caseSensitive })
  }
  for (const text of accepted) add(text, worth)
  for (const other of others)
    if (other.credit > 0) for (const text of other.accepted) add(text, worth * other.credit)
  return [...entries.values()]
}

/** Whether the typed text is one of some, wildcards included. */
export function isOneOf(identifier: string, match: TextMatch, texts: readonly string[]): Tag {
  const tests = texts.map((text) =>
    match.wildcards === true && text.includes('*')
      ? tag('patternMatch', { pattern: patternOf(text, match.caseSensitive) }, variable(identifier))
      : tag(
          'stringMatch',
          { caseSensitive: match.caseSensitive },
          variable(identifier),
          baseValue('string', text),
        ),
  )
  const [only] = tests
  return tests.length === 1 && only !== undefined ? only : tag('or', {}, ...tests)
}

/** A regular expression of XML Schema (part 2, appendix F): anchored by itself, without flags. */
function patternOf(text: string, caseSensitive: boolean): string {
  return [...text]
    .map((letter) => {
      if (letter === '*') return '.*'
      const [low, up] = [letter.toLowerCase(), letter.toUpperCase()]
      if (!caseSensitive && low !== up && low.length === 1 && up.length === 1)
        return `[${low}${up}]`
      return letter.replace(/[\\^$.|?+()[\]{}-]/, '\\$&')
    })
    .join('')
}

/** The rules that add what a typed answer is worth, and the declaration they look at. */
export function typed(
  identifier: string,
  match: TextMatch & { readonly others?: Others | undefined },
  worth: number,
): { declaration: Tag; rules: Tag[]; isMapped: boolean } {
  const hasWildcards =
    match.wildcards === true &&
    [match.accepted, ...(match.others ?? []).map(({ accepted }) => accepted)]
      .flat()
      .some((text) => text.includes('*'))
  const correct = match.accepted
    .slice(0, 1)
    .map((text) => (hasWildcards ? text.replaceAll('*', '') : text))
  if (!hasWildcards)
    return {
      declaration: responseDeclaration(identifier, 'single', 'string', correct, {
        entries: textEntries(match, worth),
      }),
      rules: [condition([[tag('not', {}, isNull(identifier)), addScore(mapResponse(identifier))]])],
      isMapped: true,
    }
  return {
    declaration: responseDeclaration(
      identifier,
      'single',
      'string',
      correct.filter((text) => text !== ''),
    ),
    rules: [
      condition([
        [isOneOf(identifier, match, match.accepted), addScore(worth)],
        ...(match.others ?? []).map(
          ({ accepted, credit }) =>
            [isOneOf(identifier, match, accepted), addScore(worth * credit)] as const,
        ),
      ]),
    ],
    isMapped: false,
  }
}

/** A word or a phrase. */
export function shortText({ content, lose }: Making<'short_text'>): ItemParts {
  const { key } = content
  comparison(key, lose)
  const { declaration, rules, isMapped } = typed('RESPONSE', key, 1)
  return {
    declarations: [declaration],
    body: [
      htmlTag(
        'p',
        {},
        tag('textEntryInteraction', { responseIdentifier: 'RESPONSE', expectedLength: 30 }),
      ),
    ],
    processing: isMapped ? 'map_response' : rules,
    most: 1,
    saidWhere: (key.others ?? []).flatMap(({ accepted, feedback }) =>
      feedback === undefined ? [] : [{ test: isOneOf('RESPONSE', key, accepted), text: feedback }],
    ),
  }
}

/** A text that somebody marks. */
export function extendedText(making: Making<'extended_text'>): ItemParts {
  const { content, version, bodies, lose } = making
  const { body, key } = content
  if (body.mostWords !== undefined) lose('most_words', 'The limit of words was left out.')
  const model = bodies.block(key.model)
  const criteria = htmlTag(
    'ul',
    {},
    ...key.rubric.map(({ text, points }) =>
      htmlTag('li', {}, ...bodies.line(text), ...(saysPoints(text) ? [] : [` (${points} points)`])),
    ),
  )
  return {
    declarations: [
      responseDeclaration(
        'RESPONSE',
        'single',
        'string',
        [],
        undefined,
        body.template === '' ? undefined : body.template,
      ),
    ],
    body: [
      tag('extendedTextInteraction', {
        responseIdentifier: 'RESPONSE',
        expectedLines: body.lines > 0 ? body.lines : undefined,
      }),
      ...(model.length === 0
        ? []
        : [rubricBlock(version, 'scorer', 'model-answer', blocks(model))]),
      ...(key.rubric.length === 0 ? [] : [rubricBlock(version, 'scorer', 'criteria', [criteria])]),
    ],
    processing: null,
    most: key.rubric.length === 0 ? 1 : key.rubric.reduce((sum, { points }) => sum + points, 0),
  }
}

/** Whether a criterion says itself what it is worth, as ours do that came from a package. */
function saysPoints(text: string): boolean {
  return /\(\d+(?:\.\d+)? points\)$/.test(text)
}
