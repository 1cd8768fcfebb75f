import type { DatabaseWriter } from './database.ts'

/** A kind of note that is written. Its id stays, so that Anki knows it again. */
export interface WrittenType {
  readonly id: number
  readonly name: string
  readonly cloze: boolean
  readonly fields: readonly string[]
  readonly front: string
  readonly back: string
}

const hint = '{{#Hint}}<p>{{hint:Hint}}</p>{{/Hint}}'
/** `readAnki` finds the explanation behind it. */
const explanation = '{{#Explanation}}<hr id=explanation>{{Explanation}}{{/Explanation}}'

export const cardType: WrittenType = {
  id: 1_763_600_000_001,
  name: 'QuizMentor card',
  cloze: false,
  fields: ['Front', 'Back', 'Explanation', 'Hint'],
  front: `{{Front}}${hint}`,
  back: `{{FrontSide}}<hr id=answer>{{Back}}${explanation}`,
}

export const typedType: WrittenType = {
  id: 1_763_600_000_002,
  name: 'QuizMentor answer to type',
  cloze: false,
  fields: ['Front', 'Back', 'Explanation', 'Hint'],
  front: `{{Front}}${hint}\n\n{{type:Back}}`,
  back: `{{Front}}<hr id=answer>{{type:Back}}${explanation}`,
}

export const gapsType: WrittenType = {
  id: 1_763_600_000_003,
  name: 'QuizMentor text with gaps',
  cloze: true,
  fields: ['Text', 'Stem', 'Explanation', 'Hint'],
  front: `{{Stem}}<div>{{cloze:Text}}</div>${hint}`,
  back: `{{Stem}}<div>{{cloze:Text}}</div>${explanation}`,
}

const css =
  '.card { font-family: sans-serif; font-size: 20px; text-align: center; } .cloze { font-weight: bold; color: #06c; }'

// Anki's schema 11, which every version since 2.0 reads.
const tables = [
  'CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null, models text not null, decks text not null, dconf text not null, tags text not null)',
  'CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null, flags integer not null, data text not null)',
  'CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null, ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null)',
  'CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null)',
  'CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)',
  'CREATE INDEX ix_notes_usn on notes (usn)',
  'CREATE INDEX ix_cards_usn on cards (usn)',
  'CREATE INDEX ix_revlog_usn on revlog (usn)',
  'CREATE INDEX ix_cards_nid on cards (nid)',
  'CREATE INDEX ix_cards_sched on cards (did, queue, due)',
  'CREATE INDEX ix_revlog_cid on revlog (cid)',
  'CREATE INDEX ix_notes_csum on notes (csum)',
]

/** Makes an empty collection with our note types. */
export function createCollection(database: DatabaseWriter, now: number): void {
  for (const table of tables) database.run(table)
  const seconds = Math.floor(now / 1000)
  const types = [cardType, typedType, gapsType].map((type) => [type.id, noteType(type, seconds)])
  database.run('INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)', [
    seconds,
    now,
    now,
    JSON.stringify(settings),
    JSON.stringify(Object.fromEntries(types)),
    '{}',
    JSON.stringify({ 1: deckSettings }),
    '{}',
  ])
}

/** Writes the decks, by name with their ids; Anki's own is among them. */
export function writeDecks(
  database: DatabaseWriter,
  decks: ReadonlyMap<string, number>,
  now: number,
): void {
  const mod = Math.floor(now / 1000)
  const written = [...decks].map(([name, id]) => [id, { ...deck, id, name, mod }])
  database.run('UPDATE col SET decks = ?', [JSON.stringify(Object.fromEntries(written))])
}

function noteType({ id, name, cloze, fields, front, back }: WrittenType, mod: number) {
  return {
    id,
    name,
    mod,
    css,
    type: cloze ? 1 : 0,
    did: 1,
    usn: -1,
    sortf: 0,
    tags: [],
    vers: [],
    latexPre:
      '\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n',
    latexPost: '\\end{document}',
    req: [[0, 'any', [0]]],
    flds: fields.map((field, ord) => ({
      name: field,
      ord,
      font: 'Arial',
      size: 20,
      media: [],
      rtl: false,
      sticky: false,
    })),
    tmpls: [{ name: 'Card 1', ord: 0, qfmt: front, afmt: back, bqfmt: '', bafmt: '', did: null }],
  }
}

const deck = {
  desc: '',
  conf: 1,
  dyn: 0,
  usn: -1,
  collapsed: false,
  extendNew: 0,
  extendRev: 50,
  lrnToday: [0, 0],
  newToday: [0, 0],
  revToday: [0, 0],
  timeToday: [0, 0],
}

const settings = {
  activeDecks: [1],
  addToCur: true,
  collapseTime: 1200,
  curDeck: 1,
  curModel: String(cardType.id),
  dueCounts: true,
  estTimes: true,
  newSpread: 0,
  nextPos: 1,
  sortBackwards: false,
  sortType: 'noteFld',
  timeLim: 0,
}

const deckSettings = {
  id: 1,
  name: 'Default',
  mod: 0,
  usn: 0,
  autoplay: true,
  replayq: true,
  maxTaken: 60,
  timer: 0,
  lapse: { delays: [10], leechAction: 0, leechFails: 8, minInt: 1, mult: 0 },
  new: {
    bury: true,
    delays: [1, 10],
    initialFactor: 2500,
    ints: [1, 4, 7],
    order: 1,
    perDay: 20,
    separate: true,
  },
  rev: { bury: true, ease4: 1.3, fuzz: 0.05, ivlFct: 1, maxIvl: 36500, minSpace: 1, perDay: 100 },
}
