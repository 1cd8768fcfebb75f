import type { Given } from '@quizmentor/engine/question/question'

/** Learners who practise at once. */
export interface PractiseOrder {
  readonly kind: 'practise'
  /** Each call goes to the next of them, as through a proxy. */
  readonly sites: readonly string[]
  readonly workspaceId: string
  readonly trackId: string
  readonly cookies: readonly string[]
  readonly questions: number
  /** How long each thinks about a question, on average; 0: as fast as they are answered. */
  readonly thinkMs: number
}

/** Readers with a connection each, who ask again as soon as they are answered, or so often a second. */
export interface ReadOrder {
  readonly kind: 'read'
  readonly site: string
  readonly path: string
  /** One for each reader. */
  readonly cookies: readonly string[]
  readonly warmUpSeconds: number
  readonly seconds: number
  /** All of them together; unset: as fast as they can. */
  readonly perSecond?: number
}

export type Order = PractiseOrder | ReadOrder

export const calls = ['start', 'answer', 'result'] as const
export type Call = (typeof calls)[number]

/** An answer that the server said it has. */
export interface Acknowledged {
  readonly id: string
  readonly sessionId: string
  readonly position: number
  readonly given: Given
  readonly score: number
}

interface Done {
  /** Of the measured part. */
  readonly seconds: number
  readonly failed: number
  /** What some of the failures were. */
  readonly failures: readonly string[]
  /** Processor time of the readers themselves. */
  readonly processorMs: number
}

export interface Practised extends Done {
  /** Milliseconds by the kind of call. */
  readonly times: Readonly<Record<Call, Float64Array>>
  readonly acknowledged: readonly Acknowledged[]
}

export interface Read extends Done {
  readonly times: Float64Array
  readonly bytesEach: number
}

export type Outcome = {
  readonly practise: Practised
  readonly read: Read
}
