import type { ImportReport } from '@quizmentor/contract/interchange'
import type { Interchange } from '../../i18n/en/interchange.ts'

/** What became of a file, in sentences. How many are new is left out where none is, but others are. */
export function reportText(
  t: Interchange['report'],
  { imported, updated, unchanged }: Pick<ImportReport, 'imported' | 'updated' | 'unchanged'>,
): string {
  const changed = updated - unchanged
  return [
    ...(imported > 0 || updated === 0 ? [t.summary(imported)] : []),
    ...(changed > 0 ? [t.summaryUpdated(changed)] : []),
    ...(unchanged > 0 ? [t.summaryUnchanged(unchanged)] : []),
  ].join(' ')
}
