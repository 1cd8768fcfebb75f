import { useState, type ReactNode } from 'react'
import { Icon } from './icon.tsx'

interface Props {
  readonly title: string
  /** Beside the title: how much is in it. */
  readonly note?: string | undefined
  /** Whether it is open at first. From then on only who presses it opens and closes it. */
  readonly open?: boolean
  readonly children: ReactNode
}

/** What few need: closed until somebody wants it. */
export function Disclosure({ title, note, open = false, children }: Props) {
  const [atFirst] = useState(open)
  return (
    <details open={atFirst} className="group/disclosure min-w-0">
      <summary className="flex min-h-11 list-none items-center gap-2 font-bold [&::-webkit-details-marker]:hidden">
        <Icon name="unfold" className="-rotate-90 group-open/disclosure:rotate-0 rtl:rotate-90" />
        <span className="min-w-0">
          {title}
          {note !== undefined && <span className="ms-2 font-normal text-soft">{note}</span>}
        </span>
      </summary>
      <div className="grid gap-4 pt-1 pb-3">{children}</div>
    </details>
  )
}
