import type { ImportReport, KnownInTopic } from '@quizmentor/contract/interchange'
import { useStrings } from '../../i18n/strings.tsx'

interface Props {
  readonly report: ImportReport
  /** What of the file the chosen topic has already. */
  readonly known: KnownInTopic | undefined
}

/** How many questions would be new in a topic, how many changed, how many as they are. */
export function WouldBe({ report, known }: Props) {
  const { destination: t } = useStrings('interchange')
  const { changed, unchanged } = known ?? { changed: 0, unchanged: 0 }
  const added = report.imported + report.updated - changed - unchanged
  const parts = [
    ...(added > 0 ? [t.wouldBeNew(added)] : []),
    ...(changed > 0 ? [t.wouldChange(changed)] : []),
    ...(unchanged > 0 ? [t.wouldStay(unchanged)] : []),
  ]
  return (
    <div role="status" className="-mt-2 text-sm">
      <ul aria-label={t.wouldBe} className="grid gap-0.5">
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </div>
  )
}
