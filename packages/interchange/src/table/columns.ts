import { z } from 'zod'

/** What a column of a table holds. */
export const columnRoles = [
  'id',
  'type',
  'title',
  'stem',
  'text',
  'option',
  'wrong',
  'key',
  'explanation',
  'hint',
  'category',
  'tags',
  'difficulty',
  'bloom',
  'image',
  'time',
  'points',
  'data',
] as const
export type ColumnRole = (typeof columnRoles)[number]

/** How a table is laid out. */
export interface Layout {
  /** Ours; those of Kahoot and Quizizz; two columns of cards; any other. */
  readonly name: 'quizmentor' | 'kahoot' | 'quizizz' | 'cards' | 'other'
  /** By column; `null`: kept with the question. */
  readonly roles: readonly (ColumnRole | null)[]
  /** The names of the columns; empty where the table has no such row. */
  readonly names: readonly string[]
}

const patterns: readonly (readonly [ColumnRole, RegExp])[] = [
  [
    'option',
    /^(?:(?:option|answer|choice|alternative|response|answer option|ans)s?[ _]?(?:\d{1,2}|[a-j])|[a-h]|(?:answer[ _])?(?:options|choices)|alternatives|possible[ _]answers)$/,
  ],
  [
    'wrong',
    /^(?:incorrect|wrong|false|distractor)(?:[ _]?(?:answer|option|choice))?s?(?:[ _]*\d{1,3})?$/,
  ],
  [
    'key',
    /^(?:key|correct|(?:correct|right)[ _](?:answer|option|choice|response)s?|solution|answers?|answer[ _]key|back|definition|translation|meaning|model[ _]answer)$/,
  ],
  [
    'stem',
    /^(?:questions?|question[ _](?:text|title|stem)|stem|front|term|prompt|word|expression)$/,
  ],
  ['type', /^(?:type|question[ _]type)$/],
  ['text', /^text$/],
  ['title', /^(?:title|name)$/],
  ['explanation', /^(?:(?:answer[ _])?explanation|(?:general[ _])?feedback|rationale)$/],
  ['hint', /^hints?$/],
  ['category', /^(?:category|topic|subject|deck|chapter|section)$/],
  ['tags', /^(?:tags?|labels?|keywords?)$/],
  ['difficulty', /^(?:difficulty|level)$/],
  ['bloom', /^bloom(?:[ _]level)?$/],
  ['id', /^(?:id|ref|identifier|guid|external[ _]id)$/],
  ['time', /^(?:time|time[ _]limit|time in seconds)$/],
  ['image', /^(?:image|picture)(?:[ _](?:link|url))?$/],
  ['points', /^(?:points|score|weight|marks)$/],
  ['data', /^data$/],
]

/** The role of a column by its name; `null`: it is none that is known. */
function roleNamed(name: string): ColumnRole | null {
  const plain = name
    // optionA, correctAnswer
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replace(/\(s\)/g, 's')
    // What Kahoot has behind its names: “Question - max 120 characters”.
    .replace(/\s+[-–—].*$|\(.*$/s, '')
    .trim()
    .replace(/\s+/g, ' ')
  return patterns.find(([, pattern]) => pattern.test(plain))?.[0] ?? null
}

const several: ReadonlySet<ColumnRole> = new Set(['option', 'wrong'])

/** The layout that a row of names stands for; `null`: it is no such row. */
export function layoutNamed(names: readonly string[]): Layout | null {
  const taken = new Set<ColumnRole>()
  const named = names.map(roleNamed)
  const keys = named.filter((role) => role === 'key').length
  const roles = names.map((name, index) => {
    // Beside a column that says which is right, the answers are what may be chosen.
    const areOptions = keys > 1 && !named.includes('option') && /^\s*answers\s*$/i.test(name)
    const role = areOptions ? 'option' : (named[index] ?? null)
    const isSameKey = role === 'key' && names[named.indexOf('key')] === name
    if (role === null || (taken.has(role) && !several.has(role) && !isSameKey)) return null
    taken.add(role)
    return role
  })
  const asks = taken.has('stem') || taken.has('text')
  if (!asks || !(taken.has('key') || taken.has('option') || taken.has('data'))) return null
  const all = names.map((name) => name.trim().toLowerCase())
  return { name: layoutName(all, taken), roles, names }
}

function layoutName(names: readonly string[], roles: ReadonlySet<ColumnRole>): Layout['name'] {
  if (names.includes('stem') && names.includes('option_1') && names.includes('key'))
    return 'quizmentor'
  if (names.some((name) => /^question\b.*max|^correct answer\(s\)/.test(name)) && roles.has('time'))
    return 'kahoot'
  if (names.includes('question text') && names.includes('option 1')) return 'quizizz'
  return roles.has('option') || roles.has('wrong') ? 'other' : 'cards'
}

/**
 * The options of a row. One column for all of them holds a list: as JSON, or with line ends, bars,
 * semicolons or, where its name is a plural, commas between.
 */
export function listed(cells: readonly string[], name: string): string[] {
  const [cell = ''] = cells
  if (cells.length !== 1) return [...cells]
  if (cell.trim().startsWith('[')) {
    const list = jsonTexts(cell)
    if (list !== null) return list
  }
  const separator = ['\n', '|', ';', ...(/s\s*$/i.test(name) ? [','] : [])].find((mark) =>
    cell.includes(mark),
  )
  return separator === undefined ? [cell] : cell.split(separator).map((part) => part.trim())
}

const texts = z.array(z.union([z.string(), z.number().transform(String)]))

function jsonTexts(cell: string): string[] | null {
  try {
    return texts.safeParse(JSON.parse(cell)).data ?? null
  } catch {
    return null
  }
}

/** The columns that are kept with the questions and mean nothing here. */
export function keptColumns({ roles, names }: Layout): { name: string; index: number }[] {
  return roles.flatMap((role, index) => {
    const name = names.length === 0 ? `column ${index + 1}` : (names[index] ?? '').trim()
    return role === null && name !== '' ? [{ name, index }] : []
  })
}

/** Two columns of a table without names: both sides of a card. */
export function cardsLayout(columns: number): Layout {
  const roles = Array.from({ length: columns }, (_, index): ColumnRole | null =>
    index === 0 ? 'stem' : index === 1 ? 'key' : null,
  )
  return { name: 'cards', roles, names: [] }
}
