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
    const decks = new Map([['Default', 1]])
    const guids = new Set<string>()
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
      const deck = deckName(question.category)
      const deckId = decks.get(deck) ?? now + decks.size + 1
      decks.set(deck, deckId)
      const guid = guidOf(question, guids)
      // A note has a card for each of its gaps, whose ids lie behind its own.
      addNote(database, { id: now + written, guid, deckId, type, fields, gaps, question, now })
      written += Math.max(1, gaps)
    }
    writeDecks(database, decks, now)
    yield { name: 'collection.anki2', bytes: await database.finish() }
    yield { name: 'media', bytes: Buffer.from(JSON.stringify(files.map())) }
  } finally {
    database.close()
  }
}

/** Two colons part a deck from those above it. */
function deckName(category: readonly string[]): string {
  const titles = category.map((title) => title.replace(/:{2,}/g, ':').replace(/^:|:$/g, '') || '_')
  return titles.length === 0 ? 'QuizMentor' : titles.join('::')
}

/** Anki takes notes of one name for the same note. */
function guidOf({ ref, id }: Exported, guids: Set<string>): string {
  const guid = ref === null || guids.has(ref) ? id : ref
  guids.add(guid)
  return guid
}

interface NewNote {
  readonly id: number
  readonly guid: string
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
    note.guid,
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
    // A name of nothing but dots makes Anki refuse the whole package.
    const isName = /[^.\s]/.test(safe) && !this.#numbers.has(safe)
    const name = isName ? safe : `${hash.slice(0, 8)}-${safe}`
    const number = this.#numbers.size
    this.#byHash.set(hash, name)
    this.#numbers.set(name, number)
    return { name, number }
  }

  map(): Record<string, string> {
    return Object.fromEntries([...this.#numbers].map(([name, number]) => [String(number), name]))
  }
}
