import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Selection } from 'react-aria-components'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Page } from '../../design/page.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { questionsQuery } from '../queries.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ExportButton } from './export-button.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterButton, Filters } from './filters.tsx'
import { type QuestionFilter } from './filter.ts'
import { ImportLink } from './import-link.tsx'
import { NewQuestionMenu } from './new-question-menu.tsx'
import { QuestionList } from './question-list.tsx'
import { SearchBox } from './search-box.tsx'
import { Unfinished } from './unfinished.tsx'

const route = getRouteApi('/w/$workspaceId/shell/bank/')

/** All questions of a workspace: searched, filtered, chosen, opened. */
export function QuestionsPage() {
  const { list: t } = useStrings('bank')
  const { workspaceId, can } = useWorkspace()
  const filter = route.useSearch()
  const navigate = route.useNavigate()
  const pages = useInfiniteQuery(questionsQuery(workspaceId, filter))
  const questions = useMemo(
    () => pages.data?.pages.flatMap(({ items }) => items) ?? [],
    [pages.data],
  )
  const [selection, setSelection] = useState<Selection>(new Set())
  const chosen = useMemo(
    () => questions.filter(({ id }) => selection === 'all' || selection.has(id)),
    [questions, selection],
  )
  const author = can('author')

  function choose(next: QuestionFilter) {
    setSelection(new Set())
    void navigate({ search: next, replace: true })
  }

  const filtered = Object.keys(filter).length > 0
  const isEmpty = pages.isSuccess && questions.length === 0 && !filtered
  return (
    <Page
      title={t.title}
      actions={
        author &&
        !isEmpty && (
          <>
            <ExportButton filter={filter} />
            <ImportLink />
            <NewQuestionMenu topic={filter.topic} />
          </>
        )
      }
    >
      <div className="lg:grid lg:grid-cols-[14.5rem_1fr] lg:gap-10">
        <aside aria-label={t.filters} className="max-lg:hidden">
          <div className="sticky top-6">
            <Filters filter={filter} onChange={choose} />
          </div>
        </aside>
        <div className="grid min-w-0 grid-cols-1 content-start gap-4">
          <div className="flex gap-3">
            <SearchBox
              label={t.search}
              value={filter.search ?? ''}
              onSearch={(search) => {
                const { search: _, ...rest } = filter
                choose(search === '' ? rest : { ...rest, search })
              }}
            />
            <FilterButton filter={filter} onChange={choose} />
          </div>
          <FilterChips filter={filter} onChange={choose} />
          {author && !filtered && <Unfinished />}
          {pages.isError && <Failure error={pages.error} onRetry={() => void pages.refetch()} />}
          {pages.isPending ? (
            <Skeleton lines={8} height={4} />
          ) : questions.length === 0 && !pages.isError ? (
            filtered ? (
              <EmptyState
                title={t.nothingFound}
                detail={t.nothingFoundDetail}
                action={<Button onClick={() => choose({})}>{t.clear}</Button>}
              />
            ) : (
              <EmptyState
                title={t.empty}
                detail={t.emptyDetail}
                action={
                  author && (
                    <div className="flex flex-wrap gap-3">
                      <NewQuestionMenu topic={undefined} />
                      <ImportLink />
                    </div>
                  )
                }
              />
            )
          ) : (
            <>
              <p role="status" className="text-sm text-soft">
                {pages.hasNextPage ? t.loaded(questions.length) : t.all(questions.length)}
              </p>
              <QuestionList
                label={t.title}
                questions={questions}
                {...(author && { selection, onSelect: setSelection })}
                linked={author}
                loading={pages.isFetchingNextPage}
                onMore={() => {
                  if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage()
                }}
              />
            </>
          )}
        </div>
      </div>
      {author && (
        <BulkBar
          chosen={chosen}
          onDone={(left) => setSelection(new Set(left))}
          onClear={() => setSelection(new Set())}
        />
      )}
    </Page>
  )
}
