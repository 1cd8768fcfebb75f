import { NumberEntry } from './number-entry.tsx'

interface Props {
  readonly label: string
  /** What it counts, 1 being in full. */
  readonly share: number
  /** The least that it may count. */
  readonly least?: number
  readonly onChange: (share: number) => void
  readonly className?: string
}

/** What something counts, in percent. What can't be read changes nothing. */
export function PercentEntry({ label, share, least = 0, onChange, className = '' }: Props) {
  return (
    <NumberEntry
      label={label}
      least={least * 100}
      value={Math.round(share * 100_000) / 1_000}
      onChange={(percent) => {
        if (percent !== null) onChange(Math.min(1, percent / 100))
      }}
      className={className}
    />
  )
}
