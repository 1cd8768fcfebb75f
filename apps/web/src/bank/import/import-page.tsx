import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { MOST_FILE_BYTES } from '@quizmentor/contract/interchange'
import { useWorkspace } from '../../app/me.ts'
import { Page, Section } from '../../design/page.tsx'
import { ProblemNotice } from '../../design/problem-notice.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { DropZone } from './drop-zone.tsx'
import { ImportList } from './import-list.tsx'
import { importsQuery } from './queries.ts'
import { UploadLine } from './upload-line.tsx'
import { uploads, useUploads } from './use-uploads.ts'

const route = getRouteApi('/w/$workspaceId/shell/bank/author/import')

/** Files go in here; what came of earlier ones stands below. */
export function ImportPage() {
  const { page: t } = useStrings('interchange')
  const { workspaceId } = useWorkspace()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const under = useUploads(workspaceId)
  const [refused, setRefused] = useState<readonly string[]>([])

  function take(files: readonly File[]) {
    setRefused(
      files.flatMap(({ name, size }) =>
        size > MOST_FILE_BYTES ? [t.tooLarge(name)] : size === 0 ? [t.empty(name)] : [],
      ),
    )
    const good = files
      .filter(({ size }) => size > 0 && size <= MOST_FILE_BYTES)
      .map((file) => ({ id: uuidv7(), workspaceId, file, sent: 0 }))
    const [first, ...more] = good
    if (first === undefined) return
    uploads.add(good)
    // One file is looked at right away; several wait here to be looked at one by one.
    if (more.length === 0 && files.length === 1)
      void navigate({
        to: '/w/$workspaceId/bank/import/$importId',
        params: { workspaceId, importId: first.id },
      })
    else void queries.invalidateQueries(importsQuery(workspaceId))
  }

  return (
    <Page title={t.title} lead={t.lead}>
      <div className="grid gap-6">
        {refused.map((text) => (
          <ProblemNotice key={text} text={text} />
        ))}
        <DropZone onFiles={take} />
      </div>
      {under.length > 0 && (
        <div className="mt-12">
          <Section title={t.sending}>
            <ul aria-label={t.sending}>
              {under.map((upload) => (
                <li key={upload.id}>
                  <UploadLine upload={upload} />
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
      <div className="mt-12">
        <ImportList hidden={under.map(({ id }) => id)} />
      </div>
    </Page>
  )
}
