import { rightChoices, type GapKey } from '@quizmentor/engine/question/fill-in'
import { entry } from '@quizmentor/engine/question/parts'
import { responseDeclaration } from './declare.ts'
import { comparison, isOneOf, typed } from './entries.ts'
import { blocks, type ItemParts, type Making } from './item.ts'
import {
  addScore,
  condition,
  isNull,
  mapResponse,
  near,
  setScore,
  wholeOrNothing,
} from './rules.ts'
import { tag, type Tag } from './tags.ts'

/** A text with gaps to be typed into or picked for. */
export function fillIn(making: Making<'fill_in'>): ItemParts {
  const { content, bodies, lose } = making
  const { body, key } = content
  const declarations: Tag[] = []
  const rules: Tag[] = []
  const saidWhere: { test: Tag; text: string }[] = []
  const interactions = new Map<string, Tag>()
  let most = 0
  body.gaps.forEach(({ id, choices }, index) => {
    const identifier = `RESPONSE_${index + 1}`
    const match = entry(key.gaps, id)
    const worth = match?.weight ?? 1
    most += worth
    if (match === undefined) return
    const made =
      choices.length > 0
        ? picked(identifier, match, choices, worth)
        : entered(identifier, match, worth, lose)
    declarations.push(made.declaration)
    rules.push(...made.rules)
    interactions.set(id, made.interaction)
    if (choices.length === 0)
      for (const { accepted, feedback } of match.others ?? [])
        if (feedback !== undefined)
          saidWhere.push({ test: isOneOf(identifier, match, accepted), text: feedback })
  })
  if (key.rule === 'all_or_nothing') rules.push(wholeOrNothing(most))
  return {
    declarations,
    body: blocks(bodies.block(body.text, (id) => interactions.get(id) ?? null)),
    processing: [setScore(0), ...rules],
    most,
    saidWhere,
  }
}

interface GapParts {
  readonly declaration: Tag
  readonly rules: readonly Tag[]
  readonly interaction: Tag
}

function picked(
  identifier: string,
  match: GapKey,
  choices: readonly string[],
  worth: number,
): GapParts {
  const offered = [...new Set(choices)]
  const right = rightChoices(match, offered)
  // Choices are called unlike in the whole item.
  const name = (choice: string) => `${identifier}_C${offered.indexOf(choice) + 1}`
  const credits = (match.credits ?? []).filter(
    ({ choice, credit }) => credit > 0 && offered.includes(choice) && !right.includes(choice),
  )
  return {
    declaration: responseDeclaration(
      identifier,
      'single',
      'identifier',
      right.slice(0, 1).map(name),
      {
        entries: [
          ...right.map((choice) => ({ key: name(choice), value: worth })),
          ...credits.map(({ choice, credit }) => ({ key: name(choice), value: worth * credit })),
        ],
      },
    ),
    rules: [condition([[tag('not', {}, isNull(identifier)), addScore(mapResponse(identifier))]])],
    interaction: tag(
      'inlineChoiceInteraction',
      { responseIdentifier: identifier, shuffle: true },
      ...offered.map((choice) => tag('inlineChoice', { identifier: name(choice) }, choice)),
    ),
  }
}

function entered(identifier: string, match: GapKey, worth: number, lose: Making['lose']): GapParts {
  comparison(match, lose)
  const interaction = tag('textEntryInteraction', {
    responseIdentifier: identifier,
    expectedLength: Math.min(60, Math.max(5, ...match.accepted.map(({ length }) => length))),
  })
  const { number } = match
  if (number === undefined) return { ...typed(identifier, match, worth), interaction }
  const others = match.others ?? []
  if (match.accepted.some((text) => Number(text) !== number.value) || others.length > 0)
    lose('number_and_words', 'A gap that takes a number as well as words takes the number alone.')
  const tolerance = { kind: 'absolute', amount: number.tolerance } as const
  const right = tag('correct', { identifier })
  return {
    declaration: responseDeclaration(identifier, 'single', 'float', [number.value]),
    rules: [condition([[near(identifier, right, tolerance), addScore(worth)]])],
    interaction,
  }
}
