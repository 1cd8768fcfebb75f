import { gapSegments } from './fill-in.ts'
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
  const label = labeller(random, keep)
  switch (content.type) {
    case 'single_choice': {
      const renamed = label(content.body.options)
      return {
        ...content,
        body: { ...content.body, options: renamed.parts },
        key: { choice: renamed.idOf(content.key.choice) },
      }
    }
    case 'multiple_choice': {
      const renamed = label(content.body.options)
      return {
        ...content,
        body: { ...content.body, options: renamed.parts },
        key: { ...content.key, choices: content.key.choices.map(renamed.idOf) },
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
        key: { ...content.key, pairs: Object.fromEntries(pairs) },
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
    case 'true_false':
    case 'numeric':
    case 'short_text':
      return content
  }
}

/** The ids of a question's options, items, prompts, targets and gaps. */
export function partIds({ type, body }: QuestionContent): Set<string> {
  switch (type) {
    case 'single_choice':
    case 'multiple_choice':
      return idsOf(body.options)
    case 'ordering':
      return idsOf(body.items)
    case 'matching':
      return idsOf([...body.prompts, ...body.targets])
    case 'fill_in':
      return idsOf(body.gaps)
    case 'true_false':
    case 'numeric':
    case 'short_text':
      return new Set()
  }
}

function idsOf(parts: readonly { readonly id: string }[]): Set<string> {
  return new Set(parts.map(({ id }) => id))
}

function labeller(random: Random, keep: ReadonlySet<string>) {
  const used = new Set(keep)
  const fresh = (): string => {
    const id = Array.from({ length: idLength }, () => letters[Math.floor(random() * 36)]).join('')
    if (used.has(id)) return fresh()
    used.add(id)
    return id
  }
  return <Part extends { readonly id: string }>(parts: readonly Part[]) => {
    const ids = new Map(parts.map(({ id }) => [id, keep.has(id) ? id : fresh()]))
    const idOf = (id: string): string => ids.get(id) ?? id
    return { parts: parts.map((part) => ({ ...part, id: idOf(part.id) })), idOf }
  }
}
