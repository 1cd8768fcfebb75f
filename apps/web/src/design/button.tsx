import type { ComponentProps } from 'react'

export interface ButtonLook {
  /** One `primary` per screen: the next step. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'small' | 'normal' | 'large'
}

const kinds = {
  primary:
    'bg-accent text-on-accent border-accent enabled:hover:bg-accent-strong enabled:hover:border-accent-strong [a]:hover:bg-accent-strong [a]:hover:border-accent-strong',
  secondary: 'border-ink text-ink hover:bg-ink hover:text-paper',
  quiet: 'border-transparent text-ink hover:bg-sunk',
  danger: 'border-wrong text-wrong hover:bg-wrong hover:text-paper',
}

const sizes = {
  small: 'min-h-9 px-3 text-sm gap-1.5',
  normal: 'min-h-11 px-5 text-base gap-2',
  large: 'min-h-14 px-7 text-lg gap-3',
}

/** How a button looks; for links that are steps, and for React Aria's own buttons. */
export function buttonClass({ kind = 'secondary', size = 'normal' }: ButtonLook = {}): string {
  return `inline-flex items-center justify-center rounded-sm border-2 font-bold leading-tight
    text-center no-underline select-none transition-colors duration-150
    disabled:border-rule disabled:bg-sunk disabled:text-soft data-disabled:opacity-45
    forced-colors:disabled:text-[GrayText] ${kinds[kind]} ${sizes[size]}`
}

type Props = ComponentProps<'button'> & ButtonLook & { readonly busy?: boolean }

/** A button. While `busy` it stays focusable and does nothing. */
export function Button({ kind, size, busy = false, className = '', onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
      className={`${buttonClass({ ...(kind && { kind }), ...(size && { size }) })} ${
        busy ? 'opacity-60' : ''
      } ${className}`}
    />
  )
}
