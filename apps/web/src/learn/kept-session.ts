import type { Given } from '@quizmentor/engine/question/question'
import {
  feedback as feedbackSchema,
  practiceItem,
  practiceRoutes,
  type Feedback,
  type PracticeItem,
} from '@quizmentor/contract/practice'

/** An answer as it is sent. Its id makes it one answer, however often it is sent. */
export interface PendingResponse {
  readonly id: string
  readonly position: number
  readonly given: Given
  readonly latencyMs: number
}

/** An answer on its way, with the question that it answers. */
export interface Pending {
  readonly response: PendingResponse
  readonly item: PracticeItem
}

/** A question with its feedback, until the learner goes on. */
export interface Answered {
  readonly item: PracticeItem
  readonly given: Given
  readonly feedback: Feedback
}

/**
 * What the device keeps of a session beside the server: the answer that isn't acknowledged yet, the
 * one being made, and the feedback being read. So a reload changes nothing.
 */
export interface KeptSession {
  readonly pending: Pending | null
  readonly draft: { readonly position: number; readonly given: Given } | null
  readonly answered: Answered | null
}

const nothing: KeptSession = { pending: null, draft: null, answered: null }
const nameOf = (sessionId: string) => `quizmentor.practice.${sessionId}`
const responseSchema = practiceRoutes.respond.body
const draftSchema = responseSchema.pick({ position: true, given: true })

/** What was kept of a session; nothing where it can't be read any more. */
export function readKept(sessionId: string): KeptSession {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(nameOf(sessionId)) ?? 'null')
    if (typeof value !== 'object' || value === null) return nothing
    const draft = draftSchema.safeParse('draft' in value ? value.draft : null)
    return {
      pending: 'pending' in value ? readPending(value.pending) : null,
      draft: draft.success ? draft.data : null,
      answered: 'answered' in value ? readAnswered(value.answered) : null,
    }
  } catch {
    return nothing
  }
}

/** Keeps what is given here, and drops the rest. */
export function keep(sessionId: string, kept: Partial<KeptSession>): void {
  try {
    if (Object.values(kept).every((each) => each === null))
      localStorage.removeItem(nameOf(sessionId))
    else localStorage.setItem(nameOf(sessionId), JSON.stringify({ ...nothing, ...kept }))
  } catch {
    // A full or forbidden storage costs the resuming, not the session.
  }
}

/** Forgets a session that is over. */
export function forget(sessionId: string): void {
  keep(sessionId, nothing)
}

function readPending(value: unknown): Pending | null {
  if (typeof value !== 'object' || value === null) return null
  const item = practiceItem.safeParse('item' in value ? value.item : null)
  const response = responseSchema.safeParse('response' in value ? value.response : null)
  return item.success && response.success ? { item: item.data, response: response.data } : null
}

function readAnswered(value: unknown): Answered | null {
  if (typeof value !== 'object' || value === null) return null
  const item = practiceItem.safeParse('item' in value ? value.item : null)
  const given = responseSchema.shape.given.safeParse('given' in value ? value.given : null)
  const feedback = feedbackSchema.safeParse('feedback' in value ? value.feedback : null)
  return item.success && given.success && feedback.success
    ? { item: item.data, given: given.data, feedback: feedback.data }
    : null
}
