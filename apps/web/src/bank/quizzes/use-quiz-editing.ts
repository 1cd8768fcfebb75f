import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { useWorkspace } from '../../app/me.ts'
import { changed, redone, startHistory, undone, type History } from '../question/history.ts'
import type { SavingState } from '../question/editing.ts'
import { refreshLists } from '../queries.ts'
import { isStorable, quizBody, type QuizDraft } from './rounds.ts'

const PAUSE = 800

/** What a quiz page works with. */
export interface QuizEditing {
  readonly history: History<QuizDraft>
  readonly saving: SavingState
  readonly failure: unknown
  /** Whether the server has it, in whatever state. */
  readonly stored: boolean
  readonly change: (draft: QuizDraft, what?: string) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly save: () => Promise<void>
}

/** Edits a quiz: every change is stored a moment later, and can be undone. */
export function useQuizEditing(quizId: string, first: QuizDraft, isNew: boolean): QuizEditing {
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const [history, setHistory] = useState(() => startHistory(first))
  const [stored, setStored] = useState(!isNew)
  const [saving, setSaving] = useState<SavingState>(isNew ? 'new' : 'saved')
  const [failure, setFailure] = useState<unknown>(null)
  const work = useRef({
    draft: first,
    stored: !isNew,
    savedAs: isNew ? null : JSON.stringify(quizBody(first)),
    running: Promise.resolve(),
  })

  const save = useCallback(async () => {
    const now = work.current
    await now.running
    const { draft } = now
    const body = quizBody(draft)
    const sent = JSON.stringify(body)
    if (sent === now.savedAs || !isStorable(draft)) return
    setSaving('saving')
    now.running = (async () => {
      try {
        if (now.stored) await api.bank.updateQuiz({ params: { workspaceId, quizId }, body })
        else await api.bank.createQuiz({ params: { workspaceId }, body: { id: quizId, ...body } })
        now.stored = true
        now.savedAs = sent
        setStored(true)
        setFailure(null)
        setSaving(JSON.stringify(quizBody(now.draft)) === sent ? 'saved' : 'unsaved')
        refreshLists(queries, workspaceId, 'later')
      } catch (error) {
        setSaving('failed')
        setFailure(error)
      }
    })()
    await now.running
  }, [queries, workspaceId, quizId])

  const draft = history.present
  useEffect(() => {
    work.current.draft = draft
    if (JSON.stringify(quizBody(draft)) === work.current.savedAs) return
    if (!isStorable(draft)) {
      setSaving((before) => (before === 'new' ? before : 'unfinished'))
      return
    }
    setSaving('unsaved')
    const pause = setTimeout(() => void save(), PAUSE)
    return () => clearTimeout(pause)
  }, [draft, save])

  // Leaving saves what waits.
  useEffect(() => () => void save(), [save])

  const undo = useCallback(() => setHistory(undone), [])
  const redo = useCallback(() => setHistory(redone), [])

  return {
    history,
    saving,
    failure,
    stored,
    save,
    undo,
    redo,
    change: (next, what) => setHistory((before) => changed(before, next, Date.now(), what ?? null)),
  }
}
