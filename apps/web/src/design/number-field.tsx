import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  FieldError,
  Group,
  Input,
  Label,
  NumberField as AriaNumberField,
  Text,
} from 'react-aria-components'
import { inputClass } from './field.tsx'
import { Icon } from './icon.tsx'

interface Props {
  readonly label: string
  readonly labelHidden?: boolean
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly value: number
  readonly onChange: (value: number) => void
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly format?: Intl.NumberFormatOptions
}

/** A number in a range, with steps. For numbers that answer a question see questions/numeric. */
export function NumberField(props: Props) {
  const stepClass = 'grid w-11 place-items-center hover:bg-sunk data-disabled:opacity-40'
  return (
    <AriaNumberField
      value={props.value}
      onChange={props.onChange}
      isInvalid={props.error !== undefined}
      {...(props.min !== undefined && { minValue: props.min })}
      {...(props.max !== undefined && { maxValue: props.max })}
      {...(props.step !== undefined && { step: props.step })}
      {...(props.format !== undefined && { formatOptions: props.format })}
      className="grid gap-1.5"
    >
      <Label className={props.labelHidden === true ? 'only-heard' : 'font-bold'}>
        {props.label}
      </Label>
      {/* One ring around all of it, not a second one inside. */}
      <Group
        className={`${inputClass} tabular flex max-w-48 items-stretch !p-0 has-focus-visible:outline-3
          has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
      >
        <AriaButton slot="decrement" className={stepClass}>
          <Icon name="minus" />
        </AriaButton>
        <Input className="min-w-0 grow bg-transparent py-2 text-center outline-none" />
        <AriaButton slot="increment" className={stepClass}>
          <Icon name="plus" />
        </AriaButton>
      </Group>
      {props.hint !== undefined && (
        <Text slot="description" className="text-sm text-soft">
          {props.hint}
        </Text>
      )}
      <FieldError className="text-sm font-bold text-wrong">{props.error}</FieldError>
    </AriaNumberField>
  )
}
