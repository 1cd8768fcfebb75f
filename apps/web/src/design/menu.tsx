import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  /** Makes it a link. */
  readonly href?: string
  readonly onAction?: () => void
  readonly danger?: boolean
  readonly chosen?: boolean
}

export interface MenuGroup {
  readonly label?: string
  readonly entries: readonly MenuEntry[]
}

interface Props {
  /** What the button says; `label` names it where it says nothing. */
  readonly button: ReactNode
  readonly label?: string
  readonly buttonClassName: string
  readonly groups: readonly MenuGroup[]
}

/** A button that opens a menu. */
export function Menu({ button, label, buttonClassName, groups }: Props) {
  return (
    <MenuTrigger>
      <AriaButton className={buttonClassName} {...(label !== undefined && { 'aria-label': label })}>
        {button}
      </AriaButton>
      <Popover className={popoverClass}>
        <AriaMenu className="min-h-0 overflow-y-auto py-1.5 outline-none">
          {groups.map((group, index) => (
            <MenuSection key={group.label ?? index} aria-label={group.label ?? String(index)}>
              {index > 0 && <Separator className="my-1.5 border-t border-rule" />}
              {group.label !== undefined && (
                <Header className="px-4 pt-1.5 pb-1 text-xs font-bold text-soft">
                  {group.label}
                </Header>
              )}
              {group.entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  textValue={entry.label}
                  {...(entry.href !== undefined && { href: entry.href })}
                  {...(entry.onAction !== undefined && { onAction: entry.onAction })}
                  className={`${optionClass} ${entry.danger === true ? 'text-wrong' : ''}`}
                >
                  {entry.icon !== undefined && <Icon name={entry.icon} />}
                  <span className="grow">{entry.label}</span>
                  {entry.chosen === true && <Icon name="check" className="text-accent" />}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

/** How what pops up looks. */
export const popoverClass = `z-50 flex min-w-[max(12rem,var(--trigger-width))]
  max-w-[min(28rem,94vw)] flex-col border-2 border-ink bg-leaf data-entering:animate-[rise_150ms_var(--ease-out)]`

/** How one line in a menu or list looks. */
export const optionClass = `flex min-h-11 cursor-pointer items-center gap-3 px-4 py-2
  no-underline outline-none data-focused:bg-ink data-focused:text-paper data-disabled:opacity-45`
