import { useEffect, useRef, type ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
  readonly className?: string
}

/** The heading of a screen. It takes the focus, so that a new screen is said to those who listen. */
export function Headline({ children, className = '' }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h1 ref={heading} tabIndex={-1} className={`poster ${className}`}>
      {children}
    </h1>
  )
}
