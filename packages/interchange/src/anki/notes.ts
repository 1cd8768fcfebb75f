import type { PastReview } from '../found.ts'
import type { NoteType } from './collection.ts'
import type { DatabaseReader } from './database.ts'
import { idOf, textOf, wholeOf } from './values.ts'

export interface Card {
  readonly id: string
  /** Of its template; of a cloze note's card: of the gap, from 0. */
  readonly ord: number
  /** Titles from the root. */
  readonly deck: readonly string[]
  readonly reviews: PastReview[]
}

export interface Note {
  readonly id: string
  /** For people; by default, its id. */
  readonly where?: string
  readonly guid: string
  readonly type: NoteType | undefined
  readonly tags: readonly string[]
  /** HTML, in the order of the type's fields. */
  readonly fields: readonly string[]
  readonly cards: readonly Card[]
}

const mostReviewsOfNote = 20_000

/** Walks over notes, cards and reviews side by side, so that none has to be held. */
export function* notesOf(
  database: DatabaseReader,
  types: ReadonlyMap<string, NoteType>,
  decks: ReadonlyMap<string, readonly string[]>,
): Generator<Note> {
  // The first test versions had no filtered decks.
  const [{ homes } = { homes: 0 }] = database.rows(
    `SELECT count(*) AS homes FROM pragma_table_info('cards') WHERE name = 'odid'`,
  )
  const hasHomes = homes === 1
  const cardsOf = grouped(
    database.rows(
      `SELECT id, nid, did, ${hasHomes ? 'odid' : '0 AS odid'}, ord FROM cards ORDER BY nid, ord, id`,
    ),
  )
  // Later types are changes by hand, no reviews.
  const reviewsOf = grouped(
    database.rows(
      `SELECT nid, cid, revlog.id AS at, ease, time, revlog.type AS type
       FROM revlog JOIN cards ON cards.id = revlog.cid
       WHERE ease BETWEEN 1 AND 4 AND revlog.type BETWEEN 0 AND 3
       ORDER BY nid, revlog.id`,
    ),
  )
  const threeButtons = learnedWithThreeButtons(database)
  for (const row of database.rows('SELECT id, guid, mid, tags, flds FROM notes ORDER BY id')) {
    const note = wholeOf(row['id'])
    const cards = cardsOf(note).map((card) => ({
      id: idOf(card['id']),
      ord: Number(wholeOf(card['ord'])),
      // A filtered deck only borrows its cards.
      deck: decks.get(idOf(wholeOf(card['odid']) === 0 ? card['did'] : card['odid'])) ?? [],
      reviews: new Array<PastReview>(),
    }))
    const byId = new Map(cards.map((card) => [card.id, card]))
    for (const review of reviewsOf(note, mostReviewsOfNote))
      byId.get(idOf(review['cid']))?.reviews.push({
        at: Number(wholeOf(review['at'])),
        grade: gradeOf(Number(review['ease']), threeButtons && Number(review['type']) !== 1),
        tookMs: Math.max(0, Number(wholeOf(review['time']))),
      })
    yield {
      id: String(note),
      guid: textOf(row['guid']),
      type: types.get(idOf(row['mid'])),
      tags: textOf(row['tags'])
        .split(/\s+/u)
        .filter((tag) => tag !== ''),
      // A picture that stands in the text itself is too large for one of ours.
      fields: textOf(row['flds'])
        .replace(/data:image\/[^"'\s>]{8000,}/gi, 'data:image/')
        .split('\u001f'),
      cards,
    }
  }
}

const grades = ['again', 'hard', 'good', 'easy'] as const

function gradeOf(ease: number, threeButtons: boolean): PastReview['grade'] {
  return grades[threeButtons && ease > 1 ? ease : ease - 1] ?? 'easy'
}

/** Anki's first scheduler had no “hard” for what is being learned: 2 was good and 3 was easy. */
function learnedWithThreeButtons(database: DatabaseReader): boolean {
  const [row] = database.rows(`SELECT
    (SELECT count(*) FROM revlog WHERE type IN (0, 2) AND ease = 4) AS easy,
    (SELECT ver FROM col LIMIT 1) AS version`)
  return row?.['easy'] === 0 && Number(wholeOf(row['version'])) <= 11 && isFirstScheduler(database)
}

function isFirstScheduler(database: DatabaseReader): boolean {
  const [row] = database.rows('SELECT conf FROM col LIMIT 1')
  return !/"schedVer":\s*[2-9]/.test(textOf(row?.['conf']))
}

type Row = Readonly<Record<string, unknown>>

/** The rows of a note, from rows ordered by `nid`, asked for in that order. */
function grouped(rows: Iterable<Row>): (note: number | bigint, most?: number) => Row[] {
  const iterator = rows[Symbol.iterator]()
  let next = iterator.next()
  return (note, most = 10_000) => {
    const group: Row[] = []
    for (; next.done !== true && wholeOf(next.value['nid']) <= note; next = iterator.next())
      if (wholeOf(next.value['nid']) === note && group.length < most) group.push(next.value)
    return group
  }
}
