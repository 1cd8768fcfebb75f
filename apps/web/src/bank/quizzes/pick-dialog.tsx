import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { Selection } from 'react-aria-components'
import type { QuestionRow } from '@quizmentor/contract/bank'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { Button } from '../../design/button.tsx'
import { Checkbox } from '../../design/checkbox.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { isLive } from '../live-type.ts'
import { questionsQuery } from '../queries.ts'
import { withPart, type QuestionFilter } from '../questions/filter.ts'
import { FilterChips } from '../questions/filter-chips.tsx'
import { Filters } from '../questions/filters.tsx'
import { QuestionList } from '../questions/question-list.tsx'
import { SearchBox } from '../questions/search-box.tsx'

interface Props {
  /** Those that are in the quiz already. */
  readonly taken: ReadonlySet<string>
  /** How many more fit. */
  readonly room: number
  readonly onPick: (questions: QuestionRow[]) => void
  readonly onClose: () => void
}

/** Questions of the bank to choose from, for a round. What is chosen stays while one searches on. */
export function PickDialog({ taken, room, onPick, onClose }: Props) {
  const { quizzes: t, list } = useStrings('bank')
  const { actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const [filter, setFilter] = useState<QuestionFilter>({ state: 'published' })
  const [filtersOpen, setFiltersOpen] = useState(false)
  const [onlyLive, setOnlyLive] = useState(false)
  const [picked, setPicked] = useState<ReadonlyMap<string, QuestionRow>>(new Map())
  const pages = useInfiniteQuery(questionsQuery(workspaceId, filter))
  const questions = useMemo(
    () =>
      (pages.data?.pages.flatMap(({ items }) => items) ?? []).filter(
        ({ id, type }) => !taken.has(id) && (!onlyLive || isLive(type)),
      ),
    [pages.data, taken, onlyLive],
  )

  function choose(selection: Selection) {
    const shown = new Set(questions.map(({ id }) => id))
    const kept = [...picked].filter(([id]) => !shown.has(id))
    const chosen = questions
      .filter(({ id }) => selection === 'all' || selection.has(id))
      .map((question) => [question.id, question] as const)
    setPicked(new Map([...kept, ...chosen]))
  }

  const search = useCallback(
    (text: string) =>
      setFilter((before) => withPart(before, { search: text === '' ? undefined : text })),
    [],
  )
  const tooMany = picked.size > room

  return (
    <Dialog
      title={t.pick}
      open
      wide
      onClose={onClose}
      actions={
        <>
          {tooMany && <p className="grow self-center text-sm text-wrong">{t.tooMany(room)}</p>}
          <Button onClick={onClose}>{actions.cancel}</Button>
          <Button
            kind="primary"
            disabled={picked.size === 0 || tooMany}
            onClick={() => onPick([...picked.values()])}
          >
            {t.pickCount(picked.size)}
          </Button>
        </>
      }
    >
      <div className="grid min-h-[60dvh] grid-cols-1 content-start gap-4">
        <div className="sticky top-0 z-10 flex gap-3 bg-leaf pb-1">
          <SearchBox label={list.search} value={filter.search ?? ''} onSearch={search} autoFocus />
          <Button aria-expanded={filtersOpen} onClick={() => setFiltersOpen(!filtersOpen)}>
            {list.filters}
          </Button>
        </div>
        <Checkbox
          label={t.onlyLive}
          checked={onlyLive}
          onChange={(event) => setOnlyLive(event.target.checked)}
        />
        {filtersOpen && <Filters filter={filter} onChange={setFilter} />}
        <FilterChips filter={filter} onChange={setFilter} />
        {pages.isError && <Failure error={pages.error} onRetry={() => void pages.refetch()} />}
        {pages.isPending ? (
          <Skeleton lines={6} height={4} />
        ) : questions.length === 0 ? (
          <p className="py-6 text-soft">{list.nothingFound}</p>
        ) : (
          <QuestionList
            label={t.pick}
            questions={questions}
            selection={new Set(picked.keys())}
            onSelect={choose}
            linked={false}
            loading={pages.isFetchingNextPage}
            onMore={() => {
              if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage()
            }}
          />
        )}
      </div>
    </Dialog>
  )
}
