import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Loaded } from '../../app/loaded.tsx'
import { useWorkspace } from '../../app/me.ts'
import { NotFoundPage } from '../../app/not-found-page.tsx'
import { problemOf } from '../../app/problem.ts'
import { Page } from '../../design/page.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { quizQuery } from '../queries.ts'
import { QuizEditor } from './quiz-editor.tsx'
import { QuizView } from './quiz-view.tsx'
import { draftOfQuiz } from './rounds.ts'

const route = getRouteApi('/w/$workspaceId/shell/bank/quizzes/$quizId')

/** A quiz: put together by authors, looked at by hosts. */
export function QuizPage() {
  const { quizzes: t } = useStrings('bank')
  const { workspaceId, can } = useWorkspace()
  const { quizId } = route.useParams()
  const { new: isNew } = route.useSearch()
  const [begunHere] = useState(isNew === true)
  const quiz = useQuery({ ...quizQuery(workspaceId, quizId), enabled: !begunHere })
  if (begunHere && can('author')) {
    const first = { id: 'r0', title: t.round(1), questions: [] }
    return (
      <QuizEditor
        key={quizId}
        quizId={quizId}
        first={{ title: '', description: '', rounds: [first] }}
        isNew
      />
    )
  }
  if (quiz.isError && problemOf(quiz.error).status === 404) return <NotFoundPage />
  if (quiz.data !== undefined)
    return can('author') ? (
      <QuizEditor key={quizId} quizId={quizId} first={draftOfQuiz(quiz.data)} isNew={false} />
    ) : (
      <QuizView quiz={quiz.data} />
    )
  return (
    <Page title={t.title} titleHidden>
      <Loaded query={quiz} skeleton={<Skeleton lines={8} height={3} />}>
        {() => null}
      </Loaded>
    </Page>
  )
}
