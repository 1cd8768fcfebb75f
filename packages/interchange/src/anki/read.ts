import type { Found, Warning } from '../found.ts'
import type { Source } from '../source.ts'
import type { MediaTypes } from './card-text.ts'
import { readCollection, type NoteType } from './collection.ts'
import type { OpenDatabase } from './database.ts'
import { openPackage } from './package.ts'
import { questionsOf } from './questions.ts'

export interface AnkiOptions {
  readonly openDatabase: OpenDatabase
}

/**
 * Reads an Anki package (`.apkg`, `.colpkg`; the formats of Anki 2.0 to the zstd one of today) or a
 * lone collection (`.anki2`): notes as questions, decks as categories, with tags, media and reviews.
 * Media are to be read before the next question is asked for.
 */
export async function* readAnki(source: Source, options: AnkiOptions): AsyncGenerator<Found> {
  const files = await openPackage(source)
  try {
    const database = await options.openDatabase(files.collection())
    try {
      const collection = readCollection(database)
      const types: MediaTypes = new Map()
      const seen = new Set<NoteType>()
      for (const note of collection.notes()) {
        if (note.type !== undefined && !seen.has(note.type)) yield* scriptsOf(note.type)
        if (note.type !== undefined) seen.add(note.type)
        yield* questionsOf(note, files, types)
      }
      yield* reviewsOfDeleted(collection.reviewsOfDeleted(), source.name)
    } finally {
      database.close()
    }
  } finally {
    files.close()
  }
}

function* scriptsOf({ name, templates }: NoteType): Generator<Warning> {
  if (templates.some(({ front, back }) => front.hasScript || back.hasScript))
    yield {
      kind: 'warning',
      where: `note type “${name}”`,
      code: 'script',
      reason: 'Its templates have programs in them, which are not run.',
    }
}

function* reviewsOfDeleted(count: number, where: string): Generator<Warning> {
  if (count > 0)
    yield {
      kind: 'warning',
      where,
      code: 'reviews_of_deleted',
      reason: `${count} reviews are of cards that were deleted; they are left out.`,
    }
}
