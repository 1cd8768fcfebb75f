import { entry } from '@quizmentor/engine/question/parts'
import type { Pair, PairCredits } from '@quizmentor/engine/question/pair-credits'
import { rightlyFilled } from '@quizmentor/engine/question/gap-match'
import { responseDeclaration, type Mapping } from './declare.ts'
import { blocks, choiceName, type ItemParts, type Making } from './item.ts'
import { graphicGaps } from './graphics.ts'
import { templates, wholeOrNothing } from './rules.ts'
import { htmlTag, tag } from './tags.ts'

/** Left sides and right sides. */
export function matching({ content, bodies }: Making<'matching'>): ItemParts {
  const { body, key } = content
  const pairs = body.prompts.flatMap(({ id }) => {
    const target = entry(key.pairs, id)
    return target === undefined ? [] : [`P_${id} T_${target}`]
  })
  const isPartial = key.rule === 'partial'
  const credits = isPartial ? key.credits : undefined
  const mapping =
    credits === undefined
      ? { entries: pairs.map((pair) => ({ key: pair, value: 1 })) }
      : weighed(credits, ([prompt, target]) => `P_${prompt} T_${target}`)
  return {
    declarations: [
      responseDeclaration(
        'RESPONSE',
        'multiple',
        'directedPair',
        pairs,
        isPartial ? mapping : undefined,
      ),
    ],
    body: [
      tag(
        'matchInteraction',
        { responseIdentifier: 'RESPONSE', shuffle: true, maxAssociations: body.prompts.length },
        tag(
          'simpleMatchSet',
          {},
          ...body.prompts.map(({ id, text }) =>
            tag(
              'simpleAssociableChoice',
              { identifier: `P_${id}`, matchMax: 1 },
              ...bodies.line(text),
            ),
          ),
        ),
        tag(
          'simpleMatchSet',
          {},
          ...body.targets.map(({ id, text }) =>
            tag(
              'simpleAssociableChoice',
              { identifier: `T_${id}`, matchMax: body.prompts.length },
              ...bodies.line(text),
            ),
          ),
        ),
      ),
    ],
    processing: isPartial ? 'map_response' : 'match_correct',
    most: isPartial && credits === undefined ? body.prompts.length : 1,
  }
}

/** Pairs in no order. */
export function associate({ content, bodies }: Making<'associate'>): ItemParts {
  const { body, key } = content
  const pairs = [...new Set(key.pairs.map((pair) => pair.map(choiceName).join(' ')))]
  const isPartial = key.rule === 'partial'
  const credits = isPartial ? key.credits : undefined
  const mapping =
    credits === undefined
      ? {
          entries: pairs.map((pair) => ({ key: pair, value: 1 })),
          defaultValue: -1,
          lowerBound: 0,
        }
      : weighed(credits, (pair) => pair.map(choiceName).join(' '))
  return {
    declarations: [
      responseDeclaration('RESPONSE', 'multiple', 'pair', pairs, isPartial ? mapping : undefined),
    ],
    body: [
      tag(
        'associateInteraction',
        { responseIdentifier: 'RESPONSE', shuffle: true, maxAssociations: body.most },
        ...body.options.map(({ id, text }) =>
          tag(
            'simpleAssociableChoice',
            { identifier: choiceName(id), matchMax: body.options.length },
            ...bodies.line(text),
          ),
        ),
      ),
    ],
    processing: isPartial ? 'map_response' : 'match_correct',
    most: isPartial && credits === undefined ? pairs.length : 1,
  }
}

/** Choices to be put into the gaps of a text or a picture. */
export function gapMatch(making: Making<'gap_match'>): ItemParts {
  const { content, version, bodies, lose } = making
  const { body, key } = content
  const wanted = body.gaps.filter(({ id }) => (entry(key.gaps, id) ?? []).length > 0)
  const right = wanted.flatMap(({ id }) =>
    (entry(key.gaps, id) ?? []).map((choice) => `${choiceName(choice)} G_${id}`),
  )
  const empty = body.gaps.filter((gap) => !wanted.includes(gap))
  const wrong = empty.flatMap(({ id }) =>
    body.choices.map((choice) => ({ key: `${choiceName(choice.id)} G_${id}`, value: -1 })),
  )
  const credits = key.rule === 'partial' ? key.credits : undefined
  const filled = rightlyFilled(content)
  const declaration = responseDeclaration(
    'RESPONSE',
    'multiple',
    'directedPair',
    wanted.map(
      ({ id }) => `${choiceName(entry(filled, id) ?? entry(key.gaps, id)?.[0] ?? '')} G_${id}`,
    ),
    credits === undefined
      ? {
          entries: [...right.map((pair) => ({ key: pair, value: 1 })), ...wrong],
          ...(wrong.length > 0 && { lowerBound: 0 }),
        }
      : weighed(credits, ([gap, choice]) => `${choiceName(choice)} G_${gap}`),
  )
  const isGraphic = body.image !== undefined && body.gaps.every(({ area }) => area !== undefined)
  // Version 2.1 puts nothing but pictures onto a picture.
  const interaction =
    isGraphic && version !== '2.1' ? graphicGaps(making) : textGaps(making, isGraphic, lose)
  return {
    declarations: [declaration],
    body: [...(isGraphic && version !== '2.1' ? blocks(bodies.block(body.text)) : []), interaction],
    processing:
      key.rule === 'partial'
        ? 'map_response'
        : [...templates.map_response, wholeOrNothing(wanted.length)],
    most: credits === undefined ? wanted.length : 1,
  }
}

function weighed({ pairs, others }: PairCredits, nameOf: (pair: Pair) => string): Mapping {
  return {
    entries: pairs.map(({ pair, credit }) => ({ key: nameOf(pair), value: credit })),
    defaultValue: others,
    lowerBound: 0,
    upperBound: 1,
  }
}

function textGaps(
  { content: { body }, bodies }: Making<'gap_match'>,
  isGraphic: boolean,
  lose: Making['lose'],
) {
  const src = body.image === undefined ? null : bodies.source(body.image.src)
  if (isGraphic || src !== null)
    lose('areas', 'The gaps of the picture stand below it, numbered, instead of on it.')
  const picture =
    src === null ? [] : [htmlTag('p', {}, htmlTag('img', { src, alt: body.image?.alt ?? '' }))]
  const below = body.gaps
    .filter(({ area }) => area !== undefined)
    .map(({ id }, index) =>
      htmlTag('p', {}, `${index + 1}: `, tag('gap', { identifier: `G_${id}` })),
    )
  return tag(
    'gapMatchInteraction',
    { responseIdentifier: 'RESPONSE', shuffle: true },
    ...body.choices.map(({ id, text, uses }) =>
      tag('gapText', { identifier: choiceName(id), matchMax: uses }, bodies.plain(text)),
    ),
    ...picture,
    ...blocks(
      bodies.block(body.text, (id) =>
        body.gaps.some((gap) => gap.id === id) ? tag('gap', { identifier: `G_${id}` }) : null,
      ),
    ),
    ...below,
  )
}
