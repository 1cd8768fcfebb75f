import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { problemOf } from '../../app/problem.ts'
import { buttonClass } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Page } from '../../design/page.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { questionQuery } from '../queries.ts'
import { lastTopic } from './last-topic.ts'
import { QuestionEditor } from './question-editor.tsx'

const route = getRouteApi('/w/$workspaceId/shell/writing/bank/questions/$questionId')

/** Writes a question: one that is stored, or, where the address says of which type, a new one. */
export function QuestionPage() {
  const { editor: t, list } = useStrings('bank')
  const { workspaceId } = useWorkspace()
  const { questionId } = route.useParams()
  const { new: newOf, topic } = route.useSearch()
  const query = useQuery({
    ...questionQuery(workspaceId, questionId),
    enabled: newOf === undefined,
  })
  if (newOf !== undefined)
    return (
      <QuestionEditor
        key={questionId}
        questionId={questionId}
        opened={{ newOf, topicId: topic ?? lastTopic(workspaceId) }}
      />
    )
  if (query.data !== undefined)
    return <QuestionEditor key={questionId} questionId={questionId} opened={query.data} />
  return (
    <Page title={t.title} titleHidden={query.isPending}>
      {query.isPending ? (
        <Skeleton lines={8} height={3} />
      ) : problemOf(query.error).status === 404 ? (
        <EmptyState
          title={t.gone}
          detail={t.goneDetail}
          action={
            <Link to="/w/$workspaceId/bank" params={{ workspaceId }} className={buttonClass()}>
              {list.title}
            </Link>
          }
        />
      ) : (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  )
}
