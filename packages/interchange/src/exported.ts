import type { BloomLevel } from '@quizmentor/contract/question'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { Json, Notice } from './found.ts'

/** A file that a question shows, with its bytes. */
export interface ExportedMedium {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** A question as writers get it from the bank. */
export interface Exported {
  /** Of the question in the bank. */
  readonly id: string
  /** What the file it came from called it. */
  readonly ref: string | null
  /** Titles from the root of the topics. */
  readonly category: readonly string[]
  readonly title: string | null
  readonly content: QuestionContent
  readonly tags: readonly string[]
  readonly difficulty: number | null
  readonly bloom: BloomLevel | null
  /** What came with it that a question of ours has no place for. */
  readonly kept: { readonly [name: string]: Json | undefined }
  /** The file that its texts name `media:KEY`; `null` where it is gone. */
  readonly media: (key: string) => Promise<ExportedMedium | null>
}

/** What every writer may be told. */
export interface WriteOptions {
  /** Hears of what a format can't hold. */
  readonly onLost?: (notice: Notice) => void
}
