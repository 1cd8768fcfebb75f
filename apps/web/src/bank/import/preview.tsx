import { useState } from 'react'
import type { ImportPreview, ImportView } from '@quizmentor/contract/interchange'
import { EmptyState } from '../../design/empty-state.tsx'
import { Section } from '../../design/page.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { ColumnMapping } from './column-mapping.tsx'
import { Destination } from './destination.tsx'
import { FormatSelect } from './format-select.tsx'
import { NoticeList } from './notice-list.tsx'
import type { Reading } from './reading.ts'
import { Samples } from './samples.tsx'
import { Summary } from './summary.tsx'

interface Props {
  readonly view: ImportView
  readonly preview: ImportPreview
  /** How the file was read. */
  readonly reading: Reading
  readonly busy: boolean
  readonly onRead: (reading: Reading) => void
}

/** What would come of a file, and where it is to go. Nothing is stored yet. */
export function Preview({ view, preview, reading, busy, onRead }: Props) {
  const { preview: t } = useStrings('interchange')
  const { report, samples, table } = preview
  const [isReadOtherwise, setReadOtherwise] = useState(false)
  const taken = report.imported + report.updated
  return (
    <div className="grid grid-cols-1 gap-x-12 gap-y-12 lg:grid-cols-[1fr_20rem]">
      <div className="grid min-w-0 grid-cols-1 content-start">
        <Section title={t.found}>
          <div className="grid grid-cols-1 gap-8">
            {taken === 0 ? (
              <EmptyState title={t.nothing} detail={t.nothingDetail} />
            ) : (
              <Summary report={report} isPreview />
            )}
            <div className="max-w-text">
              <FormatSelect
                value={report.format}
                hint={t.formatHint}
                disabled={busy}
                onChange={(format) => onRead({ format })}
              />
            </div>
          </div>
        </Section>
        {table !== null && (
          <ColumnMapping
            key={JSON.stringify([table.columns, table.headerRows])}
            table={table}
            busy={busy}
            onChanged={setReadOtherwise}
            onRead={(columns, headerRows) => onRead({ format: report.format, columns, headerRows })}
          />
        )}
        {report.skippedCount > 0 && (
          <Section title={t.skippedTitle}>
            <NoticeList
              label={t.skippedTitle}
              notices={report.skipped}
              count={report.skippedCount}
            />
          </Section>
        )}
        {taken > 0 && (
          <Section title={t.approximated}>
            {report.warningCount === 0 ? (
              <p className="text-soft">
                {report.skippedCount === 0 ? t.approximatedNone : t.approximatedNoneElse}
              </p>
            ) : (
              <NoticeList
                label={t.approximated}
                notices={report.warnings}
                count={report.warningCount}
              />
            )}
          </Section>
        )}
      </div>
      {taken > 0 && (
        <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <div className="lg:sticky lg:top-6">
            <Destination
              view={view}
              preview={preview}
              reading={reading}
              isReadOtherwise={isReadOtherwise}
            />
          </div>
        </div>
      )}
      {samples.length > 0 && (
        <div className="min-w-0">
          <Section title={t.samples}>
            <Samples samples={samples} />
          </Section>
        </div>
      )}
    </div>
  )
}
