import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Question } from '@quizmentor/contract/bank'
import { api } from '../../app/api.ts'
import { useMe, useWorkspace } from '../../app/me.ts'
import { questionQuery, refreshLists } from '../queries.ts'
import { rememberTopic } from './last-topic.ts'
import { startEditing, type Editing, type EditingState, type NewQuestionOf } from './editing.ts'
import { browserStorage, draftShelf, type DraftShelf } from './kept-draft.ts'

/** The drafts that this device keeps for whoever is signed in. */
export function useDraftShelf(): DraftShelf {
  const { user } = useMe()
  const { workspaceId } = useWorkspace()
  const userId = user?.id ?? ''
  const [shelf, setShelf] = useState(() => ({
    of: userId + workspaceId,
    shelf: draftShelf(userId, workspaceId, browserStorage()),
  }))
  if (shelf.of === userId + workspaceId) return shelf.shelf
  const other = draftShelf(userId, workspaceId, browserStorage())
  setShelf({ of: userId + workspaceId, shelf: other })
  return other
}

/** Edits one question for as long as the component is shown. Give the component a `key` per question. */
export function useEditing(
  questionId: string,
  opened: Question | NewQuestionOf,
): [Editing, EditingState] {
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const shelf = useDraftShelf()
  const [editing] = useState(() => {
    const params = { workspaceId, questionId }
    return startEditing({
      questionId,
      opened,
      shelf,
      server: {
        create: (body) =>
          api.bank.createQuestion({ params: { workspaceId }, body: { id: questionId, ...body } }),
        update: (body) => api.bank.updateQuestion({ params, body }),
        read: () => api.bank.getQuestion({ params }),
        setState: (state) => api.bank.setQuestionState({ params, body: { state } }),
      },
      onStored(question) {
        queries.setQueryData(questionQuery(workspaceId, questionId).queryKey, question)
        refreshLists(queries, workspaceId, 'later')
        rememberTopic(workspaceId, question.topicId)
      },
    })
  })
  const state = useSyncExternalStore(editing.subscribe, editing.state)
  useEffect(() => {
    editing.open()
    return editing.close
  }, [editing])
  return [editing, state]
}
