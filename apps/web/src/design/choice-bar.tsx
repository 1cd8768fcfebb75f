import { useId } from 'react'

interface Props<Value extends string> {
  readonly label: string
  readonly choices: readonly {
    readonly value: Value
    readonly label: string
    /** Said instead of a label that is too short to be understood alone. */
    readonly name?: string
  }[]
  /** `null`: none is taken yet. */
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly labelHidden?: boolean
  readonly className?: string
}

/** A few choices side by side, one of them taken: radio buttons in a row. */
export function ChoiceBar<Value extends string>({
  label,
  choices,
  value,
  onChange,
  labelHidden = false,
  className = '',
}: Props<Value>) {
  const name = useId()
  return (
    <fieldset className={`min-w-0 ${className}`}>
      <legend className={labelHidden ? 'only-heard' : 'mb-1.5 font-bold'}>{label}</legend>
      <div className="flex flex-wrap gap-y-1.5">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="relative -ms-0.5 inline-flex min-h-11 items-center justify-center border-2
              border-ink px-4 text-sm font-bold first:ms-0 first:rounded-s-sm last:rounded-e-sm
              hover:bg-sunk has-checked:bg-ink has-checked:text-paper
              has-focus-visible:z-10 has-focus-visible:outline-3
              has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              {...(choice.name !== undefined && { 'aria-label': choice.name })}
              className="only-heard"
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
