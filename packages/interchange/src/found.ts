import type { BloomLevel } from '@quizmentor/contract/question'
import type { QuestionContent } from '@quizmentor/engine/question/question'

/** Something to be told about a file, and about which place in it. */
export interface Notice {
  /** For people: `line 12`, `items/q1.xml`, `note 1234`. */
  readonly where: string
  /** Stable, for programs: `not_representable`, `image_missing`. */
  readonly code: string
  /** A sentence. */
  readonly reason: string
}

/** Anything that JSON can hold. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json | undefined }

/** A file that comes with a question, named `media:KEY` where its texts show it. */
export interface Medium {
  readonly key: string
  /** The file's own name. */
  readonly name: string
  /** Its media type, by its first bytes. */
  readonly type: string
  /** Its bytes, read when they are asked for. */
  readonly read: () => Promise<Uint8Array>
}

/** One earlier review of a card, as other programs keep it. */
export interface PastReview {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly grade: 'again' | 'hard' | 'good' | 'easy'
  readonly tookMs: number
}

export interface FoundQuestion {
  readonly kind: 'question'
  readonly where: string
  /** What the file calls it, the same at the next import; `null`: it is known by its content. */
  readonly ref: string | null
  /** Titles from the root of the file's categories. */
  readonly category: readonly string[]
  /** A short name, where the file has one beside the stem. */
  readonly title: string | null
  readonly content: QuestionContent
  readonly tags: readonly string[]
  readonly difficulty: number | null
  readonly bloom: BloomLevel | null
  /** What a question of ours has no place for, as the file had it; stored with its source. */
  readonly kept: { readonly [name: string]: Json | undefined }
  /** What was lost or approximated. */
  readonly notices: readonly Notice[]
  readonly media: readonly Medium[]
  readonly reviews: readonly PastReview[]
}

export interface FoundCategory {
  readonly kind: 'category'
  readonly where: string
  readonly path: readonly string[]
  /** Markdown. */
  readonly description: string
}

/** A question of the file that can't be taken in, and why. */
export interface Skipped extends Notice {
  readonly kind: 'skipped'
}

/** Something about the file as a whole, or about a part that isn't a question. */
export interface Warning extends Notice {
  readonly kind: 'warning'
}

/** What a reader finds in a file, in the file's order. */
export type Found = FoundQuestion | FoundCategory | Skipped | Warning

/** A whole file can't be read. Nothing of it is taken in. */
export class UnreadableFile extends Error {
  readonly code: string
  readonly where: string

  constructor(code: string, where: string, reason: string) {
    super(reason)
    this.name = 'UnreadableFile'
    this.code = code
    this.where = where
  }
}

/** The parts of a question that most readers leave as they are. */
export const plain = {
  kind: 'question',
  ref: null,
  category: [],
  title: null,
  tags: [],
  difficulty: null,
  bloom: null,
  kept: {},
  notices: [],
  media: [],
  reviews: [],
} as const satisfies Partial<FoundQuestion>
