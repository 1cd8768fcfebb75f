import { Icon } from '../design/icon.tsx'

interface Props {
  readonly id: string
  readonly hint: string
  readonly error: string | null
}

/** What stands below a field: what it is for, or what is wrong with it. */
export function FieldNote({ id, hint, error }: Props) {
  return (
    <div id={id} role="status" className="min-h-6 text-sm">
      {error === null ? (
        <p className="text-soft">{hint}</p>
      ) : (
        <p className="flex gap-1.5 font-bold text-wrong">
          <Icon name="warning" className="mt-0.5" />
          {error}
        </p>
      )}
    </div>
  )
}
