import { gapSegments } from './fill-in.ts'
import { renamedCredits, type Pair, type PairCredits } from './pair-credits.ts'
import type { Random } from './parts.ts'
import type { QuestionContent } from './question.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const idLength = 8

/**
 * The same question with fresh random ids for its options, items, prompts, targets and gaps, so
 * that ids an author wrote (a, b, c) tell nothing of the order or the key. Whatever in the key
 * names no part stays as it is, for `checkQuestion` to find. Parts whose ids are in `keep` (they
 * were made here for an earlier version) stay who they are.
 */
export function relabelled(
  content: QuestionContent,
  random: Random,
  keep: ReadonlySet<string> = new Set(),
): QuestionContent {
  const fresh = freshIds(random, keep)
  return labelled(content, (parts) => parts.map(({ id }) => (keep.has(id) ? id : fresh())))
}

/**
 * The same question with new ids for its parts; those that say the same as a part of `before` get
 * the id that it has there.
 */
export function relabelledLike(
  content: QuestionContent,
  before: QuestionContent,
  random: Random,
): QuestionContent {
  const fresh = freshIds(random, partIds(before))
  const lists = partLists(before).values()
  return labelled(content, (parts) => {
    const earlier = Map.groupBy(lists.next().value ?? [], saying)
    return parts.map((part) => earlier.get(saying(part))?.shift()?.id ?? fresh())
  })
}

/** What a question says, whatever the ids of its parts: the same text for the same question. */
export function canonicalText(content: QuestionContent): string {
  let number = 0
  return canonicalJson(labelled(content, (parts) => parts.map(() => String(number++))))
}

function saying(part: Part): string {
  return canonicalJson({ ...part, id: undefined })
}

/** JSON in which members stand in the order of their names. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, inside]) => inside !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, inside]) => `${JSON.stringify(name)}:${canonicalJson(inside)}`).join(',')}}`
}

interface Part {
  readonly id: string
}

/** The question, its parts with other ids: those that `idsFor` gives for each list of them. */
function labelled(
  content: QuestionContent,
  idsFor: (parts: readonly Part[]) => readonly string[],
): QuestionContent {
  const label = <P extends Part>(parts: readonly P[]) => {
    const ids = idsFor(parts)
    const renamed = new Map(parts.map(({ id }, index) => [id, ids[index] ?? id]))
    const idOf = (id: string): string => renamed.get(id) ?? id
    return { parts: parts.map((part) => ({ ...part, id: idOf(part.id) })), idOf }
  }
  switch (content.type) {
    case 'single_choice': {
      const renamed = label(content.body.options)
      return {
        ...content,
        body: { ...content.body, options: renamed.parts },
        key: {
          ...renamedKey(content.key, renamed.idOf),
          choice: renamed.idOf(content.key.choice),
        },
      }
    }
    case 'multiple_choice': {
      const renamed = label(content.body.options)
      return {
        ...content,
        body: { ...content.body, options: renamed.parts },
        key: {
          ...renamedKey(content.key, renamed.idOf),
          choices: content.key.choices.map(renamed.idOf),
        },
      }
    }
    case 'ordering': {
      const renamed = label(content.body.items)
      return {
        ...content,
        body: { items: renamed.parts },
        key: { ...content.key, order: content.key.order.map(renamed.idOf) },
      }
    }
    case 'matching': {
      const prompts = label(content.body.prompts)
      const targets = label(content.body.targets)
      const pairs = Object.entries(content.key.pairs).map(
        ([prompt, target]) => [prompts.idOf(prompt), targets.idOf(target)] as const,
      )
      return {
        ...content,
        body: { prompts: prompts.parts, targets: targets.parts },
        key: {
          ...content.key,
          pairs: Object.fromEntries(pairs),
          ...keptCredits(content.key, ([prompt, target]) => [
            prompts.idOf(prompt),
            targets.idOf(target),
          ]),
        },
      }
    }
    case 'fill_in': {
      const renamed = label(content.body.gaps)
      const text = gapSegments(content.body.text)
        .map((piece) => ('gap' in piece ? `{{${renamed.idOf(piece.gap)}}}` : piece.text))
        .join('')
      const gaps = Object.entries(content.key.gaps).map(
        ([gap, match]) => [renamed.idOf(gap), match] as const,
      )
      return {
        ...content,
        body: { text, gaps: renamed.parts },
        key: { ...content.key, gaps: Object.fromEntries(gaps) },
      }
    }
    case 'hotspot': {
      const renamed = label(content.body.spots)
      return {
        ...content,
        body: { ...content.body, spots: renamed.parts },
        key: {
          ...renamedKey(content.key, renamed.idOf),
          spots: content.key.spots.map(renamed.idOf),
        },
      }
    }
    case 'associate': {
      const { parts, idOf } = label(content.body.options)
      const rename = ([one, other]: Pair): [string, string] => [idOf(one), idOf(other)]
      return {
        ...content,
        body: { ...content.body, options: parts },
        key: {
          ...content.key,
          pairs: content.key.pairs.map(rename),
          ...keptCredits(content.key, rename),
        },
      }
    }
    case 'gap_match': {
      const gaps = label(content.body.gaps)
      const choices = label(content.body.choices)
      const text = gapSegments(content.body.text)
        .map((piece) => ('gap' in piece ? `{{${gaps.idOf(piece.gap)}}}` : piece.text))
        .join('')
      const key = Object.entries(content.key.gaps).map(
        ([gap, accepted]) => [gaps.idOf(gap), accepted.map(choices.idOf)] as const,
      )
      return {
        ...content,
        body: { ...content.body, text, gaps: gaps.parts, choices: choices.parts },
        key: {
          ...content.key,
          gaps: Object.fromEntries(key),
          ...keptCredits(content.key, ([gap, choice]) => [gaps.idOf(gap), choices.idOf(choice)]),
        },
      }
    }
    case 'extended_text': {
      const { parts } = label(content.key.rubric)
      return { ...content, key: { ...content.key, rubric: parts } }
    }
    case 'true_false':
    case 'numeric':
    case 'short_text':
    case 'select_point':
    case 'slider':
      return content
  }
}

