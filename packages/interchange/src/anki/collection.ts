import { z } from 'zod'
import { UnreadableFile } from '../found.ts'
import type { DatabaseReader } from './database.ts'
import { notesOf, type Note } from './notes.ts'
import { protobufNumber, protobufText } from './protobuf.ts'
import { parseTemplate, type Template } from './template.ts'
import { bytesOf, idOf, textOf, wholeOf } from './values.ts'

/** A kind of note: its fields, and the cards that are made of them. */
export interface NoteType {
  readonly name: string
  /** Its cards are the gaps of a text. */
  readonly cloze: boolean
  readonly fields: readonly string[]
  readonly templates: readonly CardTemplate[]
}

export interface CardTemplate {
  readonly name: string
  readonly front: Template
  readonly back: Template
}

export interface Collection {
  readonly types: ReadonlyMap<string, NoteType>
  notes(): Generator<Note>
  /** How many reviews there are of cards that aren't any more. */
  reviewsOfDeleted(): number
}

const legacyTypes = z.record(
  z.string(),
  z.object({
    name: z.string().catch(''),
    type: z.number().catch(0),
    flds: z.array(z.object({ name: z.string() })),
    tmpls: z.array(
      z.object({ name: z.string().catch(''), qfmt: z.string(), afmt: z.string().catch('') }),
    ),
  }),
)
const legacyDecks = z.record(z.string(), z.object({ name: z.string().catch('') }))

/**
 * Reads the collection of any schema Anki has had since 2.0: 11 keeps note types and decks as JSON
 * in `col`, 15 and later have tables of their own.
 */
export function readCollection(database: DatabaseReader): Collection {
  const tables = new Set(
    [...database.rows(`SELECT name FROM sqlite_schema WHERE type = 'table'`)].map((row) =>
      textOf(row['name']),
    ),
  )
  if (!['col', 'notes', 'cards', 'revlog'].every((table) => tables.has(table)))
    throw new UnreadableFile('not_anki', 'collection', 'The database is no Anki collection.')
  const legacy = !tables.has('notetypes')
  const types = legacy ? typesInJson(database) : typesInTables(database)
  const decks = legacy ? decksInJson(database) : decksInTable(database)
  return {
    types,
    notes: () => notesOf(database, types, decks),
    reviewsOfDeleted() {
      const [row] = database.rows(
        `SELECT count(*) AS reviews FROM revlog
         WHERE ease BETWEEN 1 AND 4 AND type BETWEEN 0 AND 3 AND cid NOT IN (SELECT id FROM cards)`,
      )
      return Number(wholeOf(row?.['reviews']))
    },
  }
}

function columnOf(database: DatabaseReader, column: 'models' | 'decks'): unknown {
  for (const row of database.rows(`SELECT ${column} AS value FROM col LIMIT 1`)) {
    try {
      return JSON.parse(textOf(row['value']))
    } catch {
      break
    }
  }
  throw new UnreadableFile('anki_damaged', 'collection', `The collection's ${column} are damaged.`)
}

function typesInJson(database: DatabaseReader): Map<string, NoteType> {
  const parsed = legacyTypes.safeParse(columnOf(database, 'models'))
  if (!parsed.success)
    throw new UnreadableFile('anki_damaged', 'collection', 'The note types are damaged.')
  return new Map(
    Object.entries(parsed.data).map(([id, { name, type, flds, tmpls }]) => [
      id,
      {
        name,
        cloze: type === 1 || tmpls.some(({ qfmt }) => qfmt.includes('{{cloze:')),
        fields: flds.map((field) => field.name),
        templates: tmpls.map((template) => cardTemplate(template)),
      },
    ]),
  )
}

function typesInTables(database: DatabaseReader): Map<string, NoteType> {
  const fields = new Map<string, string[]>()
  for (const { ntid, name } of database.rows('SELECT ntid, name FROM fields ORDER BY ntid, ord'))
    listIn(fields, idOf(ntid)).push(textOf(name))
  const templates = new Map<string, CardTemplate[]>()
  for (const { ntid, name, config } of database.rows(
    'SELECT ntid, name, config FROM templates ORDER BY ntid, ord',
  )) {
    const bytes = bytesOf(config)
    const [qfmt, afmt] = [protobufText(bytes, 1), protobufText(bytes, 2)]
    listIn(templates, idOf(ntid)).push(cardTemplate({ name: textOf(name), qfmt, afmt }))
  }
  return new Map(
    [...database.rows('SELECT id, name, config FROM notetypes')].map(({ id, name, config }) => [
      idOf(id),
      {
        name: textOf(name),
        cloze: protobufNumber(bytesOf(config), 1) === 1,
        fields: fields.get(idOf(id)) ?? [],
        templates: templates.get(idOf(id)) ?? [],
      },
    ]),
  )
}

function listIn<Value>(lists: Map<string, Value[]>, id: string): Value[] {
  const list = lists.get(id) ?? []
  lists.set(id, list)
  return list
}

function cardTemplate(template: { name: string; qfmt: string; afmt: string }): CardTemplate {
  return {
    name: template.name,
    front: parseTemplate(template.qfmt),
    back: parseTemplate(template.afmt),
  }
}

function decksInJson(database: DatabaseReader): Map<string, readonly string[]> {
  const parsed = legacyDecks.safeParse(columnOf(database, 'decks'))
  return new Map(Object.entries(parsed.data ?? {}).map(([id, { name }]) => [id, deckPath(name)]))
}

function decksInTable(database: DatabaseReader): Map<string, readonly string[]> {
  return new Map(
    [...database.rows('SELECT id, name FROM decks')].map(({ id, name }) => [
      idOf(id),
      deckPath(textOf(name)),
    ]),
  )
}

function deckPath(name: string): string[] {
  return name
    .replaceAll('\u001f', '::')
    .split('::')
    .map((title) => title.trim())
    .filter((title) => title !== '')
}
