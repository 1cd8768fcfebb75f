import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { Given } from '@quizmentor/engine/question/question'
import type { PracticeItem, PracticeSession } from '@quizmentor/contract/practice'
import { api } from '../app/api.ts'
import { firstGiven, isAnswered } from '../questions/player-props.ts'
import { forget, keep, readKept, type Answered, type Pending } from './kept-session.ts'
import { sessionQuery } from './queries.ts'
import type { Grade } from './recall-choice.tsx'
import { sendUntilAcknowledged, type SendingState } from './send-until-acknowledged.ts'

/** Where a learner is: making an answer, waiting for it to be stored, reading the feedback, done. */
export type Stage =
  | { readonly name: 'asking'; readonly item: PracticeItem; readonly given: Given | null }
  | {
      readonly name: 'sending'
      readonly pending: Pending
      readonly state: SendingState
    }
  | {
      readonly name: 'feedback'
      readonly answered: Answered
      /** What the learner says of how well they knew it, on its way; `undefined`: nothing is. */
      readonly rating?: Grade | null
    }
  | { readonly name: 'over' }

/** A session in progress, and what the learner can do. */
export interface SessionInProgress {
  readonly session: PracticeSession
  readonly stage: Stage
  /** What the server refused, if it did. */
  readonly error: unknown
  readonly change: (given: Given | null) => void
  readonly check: () => void
  /** Says how well the answer was known; `null` takes that back. */
  readonly rate: (rating: Grade | null) => void
  readonly goOn: () => void
  readonly hint: () => void
  /** Shows what the learner marks their own answer by. */
  readonly reveal: () => void
}

/** Runs a session from wherever it was left, on this device or another. */
export function useSession(workspaceId: string, loaded: PracticeSession): SessionInProgress {
  const sessionId = loaded.id
  const queries = useQueryClient()
  const [session, setSession] = useState(loaded)
  const [stage, setStage] = useState<Stage>(() => stageAt(loaded))
  const [error, setError] = useState<unknown>(null)
  const shownAt = useRef(0)
  const pending = stage.name === 'sending' ? stage.pending : null

  const show = useCallback(
    (next: PracticeSession) => {
      queries.setQueryData(sessionQuery(workspaceId, sessionId).queryKey, next)
      setSession(next)
      shownAt.current = performance.now()
    },
    [queries, workspaceId, sessionId],
  )

  useEffect(() => {
    shownAt.current = performance.now()
  }, [])

  useEffect(() => {
    if (pending === null) return
    const stop = new AbortController()
    const { item, response } = pending
    keep(sessionId, { pending })
    sendUntilAcknowledged({
      signal: stop.signal,
      onState: (state) =>
        setStage((now) =>
          now.name === 'sending' && !stop.signal.aborted ? { ...now, state } : now,
        ),
      send: (signal) =>
        api.practice.respond({ params: { workspaceId, sessionId }, body: response, signal }),
    }).then(
      (feedback) => {
        if (stop.signal.aborted) return
        show(feedback.session)
        setError(null)
        const answered = { item, given: response.given, feedback }
        keep(sessionId, { answered })
        setStage({ name: 'feedback', answered })
      },
      async (refusal: unknown) => {
        if (stop.signal.aborted) return
        setError(refusal)
        forget(sessionId)
        const now = await queries.fetchQuery({
          ...sessionQuery(workspaceId, sessionId),
          staleTime: 0,
        })
        if (stop.signal.aborted) return
        show(now)
        setStage(stageAt(now))
      },
    )
    return () => stop.abort()
  }, [pending, workspaceId, sessionId, queries, show])

  const rated = stage.name === 'feedback' && stage.rating !== undefined ? stage : null
  useEffect(() => {
    if (rated?.rating === undefined) return
    const { answered, rating } = rated
    const params = { workspaceId, sessionId, responseId: answered.feedback.responseId }
    let isLeft = false
    sendUntilAcknowledged({
      // It was said, so it is sent, also once the learner has gone on.
      signal: new AbortController().signal,
      onState: () => undefined,
      send: (signal) => api.practice.rateRecall({ params, body: { rated: rating }, signal }),
    }).then(
      (feedback) => {
        if (isLeft) return
        show(feedback.session)
        setError(null)
        const now = { ...answered, feedback }
        keep(sessionId, { answered: now })
        setStage({ name: 'feedback', answered: now })
      },
      (refusal: unknown) => {
        setError(refusal)
        if (!isLeft) setStage({ name: 'feedback', answered })
      },
    )
    return () => {
      isLeft = true
    }
  }, [rated, workspaceId, sessionId, show])

  return {
    session,
    stage,
    error,
    change(given) {
      if (stage.name !== 'asking') return
      keep(sessionId, { draft: given && { position: stage.item.position, given } })
      setStage({ ...stage, given })
    },
    check() {
      if (stage.name !== 'asking' || stage.given === null) return
      const { item, given } = stage
      if (!isAnswered(item.question, given, item.solution)) return
      const latencyMs = Math.min(Math.round(performance.now() - shownAt.current), 86_400_000)
      const response = { id: uuidv7(), position: item.position, given, latencyMs }
      setStage({ name: 'sending', pending: { item, response }, state: 'sending' })
    },
    rate(rating) {
      // One at a time, so that the last one said is the last one stored.
      if (stage.name !== 'feedback' || stage.rating !== undefined) return
      const { recall } = stage.answered.feedback
      if (recall === null) return
      const own = rating === recall.graded ? null : rating
      if (own !== recall.rated) setStage({ ...stage, rating: own })
    },
    goOn() {
      if (stage.name !== 'feedback') return
      forget(sessionId)
      shownAt.current = performance.now()
      setStage(stageAt(stage.answered.feedback.session))
    },
    hint() {
      if (stage.name !== 'asking' || stage.item.hintsLeft === 0) return
      const { position } = stage.item
      api.practice.showHint({ params: { workspaceId, sessionId }, body: { position } }).then(
        (item) => {
          setError(null)
          setStage((now) =>
            now.name === 'asking' && now.item.position === position ? { ...now, item } : now,
          )
        },
        (refusal: unknown) => setError(refusal),
      )
    },
    reveal() {
      if (stage.name !== 'asking') return
      const { position } = stage.item
      api.practice.reveal({ params: { workspaceId, sessionId }, body: { position } }).then(
        (solution) => {
          setError(null)
          setStage((now) =>
            now.name === 'asking' && now.item.position === position
              ? { ...now, item: { ...now.item, solution } }
              : now,
          )
        },
        (refusal: unknown) => setError(refusal),
      )
    },
  }
}

/** Where a session stands, by what the server says and what this device kept. */
function stageAt(session: PracticeSession): Stage {
  const { pending, draft, answered } = readKept(session.id)
  const { item } = session
  if (pending !== null) return { name: 'sending', pending, state: 'sending' }
  if (answered !== null && answered.feedback.session.item?.position === item?.position)
    return { name: 'feedback', answered }
  if (item === null) return { name: 'over' }
  const given =
    draft?.position === item.position && draft.given.type === item.question.type
      ? draft.given
      : null
  return { name: 'asking', item, given: given ?? firstGiven(item.question) }
}
