import type { CalibrationVersion } from '@quizmentor/contract/calibration'
import { useStrings } from '../../i18n/strings.tsx'

const looks: Readonly<Record<CalibrationVersion['state'], string>> = {
  in_force: 'border-ink bg-ink text-paper',
  replaced: 'border-edge text-soft',
  taken_back: 'border-dashed border-edge text-soft',
}

/** Whether a calibration is in force, stamped. */
export function VersionStamp({ state }: { readonly state: CalibrationVersion['state'] }) {
  const { states } = useStrings('calibration')
  return (
    <span
      className={`inline-flex items-center rounded-sm border-2 px-1.5 text-xs font-bold
        whitespace-nowrap ${looks[state]}`}
    >
      {states[state]}
    </span>
  )
}
