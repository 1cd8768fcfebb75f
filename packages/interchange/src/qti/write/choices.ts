import { entry } from '@quizmentor/engine/question/parts'
import { responseDeclaration, type Mapping } from './declare.ts'
import { numeric } from './entries.ts'
import { choiceName, saidTo, type ItemParts, type Making } from './item.ts'
import { addScore, baseValue, condition, isNull, mapResponse, setScore } from './rules.ts'
import { tag, type Tag } from './tags.ts'

/** One option of several. */
export function singleChoice({ content, bodies }: Making<'single_choice'>): ItemParts {
  const { body, key } = content
  const right = choiceName(key.choice)
  const credits = body.options.flatMap(({ id }) => {
    const credit = entry(key.credits ?? {}, id)
    return credit === undefined || id === key.choice || credit === 0
      ? []
      : [{ key: choiceName(id), value: credit }]
  })
  const mapping = { entries: [{ key: right, value: 1 }, ...credits] }
  return {
    declarations: [
      responseDeclaration(
        'RESPONSE',
        'single',
        'identifier',
        [right],
        credits.length > 0 ? mapping : undefined,
      ),
    ],
    body: [
      tag(
        'choiceInteraction',
        { responseIdentifier: 'RESPONSE', shuffle: body.shuffle, maxChoices: 1 },
        ...body.options.map(({ id, text }) =>
          tag('simpleChoice', { identifier: choiceName(id) }, ...bodies.line(text)),
        ),
      ),
    ],
    processing: credits.length > 0 ? 'map_response' : 'match_correct',
    most: 1,
    said: saidTo(body.options, key.feedback),
  }
}

/** Two options, by the identifiers that other programs know. */
export function trueFalse({ content }: Making<'true_false'>): ItemParts {
  const { key } = content
  const options = [
    { identifier: 'true', text: 'True' },
    { identifier: 'false', text: 'False' },
  ]
  return {
    declarations: [responseDeclaration('RESPONSE', 'single', 'identifier', [String(key.truth)])],
    body: [
      tag(
        'choiceInteraction',
        { responseIdentifier: 'RESPONSE', shuffle: false, maxChoices: 1 },
        ...options.map(({ identifier, text }) => tag('simpleChoice', { identifier }, text)),
      ),
    ],
    processing: 'match_correct',
    most: 1,
    said: options.flatMap(({ identifier }) => {
      const text = entry(key.feedback ?? {}, identifier)
      return text === undefined ? [] : [{ identifier, text }]
    }),
  }
}

/** Any number of options. */
export function multipleChoice({ content, bodies }: Making<'multiple_choice'>): ItemParts {
  const { body, key } = content
  const ids = body.options.map(({ id }) => id)
  const judged = judgedSet(ids, key.choices, key.rule, key.credits)
  return {
    ...judged,
    body: [
      tag(
        'choiceInteraction',
        { responseIdentifier: 'RESPONSE', shuffle: body.shuffle, maxChoices: 0 },
        ...body.options.map(({ id, text }) =>
          tag('simpleChoice', { identifier: choiceName(id) }, ...bodies.line(text)),
        ),
      ),
    ],
    said: saidTo(body.options, key.feedback),
    several: true,
  }
}

type Rule = 'all_or_nothing' | 'per_option' | 'penalised' | 'weighted'

