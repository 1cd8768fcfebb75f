import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ImportReport, ImportView } from '@quizmentor/contract/interchange'
import { useWorkspace } from '../../app/me.ts'
import { saveFile } from '../../app/save-file.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { Section } from '../../design/page.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { NoticeList } from './notice-list.tsx'
import { importsQuery } from './queries.ts'
import { reportCsv } from './report-file.ts'
import { reportText } from './report-text.ts'
import { Summary } from './summary.tsx'
import { GoesTo } from './goes-to.tsx'
import { filterOf } from './went-to.ts'

interface Props {
  readonly view: ImportView
  readonly report: ImportReport
}

/** What became of a file: counts, what was skipped and what approximated, and the way on. */
export function Report({ view, report }: Props) {
  const { report: t, preview } = useStrings('interchange')
  const { workspaceId } = useWorkspace()
  const next = useNextToLookAt(view.id)
  const name = `${view.fileName}-report`
  return (
    <div>
      <Section title={t.title}>
        <div className="grid grid-cols-1 gap-6">
          <p className="flex items-start gap-3 border-s-4 border-correct bg-correct-wash px-4 py-3">
            <Icon name="check" className="mt-1 text-correct" />
            {reportText(t, report)}
          </p>
          <GoesTo view={view} />
          <Summary report={report} />
          <div className="flex flex-wrap gap-3">
            <Link
              to="/w/$workspaceId/bank"
              params={{ workspaceId }}
              search={filterOf(view)}
              className={buttonClass({ kind: next === undefined ? 'primary' : 'secondary' })}
            >
              {t.questions}
            </Link>
            {next === undefined ? (
              <Link
                to="/w/$workspaceId/bank/import"
                params={{ workspaceId }}
                className={buttonClass()}
              >
                {t.another}
              </Link>
            ) : (
              <Link
                to="/w/$workspaceId/bank/import/$importId"
                params={{ workspaceId, importId: next.id }}
                className={buttonClass({ kind: 'primary' })}
              >
                {t.next(next.fileName)}
              </Link>
            )}
          </div>
          <div className="flex flex-wrap gap-3">
            <Button
              size="small"
              onClick={() =>
                saveFile(`${name}.csv`, new Blob([reportCsv(report)], { type: 'text/csv' }))
              }
            >
              <Icon name="download" />
              {t.csv}
            </Button>
            <Button
              size="small"
              onClick={() =>
                saveFile(
                  `${name}.json`,
                  new Blob([`${JSON.stringify(report, null, 2)}\n`], { type: 'application/json' }),
                )
              }
            >
              <Icon name="download" />
              {t.json}
            </Button>
          </div>
        </div>
      </Section>
      {report.skippedCount > 0 && (
        <Section title={preview.skippedTitle}>
          <NoticeList
            label={preview.skippedTitle}
            notices={report.skipped}
            count={report.skippedCount}
          />
        </Section>
      )}
      <Section title={preview.approximated}>
        {report.warningCount === 0 ? (
          <p className="text-soft">
            {report.skippedCount === 0 ? preview.approximatedNone : preview.approximatedNoneElse}
          </p>
        ) : (
          <NoticeList
            label={preview.approximated}
            notices={report.warnings}
            count={report.warningCount}
          />
        )}
      </Section>
    </div>
  )
}

/** Another file that was read and waits to be looked at. */
function useNextToLookAt(importId: string) {
  const { workspaceId } = useWorkspace()
  const { data } = useInfiniteQuery(importsQuery(workspaceId))
  return data?.pages
    .flatMap(({ items }) => items)
    .findLast(({ id, state }) => id !== importId && state === 'previewed')
}
