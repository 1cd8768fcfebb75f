import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { QuizRow } from '@quizmentor/contract/bank'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Icon } from '../../design/icon.tsx'
import { Page } from '../../design/page.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { quizPagesQuery } from '../queries.ts'
import { SearchBox } from '../questions/search-box.tsx'
import { PlayButtons } from './play-buttons.tsx'

const route = getRouteApi('/w/$workspaceId/shell/bank/quizzes')

/** The quizzes of a workspace. */
export function QuizzesPage() {
  const { quizzes: t, commands } = useStrings('bank')
  const { actions } = useStrings('common')
  const { workspaceId, can } = useWorkspace()
  const { search = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const pages = useInfiniteQuery(quizPagesQuery(workspaceId, search))
  const quizzes = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const isEmpty = pages.isSuccess && quizzes.length === 0 && search === ''
  const [newId] = useState(() => uuidv7())
  const add = can('author') && (
    <Link
      to="/w/$workspaceId/bank/quizzes/$quizId"
      params={{ workspaceId, quizId: newId }}
      search={{ new: true }}
      className={buttonClass({ kind: 'primary' })}
    >
      <Icon name="plus" />
      {commands.newQuiz}
    </Link>
  )
  return (
    <Page title={t.title} actions={isEmpty ? undefined : add}>
      <div className="grid gap-6">
        <SearchBox
          label={t.search}
          value={search}
          onSearch={(text) =>
            void navigate({ search: text === '' ? {} : { search: text }, replace: true })
          }
        />
        {pages.isError && <Failure error={pages.error} onRetry={() => void pages.refetch()} />}
        {pages.isPending ? (
          <Skeleton lines={6} height={4} />
        ) : quizzes.length === 0 && !pages.isError ? (
          search === '' ? (
            <EmptyState title={t.empty} detail={t.emptyDetail} action={add} />
          ) : (
            <EmptyState
              title={t.nothingFound}
              detail={t.nothingFoundDetail}
              action={
                <Button onClick={() => void navigate({ search: {}, replace: true })}>
                  {t.clear}
                </Button>
              }
            />
          )
        ) : (
          <ul className="border-t-2 border-ink">
            {quizzes.map((quiz) => (
              <QuizLine key={quiz.id} quiz={quiz} />
            ))}
          </ul>
        )}
        {pages.hasNextPage && (
          <div>
            <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {actions.showMore}
            </Button>
          </div>
        )}
      </div>
    </Page>
  )
}

function QuizLine({ quiz }: { readonly quiz: QuizRow }) {
  const { quizzes: t } = useStrings('bank')
  const { count } = useStrings('common')
  const { relative } = useFormat()
  const { workspaceId } = useWorkspace()
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-rule py-4">
      <div className="min-w-0 grow basis-64">
        <h2 className="text-lg">
          <Link
            to="/w/$workspaceId/bank/quizzes/$quizId"
            params={{ workspaceId, quizId: quiz.id }}
            className="underline-offset-4 hover:underline"
          >
            {quiz.title}
          </Link>
        </h2>
        {quiz.description !== '' && <p className="line-clamp-2 max-w-text">{quiz.description}</p>}
        <p className="tabular text-sm text-soft">
          {t.rounds(quiz.rounds)} · {count.questions(quiz.questions)} ·{' '}
          {t.changed(relative(quiz.updatedAt))}
        </p>
      </div>
      <PlayButtons
        quizId={quiz.id}
        title={quiz.title}
        questions={quiz.questions}
        playable={quiz.playable}
        size="small"
      />
    </li>
  )
}
