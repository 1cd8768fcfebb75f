import { useId, useState, type ComponentProps, type ReactNode } from 'react'
import { useStrings } from '../i18n/strings.tsx'
import { Icon } from './icon.tsx'

/** How every box for typing looks. */
export const inputClass = `w-full min-h-12 rounded-sm border-2 border-edge bg-leaf px-3.5 py-2
  text-ink placeholder:text-soft hover:border-ink focus:border-ink
  aria-invalid:border-wrong disabled:opacity-50`

interface FieldProps {
  readonly label: string
  readonly hint?: ReactNode | undefined
  /** What is wrong with the entry, in a sentence. */
  readonly error?: string | undefined
  readonly optional?: boolean | undefined
  /** Gets the attributes that bind label, hint and error to the control. */
  readonly children: (bound: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** Label, hint and error around any control. */
export function Field({ label, hint, error, optional = false, children }: FieldProps) {
  const { optional: optionalWord } = useStrings('common')
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-bold">
        {label}
        {optional && <span className="font-normal text-soft"> ({optionalWord})</span>}
      </label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className="flex gap-1.5 text-sm font-bold text-wrong">
          <Icon name="warning" className="mt-0.5" />
          {error}
        </p>
      )}
    </div>
  )
}

type Shared = Pick<FieldProps, 'label' | 'hint' | 'error' | 'optional'>

/** One line of text. */
export function TextField({
  label,
  hint,
  error,
  optional,
  className = '',
  ...input
}: Shared & Omit<ComponentProps<'input'>, 'id'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(bound) => (
        <input type="text" {...input} {...bound} className={`${inputClass} ${className}`} />
      )}
    </Field>
  )
}

/** Several lines of text; grows with them where the browser can. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  className = '',
  ...area
}: Shared & Omit<ComponentProps<'textarea'>, 'id'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(bound) => (
        <textarea
          rows={4}
          {...area}
          {...bound}
          className={`${inputClass} field-sizing-content ${className}`}
        />
      )}
    </Field>
  )
}

/** A password, with a button that shows it. */
export function PasswordField({
  label,
  hint,
  error,
  ...input
}: Shared & Omit<ComponentProps<'input'>, 'id' | 'type'>) {
  const { password } = useStrings('common')
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {(bound) => (
        <div className="relative">
          <input
            {...input}
            {...bound}
            type={shown ? 'text' : 'password'}
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            className={`${inputClass} pe-13`}
          />
          <button
            type="button"
            aria-label={shown ? password.hide : password.show}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 end-0 grid w-12 place-items-center text-soft hover:text-ink"
          >
            <Icon name={shown ? 'eyeShut' : 'eye'} />
          </button>
        </div>
      )}
    </Field>
  )
}
