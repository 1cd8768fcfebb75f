import { questionTypes, type QuestionType } from '@quizmentor/engine/question/question'
import type { QuestionDraft } from './draft.ts'

/** What was written and isn't stored on the server yet, kept on this device. */
export interface KeptDraft {
  readonly draft: QuestionDraft
  readonly images: readonly string[]
  /** Which stored part each id of the draft stands for. */
  readonly parts: readonly (readonly [string, string])[]
  /** The version that the draft goes on from; `null` for a question that was never stored. */
  readonly baseVersion: number | null
  readonly at: number
}

/** Where drafts of one person in one workspace are kept. */
export interface DraftShelf {
  readonly keep: (questionId: string, kept: KeptDraft) => void
  readonly find: (questionId: string) => KeptDraft | null
  readonly drop: (questionId: string) => void
  /** Questions that were begun here and never stored, last first. */
  readonly unfinished: () => readonly { readonly questionId: string; readonly kept: KeptDraft }[]
}

/** The drafts that this device keeps for a person; none where there is no storage. */
export function draftShelf(
  userId: string,
  workspaceId: string,
  storage: Storage | null,
): DraftShelf {
  const prefix = `quizmentor.draft.${userId}.${workspaceId}.`
  function find(questionId: string): KeptDraft | null {
    try {
      const text = storage?.getItem(prefix + questionId) ?? null
      if (text === null) return null
      const kept: unknown = JSON.parse(text)
      return isKept(kept) ? kept : null
    } catch {
      return null
    }
  }
  return {
    find,
    keep(questionId, kept) {
      try {
        storage?.setItem(prefix + questionId, JSON.stringify(kept))
      } catch {
        // Full or forbidden: then only what the server has is safe, as the page says.
      }
    },
    drop(questionId) {
      try {
        storage?.removeItem(prefix + questionId)
      } catch {
        // Nothing was kept, so nothing is left.
      }
    },
    unfinished() {
      if (storage === null) return []
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
      return keys
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          const questionId = key.slice(prefix.length)
          const kept = find(questionId)
          return kept === null || kept.baseVersion !== null ? [] : [{ questionId, kept }]
        })
        .toSorted((one, other) => other.kept.at - one.kept.at)
    },
  }
}

/** The browser's storage, where it is allowed. */
export function browserStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

function isKept(value: unknown): value is KeptDraft {
  return (
    isRecord(value) &&
    typeof value['at'] === 'number' &&
    Array.isArray(value['images']) &&
    Array.isArray(value['parts']) &&
    isRecord(value['draft']) &&
    typeof value['draft']['stem'] === 'string' &&
    Array.isArray(value['draft']['hints']) &&
    isRecord(value['draft']['answer']) &&
    isType(value['draft']['answer']['type'])
  )
}

function isType(value: unknown): value is QuestionType {
  return questionTypes.some((type) => type === value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
