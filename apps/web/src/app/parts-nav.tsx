import { Link, type LinkOptions } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

interface Props {
  readonly label: string
  readonly parts: readonly { readonly title: string; readonly link: LinkOptions }[]
}

/** The way between the pages of an area. Where it is too long for the screen it scrolls sideways. */
export function PartsNav({ label, parts }: Props) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const current = nav.current?.querySelector('[aria-current]')
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  return (
    <nav
      ref={nav}
      data-not-printed
      aria-label={label}
      className="mx-auto flex w-full max-w-page scroll-px-6 gap-x-6 overflow-x-auto px-4 pt-2 sm:px-6"
    >
      {parts.map(({ title, link }) => (
        <Link
          key={title}
          {...link}
          className="flex min-h-11 shrink-0 items-center border-b-3 border-transparent text-sm font-bold
            text-soft hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink"
        >
          {title}
        </Link>
      ))}
    </nav>
  )
}
