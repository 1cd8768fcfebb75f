import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ImportView } from '@quizmentor/contract/interchange'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useWorkspace } from '../../app/me.ts'
import { NotFoundPage } from '../../app/not-found-page.tsx'
import { problemOf } from '../../app/problem.ts'
import { Icon } from '../../design/icon.tsx'
import { Page } from '../../design/page.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { refreshLists } from '../queries.ts'
import { AtWork } from './at-work.tsx'
import { Failed } from './failed.tsx'
import { Halted } from './halted.tsx'
import { Preview } from './preview.tsx'
import { importQuery } from './queries.ts'
import { readingBody, readingOf, type Reading } from './reading.ts'
import { reportText } from './report-text.ts'
import { Report } from './report.tsx'
import { UploadLine } from './upload-line.tsx'
import { useUploads } from './use-uploads.ts'

const route = getRouteApi('/w/$workspaceId/shell/bank/author/import/$importId')

/** One file: going up, read, looked at, taken in, told of. */
export function OneImportPage() {
  const { page: t } = useStrings('interchange')
  const { workspaceId } = useWorkspace()
  const { importId } = route.useParams()
  const navigate = route.useNavigate()
  const upload = useUploads(workspaceId).find(({ id }) => id === importId)
  const found = useQuery({ ...importQuery(workspaceId, importId), enabled: upload === undefined })
  const view = upload === undefined ? found.data : undefined
  if (upload === undefined && problemOf(found.error).status === 404) return <NotFoundPage />
  return (
    <Page
      title={upload?.file.name ?? view?.fileName ?? t.title}
      lead={
        <Link
          to="/w/$workspaceId/bank/import"
          params={{ workspaceId }}
          className="inline-flex min-h-9 items-center gap-2 underline underline-offset-4"
        >
          <Icon name="left" />
          {t.back}
        </Link>
      }
    >
      {upload === undefined ? (
        <Loaded query={found} skeleton={<Skeleton lines={6} height={3} />}>
          {(loaded) => <OneImport key={loaded.id} view={loaded} />}
        </Loaded>
      ) : (
        <UploadLine
          upload={upload}
          onCancel={() => void navigate({ to: '/w/$workspaceId/bank/import' })}
        />
      )}
    </Page>
  )
}

function OneImport({ view }: { readonly view: ImportView }) {
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const { queryKey } = importQuery(workspaceId, view.id)
  const read = useMutation({
    mutationFn: (next: Reading) =>
      api.interchange.previewImport({
        params: { workspaceId, importId: view.id },
        body: readingBody(next),
      }),
    onSuccess: (next) => queries.setQueryData(queryKey, next),
  })
  // What is in the bank has changed, also where somebody comes back to a finished import.
  const { state } = view
  useEffect(() => {
    if (state === 'done') refreshLists(queries, workspaceId, 'later')
  }, [state, queries, workspaceId])

  return (
    <div className="grid grid-cols-1 gap-8">
      <Said view={view} />
      <Failure error={read.error} />
      {stage()}
    </div>
  )

  function stage() {
    switch (view.state) {
      case 'uploading':
        return <Halted view={view} />
      case 'reading':
      case 'storing':
        return <AtWork view={view} />
      case 'previewed':
        return view.preview === null ? null : (
          <Preview
            view={view}
            preview={view.preview}
            reading={readingOf(view)}
            onRead={read.mutate}
            busy={read.isPending}
          />
        )
      case 'done':
        return view.report === null ? null : <Report view={view} report={view.report} />
      case 'failed':
        return <Failed view={view} onRead={read.mutate} busy={read.isPending} />
    }
  }
}

/** What happens, for those who listen: each stage once, and every quarter on the way. */
function Said({
  view: { state, progress, total, preview, report },
}: {
  readonly view: ImportView
}) {
  const { reading, storing, report: told, failed } = useStrings('interchange')
  const { percent } = useFormat()
  const quarter = Math.floor((4 * progress) / (total ?? Infinity)) / 4
  const text = {
    uploading: '',
    reading: reading.label,
    previewed: preview === null ? '' : reading.ready(preview.report.read),
    storing: quarter === 0 ? storing.label : storing.percent(percent(quarter)),
    done: report === null ? '' : reportText(told, report),
    failed: failed.title,
  }[state]
  return (
    <p role="status" className="only-heard">
      {text}
    </p>
  )
}
