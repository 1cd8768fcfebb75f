import type { ComponentProps, ReactNode } from 'react'

type Props = Omit<ComponentProps<'input'>, 'type' | 'children'> & { readonly label: ReactNode }

/** A box to tick, with its label. */
export function Checkbox({ label, className = '', ...input }: Props) {
  return (
    <label className={`inline-flex min-h-9 items-center gap-2.5 ${className}`}>
      <input type="checkbox" {...input} className="size-5 shrink-0 accent-accent" />
      <span>{label}</span>
    </label>
  )
}
