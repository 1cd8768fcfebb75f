import { use, useState, type CSSProperties } from 'react'
import {
  Button as AriaButton,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components'
import { Icon } from '../../design/icon.tsx'
import { optionClass, popoverClass } from '../../design/menu.tsx'
import { PopupPlace } from '../../design/popup-place.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { plainText } from '../markdown-source.ts'
import { Markdown } from '../prompt.tsx'

export interface GapChoice {
  readonly id: string
  readonly text: string
  readonly uses: number
}

interface Props {
  readonly name: string
  readonly choices: readonly GapChoice[]
  readonly filled: GapChoice | undefined
  /** What was picked and goes into the gap that is pressed next. */
  readonly picked: GapChoice | null
  readonly onPut: (choice: GapChoice | null) => void
  readonly locked: boolean
  /** In a picture: where the gap lies. */
  readonly style?: CSSProperties
}

const EMPTY = ''

/** A gap that takes what was picked when it is pressed; else it opens the list of choices. */
export function Gap({ name, choices, filled, picked, onPut, locked, style }: Props) {
  const { gaps: t } = useStrings('questions')
  const popupPlace = use(PopupPlace)
  const [open, setOpen] = useState(false)
  const inPicture = style !== undefined
  return (
    <AriaSelect
      value={filled?.id ?? null}
      isDisabled={locked}
      isOpen={open}
      onOpenChange={(next) => {
        if (next && picked !== null) onPut(picked)
        else setOpen(next)
      }}
      onChange={(id) => onPut(choices.find((choice) => choice.id === id) ?? null)}
      {...(style !== undefined && { style })}
      className={
        inPicture ? 'absolute' : 'mx-1 inline-block max-w-full align-middle leading-normal'
      }
    >
      <Label className="only-heard">{name}</Label>
      <AriaButton
        className={`flex items-center justify-between gap-2 rounded-sm border-2 text-start font-sans
          font-bold text-ink hover:border-ink ${
            picked === null ? 'border-edge' : 'border-dashed border-ink'
          } ${
            inPicture
              ? 'size-full min-h-6 min-w-6 overflow-hidden bg-leaf/90 px-1 text-xs whitespace-nowrap sm:text-sm'
              : 'min-h-11 min-w-24 max-w-full bg-leaf px-2.5 py-1 text-base'
          }`}
      >
        <SelectValue className={`min-w-0 ${inPicture ? 'overflow-hidden text-ellipsis' : ''}`}>
          {filled === undefined ? (
            <span className={`font-normal text-soft ${inPicture ? 'only-heard' : ''}`}>
              {t.empty}
            </span>
          ) : (
            <Markdown text={filled.text} inline />
          )}
        </SelectValue>
        {!(inPicture && filled !== undefined) && <Icon name="unfold" className="text-soft" />}
      </AriaButton>
      <Popover
        className={popoverClass}
        {...(popupPlace !== null && { UNSTABLE_portalContainer: popupPlace })}
      >
        <ListBox className="min-h-0 overflow-y-auto py-1.5 outline-none">
          {[
            <ListBoxItem key={EMPTY} id={EMPTY} textValue={t.leaveEmpty} className={optionClass}>
              <span className="text-soft">{t.leaveEmpty}</span>
            </ListBoxItem>,
            ...choices.map((choice) => (
              <ListBoxItem
                key={choice.id}
                id={choice.id}
                textValue={plainText(choice.text)}
                className={`${optionClass} data-selected:font-bold`}
              >
                <Markdown text={choice.text} inline />
              </ListBoxItem>
            )),
          ]}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