/** The ids of a question's options, items, prompts, targets and gaps. */
export function partIds(content: QuestionContent): Set<string> {
  return new Set(partLists(content).flatMap((parts) => parts.map(({ id }) => id)))
}

/** A question's lists of parts, in the order in which they are labelled. */
function partLists({ type, body, key }: QuestionContent): (readonly Part[])[] {
  switch (type) {
    case 'single_choice':
    case 'multiple_choice':
    case 'associate':
      return [body.options]
    case 'ordering':
      return [body.items]
    case 'matching':
      return [body.prompts, body.targets]
    case 'fill_in':
      return [body.gaps]
    case 'hotspot':
      return [body.spots]
    case 'gap_match':
      return [body.gaps, body.choices]
    case 'extended_text':
      return [key.rubric]
    case 'true_false':
    case 'numeric':
    case 'short_text':
    case 'select_point':
    case 'slider':
      return []
  }
}

/** What a key says of its options, under their new ids. */
export function renamedKey<Key extends object>(
  key: Key & {
    readonly feedback?: Record<string, string> | undefined
    readonly credits?: Record<string, number> | undefined
  },
  idOf: (id: string) => string,
): Key {
  const { feedback, credits } = key
  return {
    ...key,
    ...(feedback !== undefined && { feedback: renamedEntries(feedback, idOf) }),
    ...(credits !== undefined && { credits: renamedEntries(credits, idOf) }),
  }
}

function keptCredits(
  { credits }: { readonly credits?: PairCredits | undefined },
  rename: (pair: Pair) => [string, string],
) {
  return credits === undefined ? {} : { credits: renamedCredits(credits, rename) }
}

function renamedEntries<Value>(
  record: Readonly<Record<string, Value>>,
  idOf: (id: string) => string,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([id, value]) => [idOf(id), value]))
}

function freshIds(random: Random, taken: ReadonlySet<string>): () => string {
  const used = new Set(taken)
  return function fresh() {
    const id = Array.from({ length: idLength }, () => letters[Math.floor(random() * 36)]).join('')
    if (used.has(id)) return fresh()
    used.add(id)
    return id
  }
}
