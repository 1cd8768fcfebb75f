import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Skeleton } from '../design/skeleton.tsx'
import { Failure } from './failure.tsx'

interface Props<Data> {
  readonly query: UseQueryResult<Data>
  /** Holds the content's place; unset: a few lines. */
  readonly skeleton?: ReactNode
  readonly children: (data: Data) => ReactNode
}

/** Content that comes from the server: a skeleton while it loads, the problem where it fails. */
export function Loaded<Data>({ query, skeleton, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  return skeleton ?? <Skeleton />
}
