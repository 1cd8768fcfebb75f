import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { Found } from '../src/found.ts'
import { readQti } from '../src/qti/read.ts'
import { bytesSource } from '../src/source.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/fixtures/qti/', import.meta.url))

/** Whether the files that others made lie beside the repository. */
export const hasQtiFiles = existsSync(folder)

/** The files in a folder of the fixtures and below it, by their names from there. */
export function filesIn(name: string): string[] {
  return readdirSync(folder + name, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: file }) => `${parentPath}/${file}`.slice(`${folder}${name}/`.length))
    .sort()
}

export function qtiFile(name: string): Uint8Array {
  return readFileSync(folder + name)
}

/** Whether a file is an item of QTI 2 or 3. */
export function isItem(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->/g, '')
  return /^[^<]*(?:<\?[^>]*>\s*)*<(?:qti-assessment-item|assessmentItem)[\s>]/.test(text)
}

async function all(found: AsyncIterable<Found>): Promise<Found[]> {
  const list: Found[] = []
  for await (const each of found) list.push(each)
  return list
}

export function readBytes(name: string, bytes: Uint8Array): Promise<Found[]> {
  return all(readQti(bytesSource(name, bytes)))
}

/** What was found, counted by type of question and by code of what was skipped. */
export function counted(found: readonly Found[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const each of found) {
    if (each.kind === 'category') continue
    const name = each.kind === 'question' ? each.content.type : `${each.kind} ${each.code}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

/** A question's key in figures: places in lists instead of words. */
export function figures(content: QuestionContent): string {
  const at = (list: readonly { id: string }[], id: string): number =>
    list.findIndex((each) => each.id === id)
  const numbers = (list: Iterable<number>): string => [...list].map((n) => +n.toFixed(3)).join(',')
  switch (content.type) {
    case 'single_choice': {
      const { body, key } = content
      const credits = body.options.map(({ id }) =>
        id === key.choice ? 1 : (key.credits?.[id] ?? 0),
      )
      return numbers(credits)
    }
    case 'multiple_choice': {
      const { body, key } = content
      const places = numbers(key.choices.map((id) => at(body.options, id)))
      const credits = numbers(body.options.map(({ id }) => key.credits?.[id] ?? 0))
      return `${places} of ${body.options.length} ${key.rule}${key.rule === 'weighted' ? ` ${credits}` : ''}`
    }
    case 'true_false':
      return String(content.key.truth)
    case 'numeric':
      return `${content.key.value} ± ${content.key.tolerance.amount} ${content.key.tolerance.kind}`
    case 'short_text':
      return `${content.key.accepted.length} answers${content.key.caseSensitive ? ', case counts' : ''}`
    case 'ordering':
      return `${numbers(content.key.order.map((id) => at(content.body.items, id)))} ${content.key.rule}`
    case 'matching': {
      const { body, key } = content
      const targets = body.prompts.map(({ id }) => at(body.targets, key.pairs[id] ?? ''))
      return `${numbers(targets)} of ${body.targets.length} ${key.rule}`
    }
    case 'fill_in':
      return content.body.gaps
        .map(({ id, choices }) => {
          const key = content.key.gaps[id]
          const others = numbers((key?.others ?? []).map(({ credit }) => credit))
          const near = key?.number === undefined ? '' : ` ± ${key.number.tolerance}`
          const weight = key?.weight === undefined ? '' : ` × ${key.weight}`
          return choices.length > 0
            ? `${choices.indexOf(key?.accepted[0] ?? '')} of ${choices.length}${weight}`
            : `${key?.accepted.length ?? 0} answers${others === '' ? '' : ` and ${others}`}${near}${weight}`
        })
        .concat(content.key.rule === 'partial' ? [] : [content.key.rule])
        .join('; ')
    case 'hotspot':
      return `${numbers(content.key.spots.map((id) => at(content.body.spots, id)))} of ${content.body.spots.length}, most ${content.body.most}, ${content.body.image.width} × ${content.body.image.height}`
    case 'select_point':
      return `${content.key.areas.map(({ area, credit }) => `${area.shape} ${credit}`).join('; ')}, most ${content.body.most}`
    case 'associate':
      return `${content.key.pairs.map((pair) => pair.map((id) => at(content.body.options, id)).join('-')).join(' ')} of ${content.body.options.length}, most ${content.body.most}`
    case 'gap_match': {
      const { body, key } = content
      const gaps = body.gaps.map(({ id }) =>
        (key.gaps[id] ?? []).map((choice) => at(body.choices, choice)).join('/'),
      )
      return `${gaps.join(' ')} of ${body.choices.length} ${key.rule}`
    }
    case 'slider':
      return `${content.body.from}–${content.body.to} by ${content.body.step}: ${content.key.value} ± ${content.key.tolerance}`
    case 'extended_text':
      return `${content.body.lines} lines, ${content.key.model === '' ? 'no model' : 'a model'}, ${content.key.rubric.length} criteria`
  }
}
