import { useEffect, type ReactNode } from 'react'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly title: string
  /** Beside the title: buttons, at most one of them primary. */
  readonly actions?: ReactNode
  readonly lead?: ReactNode
  /** `text` for reading and forms, `page` for everything else. */
  readonly width?: 'narrow' | 'text' | 'page'
  readonly titleHidden?: boolean
  readonly children: ReactNode
}

const widths = { narrow: 'max-w-narrow', text: 'max-w-text', page: 'max-w-page' }

/** A page: its one `h1`, the document's title, and the measure that its content keeps. */
export function Page({
  title,
  actions,
  lead,
  width = 'page',
  titleHidden = false,
  children,
}: Props) {
  usePageTitle(title)
  return (
    <div className={`mx-auto w-full px-4 pt-6 pb-20 sm:px-6 md:pt-10 ${widths[width]}`}>
      <header
        className={titleHidden ? 'only-heard' : 'mb-8 flex flex-wrap items-end gap-x-8 gap-y-4'}
      >
        <div className="min-w-0 grow basis-60">
          <h1 className="poster text-2xl sm:text-3xl">{title}</h1>
          {lead !== undefined && <p className="mt-3 max-w-text text-soft">{lead}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-3">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** Sets the document's title for as long as the component is shown. */
export function usePageTitle(title: string): void {
  const { product } = useStrings('common')
  useEffect(() => {
    document.title = title === product ? product : `${title} · ${product}`
  }, [title, product])
}

interface SectionProps {
  readonly title: string
  readonly detail?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A part of a page under a heavy rule. */
export function Section({ title, detail, actions, children }: SectionProps) {
  return (
    <section className="mt-12 first:mt-0">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 border-t-4 border-ink pt-2">
        <h2 className="text-lg">{title}</h2>
        {actions}
      </div>
      {detail !== undefined && <p className="-mt-2 mb-4 max-w-text text-soft">{detail}</p>}
      {children}
    </section>
  )
}
