import { questionsOf } from '../anki/questions.ts'
import type { NoteType } from '../anki/collection.ts'
import type { AnkiPackage } from '../anki/package.ts'
import { parseTemplate } from '../anki/template.ts'
import type { FoundQuestion, Skipped } from '../found.ts'

const cards: NoteType = {
  name: '',
  cloze: false,
  fields: ['Front', 'Back'],
  templates: [{ name: '', front: parseTemplate('{{Front}}'), back: parseTemplate('{{Back}}') }],
}

const gaps: NoteType = {
  ...cards,
  cloze: true,
  templates: [
    { name: '', front: parseTemplate('{{cloze:Front}}'), back: parseTemplate('{{Back}}') },
  ],
}

const noFiles: AnkiPackage = {
  async *collection() {},
  hasMedium: () => false,
  medium: () => Promise.resolve(new Uint8Array()),
  close() {},
}

/** The question of a card whose sides are HTML, as Anki's text files have it, or plain text. */
export async function* cardQuestions(
  where: string,
  sides: readonly [front: string, back: string],
  html: boolean,
): AsyncGenerator<FoundQuestion | Skipped> {
  const hasGaps = sides[0].includes('{{c')
  if (!hasGaps && sides[1].trim() === '') {
    yield { kind: 'skipped', where, code: 'no_key', reason: 'The row has no answer.' }
    return
  }
  const fields = html ? sides : sides.map(asHtml)
  const type = hasGaps ? gaps : cards
  yield* questionsOf(
    { id: '', where, guid: '', type, tags: [], fields, cards: [] },
    noFiles,
    new Map(),
  )
}

/** Plain text as HTML. */
export function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\r\n?|\n/g, '<br>')
}
