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
        <p className="border-s-4 border-wrong ps-2 font-bold text-wrong">{error}</p>
      )}
    </div>
  )
}
