import { use, type ReactNode } from 'react'
import {
  Button as AriaButton,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components'
import { inputClass } from './field.tsx'
import { Icon } from './icon.tsx'
import { optionClass, popoverClass } from './menu.tsx'
import { PopupPlace } from './popup-place.ts'

interface Props<Value extends string> {
  readonly label: string
  readonly labelHidden?: boolean
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly options: readonly {
    readonly value: Value
    /** Said, and matched while typing. */
    readonly label: string
    /** Shown instead of the label. */
    readonly content?: ReactNode
  }[]
  readonly className?: string
}

/** One of a list. What is shown may be rich: Markdown, an icon, a second line. */
export function Select<Value extends string>(props: Props<Value>) {
  const place = use(PopupPlace)
  return (
    <AriaSelect
      value={props.value}
      onChange={(key) => {
        const chosen = props.options.find((option) => option.value === key)
        if (chosen !== undefined) props.onChange(chosen.value)
      }}
      isDisabled={props.disabled ?? false}
      isInvalid={props.error !== undefined}
      {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
      className={`grid gap-1.5 ${props.className ?? ''}`}
    >
      <Label className={props.labelHidden === true ? 'only-heard' : 'font-bold'}>
        {props.label}
      </Label>
      <AriaButton
        className={`${inputClass} flex items-center justify-between gap-3 text-start
          data-disabled:opacity-60`}
      >
        <SelectValue className="min-w-0 data-placeholder:text-soft" />
        <Icon name="unfold" />
      </AriaButton>
      {props.hint !== undefined && (
        <Text slot="description" className="text-sm text-soft">
          {props.hint}
        </Text>
      )}
      <FieldError className="text-sm font-bold text-wrong">{props.error}</FieldError>
      <Popover
        className={popoverClass}
        {...(place !== null && { UNSTABLE_portalContainer: place })}
      >
        <ListBox className="min-h-0 overflow-y-auto py-1.5 outline-none">
          {props.options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className={`${optionClass} data-selected:font-bold`}
            >
              {option.content ?? option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
