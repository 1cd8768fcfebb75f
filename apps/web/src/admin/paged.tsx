import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failure } from '../app/failure.tsx'
import { Button } from '../design/button.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useStrings } from '../i18n/strings.tsx'

interface Props<Item> {
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Item[] }>>
  /** Shown where there is nothing. */
  readonly empty: ReactNode
  readonly children: (items: readonly Item[]) => ReactNode
}

/** A list that comes page by page: loading, failing, empty, or there, with more on request. */
export function Paged<Item>({ query, empty, children }: Props<Item>) {
  const { actions } = useStrings('common')
  if (query.isPending) return <Skeleton lines={6} height={3} />
  if (query.data === undefined)
    return <Failure error={query.error} onRetry={() => void query.refetch()} />
  const items = query.data.pages.flatMap((page) => page.items)
  return (
    <div className="grid gap-6">
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {items.length === 0 ? empty : children(items)}
      {query.hasNextPage && (
        <div>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {actions.showMore}
          </Button>
        </div>
      )}
    </div>
  )
}
