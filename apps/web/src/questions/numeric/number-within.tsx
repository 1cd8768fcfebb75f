import type { Numeric } from '@quizmentor/engine/question/numeric'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { NumberEntry } from '../editing/number-entry.tsx'

/** A number and how far off is the same, while an author sets it. */
export interface NumberDraft {
  readonly value: number | null
  readonly tolerance: Numeric['key']['tolerance']
}

interface Props {
  readonly id?: string
  readonly label: string
  readonly number: NumberDraft
  readonly onChange: (number: NumberDraft, what?: string) => void
}

/** A number and its tolerance. */
export function NumberWithin({ id, label, number, onChange }: Props) {
  const { numeric: t } = useStrings('bank')
  const { value, tolerance } = number
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <NumberEntry
        {...(id !== undefined && { id })}
        label={label}
        value={value}
        onChange={(next) => onChange({ value: next, tolerance }, 'value')}
      />
      <Select
        label={t.tolerance}
        value={tolerance.kind}
        options={[
          { value: 'absolute', label: t.absolute },
          { value: 'relative', label: t.relative },
        ]}
        onChange={(kind) => onChange({ value, tolerance: { kind, amount: 0 } })}
      />
      <NumberEntry
        key={tolerance.kind}
        label={tolerance.kind === 'absolute' ? t.margin : t.percent}
        least={0}
        value={tolerance.kind === 'absolute' ? tolerance.amount : inPercent(tolerance.amount)}
        onChange={(amount) => {
          const { kind } = tolerance
          const share = kind === 'absolute' ? (amount ?? 0) : Math.min(1, (amount ?? 0) / 100)
          onChange({ value, tolerance: { kind, amount: share } }, 'tolerance')
        }}
      />
    </div>
  )
}

/** 0.07 is 7, not 7.000000000000001. */
function inPercent(share: number): number {
  return Number((share * 100).toPrecision(12))
}