/** How a set of chosen things is declared and scored, by each of our rules. */
export function judgedSet(
  ids: readonly string[],
  right: readonly string[],
  rule: Rule,
  credits: Readonly<Record<string, number>> = {},
  cardinality: 'single' | 'multiple' = 'multiple',
): Pick<ItemParts, 'declarations' | 'processing' | 'most'> {
  const declared = (mapping?: Mapping): Tag[] => [
    responseDeclaration(
      'RESPONSE',
      cardinality,
      'identifier',
      (cardinality === 'single' ? right.slice(0, 1) : right).map(choiceName),
      mapping,
    ),
  ]
  const byId = (valueOf: (id: string) => number) =>
    ids.map((id) => ({ key: choiceName(id), value: valueOf(id) }))
  const signed = byId((id) => (right.includes(id) ? 1 : -1))
  switch (rule) {
    case 'all_or_nothing':
      return { declarations: declared(), processing: 'match_correct', most: 1 }
    case 'penalised':
      return {
        declarations: declared({ entries: signed, lowerBound: 0 }),
        processing: 'map_response',
        most: right.length,
      }
    case 'weighted':
      return {
        declarations: declared({
          entries: byId((id) => entry(credits, id) ?? 0),
          lowerBound: 0,
          upperBound: 1,
        }),
        processing: 'map_response',
        most: 1,
      }
    case 'per_option': {
      // Every option that is wrong and left counts as well: they are there to begin with.
      const wrong = ids.filter((id) => !right.includes(id)).length
      return {
        declarations: declared({ entries: signed }),
        processing: [
          condition(
            [[isNull('RESPONSE'), setScore(0)]],
            [setScore(wrong), addScore(mapResponse('RESPONSE'))],
          ),
        ],
        most: ids.length,
      }
    }
  }
}

/** Things to be put in order. */
export function ordering({ content, bodies, lose }: Making<'ordering'>): ItemParts {
  const { body, key } = content
  if (key.rule === 'partial')
    lose('partial_order', 'QTI has no measure for an order that is partly right: all or nothing.')
  return {
    declarations: [
      responseDeclaration('RESPONSE', 'ordered', 'identifier', key.order.map(choiceName)),
    ],
    body: [
      tag(
        'orderInteraction',
        { responseIdentifier: 'RESPONSE', shuffle: true },
        ...body.items.map(({ id, text }) =>
          tag('simpleChoice', { identifier: choiceName(id) }, ...bodies.line(text)),
        ),
      ),
    ],
    processing: 'match_correct',
    most: 1,
  }
}

/** A value on a scale. */
export function slider(making: Making<'slider'>): ItemParts {
  const { content, lose } = making
  const { from, to, step, unit } = content.body
  const { value, tolerance } = content.key
  if (Math.min(from, to) < 0) return typedInstead(making)
  const whole = [from, to, step, value].every(Number.isInteger)
  if (unit !== '') lose('unit', 'The unit of the scale was left out.')
  const baseType = whole ? 'integer' : 'float'
  return {
    declarations: [responseDeclaration('RESPONSE', 'single', baseType, [value])],
    body: [
      tag('sliderInteraction', {
        responseIdentifier: 'RESPONSE',
        lowerBound: from,
        upperBound: to,
        step,
      }),
    ],
    processing:
      tolerance === 0
        ? 'match_correct'
        : [
            condition(
              [
                [
                  tag(
                    'equal',
                    { toleranceMode: 'absolute', tolerance: `${tolerance} ${tolerance}` },
                    tag('variable', { identifier: 'RESPONSE' }),
                    tag('correct', { identifier: 'RESPONSE' }),
                  ),
                  setScore(1),
                ],
              ],
              [setScore(baseValue('float', 0))],
            ),
          ],
    most: 1,
  }
}

/** The schemas of QTI let no scale begin below 0: programs that look at them would refuse the item. */
function typedInstead({ content, ...making }: Making<'slider'>): ItemParts {
  making.lose('slider_as_number', 'QTI’s scales begin at 0 or above: the number is typed instead.')
  const { body, key, ...common } = content
  const { unit } = body
  return numeric({
    ...making,
    content: {
      ...common,
      type: 'numeric',
      body: { units: unit === '' ? [] : [unit] },
      key: {
        value: key.value,
        tolerance: { kind: 'absolute', amount: key.tolerance },
        unit: unit === '' ? undefined : unit,
        factors: {},
      },
    },
  })
}
