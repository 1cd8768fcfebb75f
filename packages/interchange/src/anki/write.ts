import { createHash } from 'node:crypto'
import { writeArchive } from '../archive.ts'
import type { Exported, WriteOptions } from '../exported.ts'
import { mediaKeys } from '../media-keys.ts'
import { noteOf } from './card-sides.ts'
import type { CreateDatabase, DatabaseWriter } from './database.ts'
import { plainOf } from './card-text.ts'
import { createCollection, writeDecks, type WrittenType } from './new-collection.ts'

export interface AnkiWriteOptions extends WriteOptions {
  readonly createDatabase: CreateDatabase
  /** When the notes were changed: Anki takes in again what is newer. In milliseconds. */
  readonly now?: number
}

/**
 * Writes an Anki package (`.apkg`) that every Anki since 2.0 imports: short answers as cards to type,
 * texts with gaps as cloze notes, the other types as cards with their question and their answer.
 */
export function writeAnki(
  questions: AsyncIterable<Exported>,
  options: AnkiWriteOptions,
): AsyncGenerator<Uint8Array> {
  return writeArchive(packageFiles(questions, options))
}

async function* packageFiles(
  questions: AsyncIterable<Exported>,
  { createDatabase, now = Date.now(), onLost }: AnkiWriteOptions,
): AsyncGenerator<{ name: string; bytes: Uint8Array }> {
  const database = await createDatabase()
  try {
    createCollection(database, now)
    const decks = new Map<string, number>()
    const files = new MediaNames()
    let written = 0
    for await (const question of questions) {
      const names = new Map<string, { name: string; sound: boolean }>()
      for (const key of mediaKeys(JSON.stringify(question.content))) {
        const medium = await question.media(key)
        if (medium === null) {
          onLost?.({
            where: question.id,
            code: 'media_missing',
            reason: `The file ${key} is gone.`,
          })
          continue
        }
        const { name, number } = files.nameFor(medium.name, medium.bytes)
        names.set(key, { name, sound: /^(?:audio|video)\//.test(medium.type) })
        if (number !== null) yield { name: String(number), bytes: medium.bytes }
      }
      const lost = (code: string, reason: string) => onLost?.({ where: question.id, code, reason })
      const { type, fields, gaps } = noteOf(question.content, names, lost)
      const deck = question.category.map((title) => title.replaceAll('::', ':')).join('::')
      const deckId = decks.get(deck) ?? now + decks.size + 2
      decks.set(deck, deckId)
      // A note has a card for each of its gaps, whose ids lie behind its own.
      addNote(database, { id: now + written, deckId, type, fields, gaps, question, now })
      written += Math.max(1, gaps)
    }
    writeDecks(database, decks, now)
    yield { name: 'collection.anki2', bytes: await database.finish() }
    yield { name: 'media', bytes: Buffer.from(JSON.stringify(files.map())) }
  } finally {
    database.close()
  }
}

interface NewNote {
  readonly id: number
  readonly deckId: number
  readonly type: WrittenType
  readonly fields: readonly string[]
  readonly gaps: number
  readonly question: Exported
  readonly now: number
}

function addNote(database: DatabaseWriter, note: NewNote): void {
  const { id, question, fields, now } = note
  const first = plainOf(fields[0] ?? '').trim()
  const sum = Number.parseInt(createHash('sha1').update(first).digest('hex').slice(0, 8), 16)
  const tags = question.tags.map((tag) => tag.trim().replace(/\s+/gu, '_')).join(' ')
  database.run('INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, ?)', [
    id,
    question.ref ?? question.id,
    note.type.id,
    Math.floor(now / 1000),
    tags === '' ? '' : ` ${tags} `,
    fields.join('\u001f'),
    first,
    sum,
    '',
  ])
  for (let ord = 0; ord < Math.max(1, note.gaps); ord++)
    database.run(
      'INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, ?)',
      [id + ord, id, note.deckId, ord, Math.floor(now / 1000), id % 1_000_000, ''],
    )
}

/** Names for media files: different ones for different files, the same for the same. */
class MediaNames {
  readonly #byHash = new Map<string, string>()
  readonly #numbers = new Map<string, number>()

  /** `number` is that of a file that is new in the package. */
  nameFor(wanted: string, bytes: Uint8Array): { name: string; number: number | null } {
    const hash = createHash('sha256').update(bytes).digest('hex')
    const known = this.#byHash.get(hash)
    if (known !== undefined) return { name: known, number: null }
    const safe = wanted.replace(/[\\/:*?"<>|[\]\p{Cc}]/gu, '_').normalize('NFC')
    const name = this.#numbers.has(safe) ? `${hash.slice(0, 8)}-${safe}` : safe
    const number = this.#numbers.size
    this.#byHash.set(hash, name)
    this.#numbers.set(name, number)
    return { name, number }
  }

  map(): Record<string, string> {
    return Object.fromEntries([...this.#numbers].map(([name, number]) => [String(number), name]))
  }
}
