import { useId, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { inputClass } from '../design/field.tsx'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly label: string
  readonly value: string
}

/** Something to be copied: by the button, or, where that is not allowed, by hand. */
export function CopyField({ label, value }: Props) {
  const { actions } = useStrings('common')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)

  async function copy() {
    input.current?.select()
    try {
      // Only there on pages that came over TLS or from this machine.
      await navigator.clipboard.writeText(value)
      setCopied(true)
    } catch {
      setCopied(document.execCommand('copy'))
    }
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-bold">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          ref={input}
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
          className={`${inputClass} min-w-0 font-mono text-sm`}
        />
        <Button kind="primary" onClick={() => void copy()} className="shrink-0">
          {copied ? actions.copied : actions.copy}
        </Button>
      </div>
      <p role="status" className="only-heard">
        {copied ? actions.copied : ''}
      </p>
    </div>
  )
}
