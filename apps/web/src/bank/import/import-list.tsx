import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportRow, ImportState } from '@quizmentor/contract/interchange'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { Button } from '../../design/button.tsx'
import { ConfirmDialog } from '../../design/dialog.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Icon } from '../../design/icon.tsx'
import { Section } from '../../design/page.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { toast } from '../../design/toast.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { importsQuery } from './queries.ts'

interface Props {
  /** Those that are shown elsewhere on the page. */
  readonly hidden: readonly string[]
}

/** One's imports, newest first. */
export function ImportList({ hidden }: Props) {
  const { page: t } = useStrings('interchange')
  const { actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const pages = useInfiniteQuery(importsQuery(workspaceId))
  const [leaving, setLeaving] = useState<ImportRow | null>(null)
  const forget = useMutation({
    mutationFn: ({ id }: ImportRow) =>
      api.interchange.deleteImport({ params: { workspaceId, importId: id } }),
    onSuccess: () => toast(t.forgotten),
    onSettled: () => queries.invalidateQueries(importsQuery(workspaceId)),
  })
  const rows = pages.data?.pages
    .flatMap(({ items }) => items)
    .filter(({ id }) => !hidden.includes(id))
  return (
    <Section title={t.earlier}>
      <Failure error={forget.error} />
      {pages.isError && <Failure error={pages.error} onRetry={() => void pages.refetch()} />}
      {rows === undefined ? (
        !pages.isError && <Skeleton lines={4} height={3} />
      ) : rows.length === 0 ? (
        <EmptyState title={t.none} detail={t.noneDetail} />
      ) : (
        <ul aria-label={t.earlier} className="-mt-4">
          {rows.map((row) => (
            <ImportLine key={row.id} row={row} onForget={() => setLeaving(row)} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button
          className="mt-4"
          busy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {actions.showMore}
        </Button>
      )}
      <ConfirmDialog
        title={t.forgetTitle}
        detail={t.forgetDetail}
        action={t.forgetAction}
        danger
        open={leaving !== null}
        onConfirm={() => leaving !== null && forget.mutate(leaving)}
        onClose={() => setLeaving(null)}
      />
    </Section>
  )
}

const looks: Readonly<Record<ImportState, string>> = {
  uploading: 'text-soft',
  reading: 'text-soft',
  previewed: 'text-partial',
  storing: 'text-soft',
  done: 'text-correct',
  failed: 'text-wrong',
}

interface LineProps {
  readonly row: ImportRow
  readonly onForget: () => void
}

function ImportLine({ row, onForget }: LineProps) {
  const { page: t, states, formats } = useStrings('interchange')
  const { workspaceId } = useWorkspace()
  const { dateTime, fileSize } = useFormat()
  return (
    <li className="flex items-center gap-3 border-b border-rule py-2">
      <div className="grid min-w-0 grow gap-x-6 sm:grid-cols-[1fr_auto]">
        <Link
          to="/w/$workspaceId/bank/import/$importId"
          params={{ workspaceId, importId: row.id }}
          className="flex min-h-9 min-w-0 items-center font-bold underline-offset-4 hover:underline"
        >
          <span className="min-w-0 break-words">{row.fileName}</span>
        </Link>
        <p className={`flex items-center font-bold ${looks[row.state]}`}>{states[row.state]}</p>
        <p className="tabular text-sm text-soft">
          {[
            ...(row.format === null ? [] : [formats[row.format]]),
            fileSize(row.size),
            dateTime(row.createdAt),
          ].join(' · ')}
        </p>
      </div>
      <button
        type="button"
        aria-label={t.forget(row.fileName)}
        title={t.forget(row.fileName)}
        onClick={onForget}
        className="grid size-11 shrink-0 place-items-center text-soft hover:text-ink"
      >
        <Icon name="trash" />
      </button>
    </li>
  )
}
