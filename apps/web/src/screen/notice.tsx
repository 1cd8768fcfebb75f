import { Button } from '../design/button.tsx'

interface Props {
  readonly title: string
  readonly detail?: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** What the big screen says when there is no game to show. */
export function Notice({ title, detail, action }: Props) {
  return (
    <main className="stage">
      <div className="stage-page justify-center gap-[calc(2*var(--u))]">
        <h1 className="poster text-[calc(6*var(--u))]">{title}</h1>
        {detail !== undefined && (
          <p className="max-w-[60cqw] text-[calc(2*var(--u))] text-soft">{detail}</p>
        )}
        {action !== undefined && (
          <Button kind="primary" size="large" className="self-start" onClick={action.run}>
            {action.label}
          </Button>
        )}
      </div>
    </main>
  )
}
