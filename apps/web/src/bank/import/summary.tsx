import type { ImportReport } from '@quizmentor/contract/interchange'
import { questionTypes } from '@quizmentor/engine/question/question'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { TypeIcon } from '../type-icon.tsx'

interface Props {
  readonly report: ImportReport
  /** Before it is stored, nobody knows which questions are new. */
  readonly isPreview?: boolean
}

/** How many questions of a file there are, of which types, in which categories. */
export function Summary({ report, isPreview = false }: Props) {
  const { preview: t } = useStrings('interchange')
  const { types } = useStrings('questions')
  const { number } = useFormat()
  const taken = report.imported + report.updated
  const changed = report.updated - report.unchanged
  const counts = [
    ...(isPreview
      ? [{ name: t.questions(taken), count: taken }]
      : [
          { name: t.new, count: report.imported },
          { name: t.updated, count: changed },
          ...(report.unchanged > 0 ? [{ name: t.unchanged, count: report.unchanged }] : []),
        ]),
    { name: t.skipped, count: report.skippedCount },
  ]
  return (
    <div className="grid gap-5">
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        {counts.map(({ name, count }) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-sm text-soft">{name}</dt>
            <dd
              className={`poster tabular text-3xl leading-none ${count === 0 ? 'text-soft' : ''}`}
            >
              {number(count)}
            </dd>
          </div>
        ))}
      </dl>
      {changed > 0 && <p className="-mt-2 text-sm text-soft">{t.updatedHint}</p>}
      <ul aria-label={t.types} className="flex flex-wrap gap-x-6 gap-y-2">
        {questionTypes.map((type) => {
          const count = report.byType[type]
          return count === undefined ? null : (
            <li key={type} className="flex items-center gap-2">
              <TypeIcon type={type} className="text-lg" />
              <span className="tabular font-bold">{number(count)}</span> {types[type]}
            </li>
          )
        })}
      </ul>
      {report.categories.length > 0 && (
        <details>
          <summary className="min-h-9 py-1 font-bold underline underline-offset-4">
            {t.categories(report.categories.length)}
          </summary>
          <ul className="mt-1 text-sm">
            {report.categories.map(({ path, questions }) => (
              <li
                key={path.join('\n')}
                className="flex justify-between gap-6 border-b border-rule py-1.5"
              >
                <span className="min-w-0 break-words">{path.join(' › ')}</span>
                <span className="tabular shrink-0 text-soft">{number(questions)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
