interface Props {
  readonly title: string
  readonly detail?: string
}

/** What the big screen says when there is no game to show. */
export function Notice({ title, detail }: Props) {
  return (
    <main className="stage">
      <div className="stage-page justify-center gap-[calc(2*var(--u))]">
        <h1 className="poster text-[calc(6*var(--u))]">{title}</h1>
        {detail !== undefined && (
          <p className="max-w-[60cqw] text-[calc(2*var(--u))] text-soft">{detail}</p>
        )}
      </div>
    </main>
  )
}
