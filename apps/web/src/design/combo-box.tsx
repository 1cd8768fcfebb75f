import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  ComboBox as AriaComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { inputClass } from './field.tsx'
import { Icon } from './icon.tsx'
import { optionClass, popoverClass } from './menu.tsx'

interface Props {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** Shown while nothing is chosen. */
  readonly placeholder?: string
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** One of a long list, found by typing. */
export function ComboBox(props: Props) {
  return (
    <AriaComboBox
      value={props.value}
      onChange={(key) => props.onChange(key === null ? null : String(key))}
      isInvalid={props.error !== undefined}
      menuTrigger="focus"
      className="grid gap-1.5"
    >
      <Label className="font-bold">{props.label}</Label>
      <div className="relative">
        <Input
          className={`${inputClass} pe-12`}
          {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        />
        <AriaButton className="absolute inset-y-0 end-0 grid w-11 place-items-center">
          <Icon name="unfold" />
        </AriaButton>
      </div>
      {props.hint !== undefined && (
        <Text slot="description" className="text-sm text-soft">
          {props.hint}
        </Text>
      )}
      <FieldError className="text-sm font-bold text-wrong">{props.error}</FieldError>
      <Popover className={popoverClass}>
        <ListBox className="min-h-0 overflow-y-auto py-1.5 outline-none">
          {props.options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className={`${optionClass} data-selected:font-bold`}
            >
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
