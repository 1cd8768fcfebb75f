import { useState } from 'react'
import { Field, inputClass } from '../../design/field.tsx'
import { useLanguage, useStrings } from '../../i18n/strings.tsx'
import { parseNumber } from '../numeric/parse-number.ts'

interface Props {
  readonly id?: string
  readonly label: string
  readonly hint?: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  /** The least that makes sense. */
  readonly least?: number
  readonly className?: string
}

interface Typed {
  readonly text: string
  readonly value: number | null
  /** What stood there before. */
  readonly before: number | null
}

/**
 * A number written as the author's language writes it; `null` while it is none. Where that isn't
 * taken, what was typed stays until the field is left, so that it can be typed anew.
 */
export function NumberEntry({ id, label, hint, value, onChange, least, className = '' }: Props) {
  const { language } = useLanguage()
  const { notANumber } = useStrings('questions')
  const { number: t } = useStrings('bank')
  const [typed, setTyped] = useState<Typed | null>(null)
  const isRefused = typed !== null && typed.value === null && typed.before === value
  const text =
    typed !== null && (typed.value === value || isRefused)
      ? typed.text
      : value === null
        ? ''
        : inWords(value, language)
  const read = text.trim() === '' ? null : parseNumber(text, language)
  const tooSmall = read !== null && least !== undefined && read < least
  const error = text.trim() !== '' && read === null ? notANumber : tooSmall ? t.tooSmall : undefined

  return (
    <div className={className} {...(id !== undefined && { id })}>
      <Field label={label} {...(hint !== undefined && { hint })} error={error}>
        {(bound) => (
          <input
            {...bound}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => {
              const next = event.target.value
              const number = next.trim() === '' ? null : parseNumber(next, language)
              const fits =
                number !== null && (least === undefined || number >= least) ? number : null
              setTyped({ text: next, value: fits, before: value })
              onChange(fits)
            }}
            onBlur={() => {
              if (isRefused) setTyped(null)
            }}
            className={`${inputClass} tabular`}
          />
        )}
      </Field>
    </div>
  )
}

function inWords(value: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 20, useGrouping: false }).format(
    value,
  )
}
