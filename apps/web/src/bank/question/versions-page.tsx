import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { QuestionVersion } from '@quizmentor/contract/bank'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { Page } from '../../design/page.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { toast } from '../../design/toast.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { questionQuery, refreshLists, versionsQuery } from '../queries.ts'
import { partsChanged } from './changes.ts'
import { QuestionPrint } from './question-print.tsx'

const route = getRouteApi('/w/$workspaceId/shell/bank/author/questions/$questionId/versions')

/** Every version of a question, each as it was, and a way back to it. */
export function VersionsPage() {
  const { versions: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const { dateTime } = useFormat()
  const { workspaceId } = useWorkspace()
  const { questionId } = route.useParams()
  const params = { workspaceId, questionId }
  const pages = useInfiniteQuery(versionsQuery(workspaceId, questionId))
  const versions = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = versions.find(({ id }) => id === chosen) ?? versions[0]
  const newest = versions[0]

  return (
    <Page
      title={t.title}
      actions={
        <Link
          to="/w/$workspaceId/bank/questions/$questionId"
          params={params}
          className={buttonClass()}
        >
          {t.back}
        </Link>
      }
    >
      {pages.isPending ? (
        <Skeleton lines={6} height={3} />
      ) : pages.isError ? (
        <Failure error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <div className="grid gap-8 md:grid-cols-[15rem_1fr]">
          <nav aria-label={t.title}>
            <ol className="grid border-t-2 border-ink">
              {versions.map((version, place) => (
                <li key={version.id} className="border-b border-rule">
                  <button
                    type="button"
                    aria-current={version === shown ? 'true' : undefined}
                    onClick={() => setChosen(version.id)}
                    className="grid w-full gap-0.5 border-s-4 border-transparent px-3 py-2.5 text-start
                      hover:bg-leaf aria-[current]:border-accent aria-[current]:bg-leaf"
                  >
                    <span className="font-bold">
                      {t.version(version.number)} {place === 0 && t.current}
                    </span>
                    <span className="text-sm text-soft">
                      {dateTime(version.createdAt)}
                      {version.createdBy !== null && `, ${version.createdBy}`}
                    </span>
                  </button>
                </li>
              ))}
            </ol>
            {pages.hasNextPage && (
              <Button
                kind="quiet"
                size="small"
                busy={pages.isFetchingNextPage}
                onClick={() => void pages.fetchNextPage()}
              >
                {actions.showMore}
              </Button>
            )}
          </nav>
          {shown !== undefined && newest !== undefined && (
            <Version version={shown} newest={newest} questionId={questionId} />
          )}
        </div>
      )}
    </Page>
  )
}

interface VersionProps {
  readonly version: QuestionVersion
  readonly newest: QuestionVersion
  readonly questionId: string
}

function Version({ version, newest, questionId }: VersionProps) {
  const { versions: t } = useStrings('bank')
  const { list } = useFormat()
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const navigate = route.useNavigate()
  const question = useQuery(questionQuery(workspaceId, questionId))
  const restore = useMutation({
    mutationFn: async () => {
      const { topicId, difficulty, bloom, tags, source, versionNumber } =
        await api.bank.getQuestion({
          params: { workspaceId, questionId },
        })
      return api.bank.updateQuestion({
        params: { workspaceId, questionId },
        body: {
          topicId,
          difficulty,
          bloom,
          tags,
          ...(source !== null && { source }),
          content: version.content,
          baseVersion: versionNumber,
        },
      })
    },
    onSuccess: async ({ versionNumber }) => {
      refreshLists(queries, workspaceId)
      toast(t.restored(version.number, versionNumber))
      await navigate({
        to: '/w/$workspaceId/bank/questions/$questionId',
        params: { workspaceId, questionId },
      })
    },
  })
  const changes = partsChanged(version.content, newest.content)
  return (
    <article aria-label={t.version(version.number)} className="grid content-start gap-5">
      {version !== newest && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-s-4 border-ink bg-leaf px-4 py-3">
          <p>
            {changes.length === 0
              ? t.same
              : t.differs(list(changes.map((change) => t.parts[change])))}
          </p>
          <Button size="small" busy={restore.isPending} onClick={() => restore.mutate()}>
            {t.restore}
          </Button>
          {question.data?.state === 'published' && (
            <p className="w-full text-sm text-soft">{t.restoreHint}</p>
          )}
        </div>
      )}
      <Failure error={restore.error} />
      <div className="max-w-text">
        <QuestionPrint content={version.content} />
      </div>
    </article>
  )
}
