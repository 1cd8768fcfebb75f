import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly detail: string
  /** One action. */
  readonly action?: ReactNode
}

/** What a list shows that has nothing yet. */
export function EmptyState({ title, detail, action }: Props) {
  return (
    <div className="grid max-w-text justify-items-start gap-3 border-s-4 border-ink py-2 ps-5">
      <h2 className="text-lg">{title}</h2>
      <p className="text-soft">{detail}</p>
      {action}
    </div>
  )
}
