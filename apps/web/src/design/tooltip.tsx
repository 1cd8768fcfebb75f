import type { ReactNode } from 'react'
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'

interface Props {
  readonly text: string
  /** One element that takes focus: a button or a link. */
  readonly children: Parameters<typeof Focusable>[0]['children']
}

/** A few words about a control, on hover and on focus. Never the only place of something needed. */
export function Tooltip({ text, children }: Props): ReactNode {
  return (
    <TooltipTrigger delay={500}>
      <Focusable>{children}</Focusable>
      <AriaTooltip offset={6} className="z-50 max-w-64 bg-ink px-2.5 py-1.5 text-sm text-paper">
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
