import type { FormEvent, ReactNode } from 'react'

interface Props {
  readonly onSubmit: (field: (name: string) => string) => void
  readonly children: ReactNode
}

/** A form: Enter submits it, and the fields are read by name. */
export function Form({ onSubmit, children }: Props) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    onSubmit((name) => {
      const value = data.get(name)
      return typeof value === 'string' ? value : ''
    })
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      {children}
    </form>
  )
}
