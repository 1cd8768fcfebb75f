import { useNavigate, useParams } from '@tanstack/react-router'
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Modal, ModalOverlay, Dialog } from 'react-aria-components'
import { reaches } from '@quizmentor/contract/role'
import { Icon } from '../design/icon.tsx'
import { useTheme, type Theme } from '../design/theme.ts'
import { languageNames, languages } from '../i18n/language.ts'
import { useLanguage, useStrings } from '../i18n/strings.tsx'
import { useOfferedCommands, type Command } from './commands.ts'
import { useMe } from './me.ts'
import { closePalette } from './palette-switch.ts'
import { places } from './places.ts'
import { useSignOut } from './sign-out.ts'

/** Every page and action, found by typing a part of its name. */
export function Palette() {
  const { palette } = useStrings('common')
  const commands = useAllCommands()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const found = commands.filter((command) => matches(command.label, text))
  const chosen = found[Math.min(active, found.length - 1)]

  function run(command: Command | undefined) {
    if (command === undefined) return
    closePalette()
    command.run()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      const next = (active + step + found.length) % Math.max(found.length, 1)
      setActive(next)
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(chosen)
    }
  }

  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => open || closePalette()}
      isDismissable
      className="fixed inset-0 z-50 flex items-start justify-center bg-shade p-4 pt-[12dvh]"
    >
      <Modal className="w-full max-w-text border-4 border-ink bg-leaf">
        <Dialog aria-label={palette.title} className="outline-none">
          <div className="flex items-center gap-3 border-b-2 border-ink px-4">
            <Icon name="search" />
            <input
              autoFocus
              role="combobox"
              aria-label={palette.placeholder}
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen.id}`}
              placeholder={palette.placeholder}
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setActive(0)
              }}
              onKeyDown={onKeyDown}
              className="min-h-14 min-w-0 grow bg-transparent text-lg outline-none placeholder:text-soft"
            />
          </div>
          <div
            ref={list}
            id={listId}
            role="listbox"
            aria-label={palette.title}
            className="max-h-[50dvh] overflow-y-auto py-2"
          >
            {found.map((command) => (
              <button
                type="button"
                tabIndex={-1}
                key={command.id}
                id={`${listId}-${command.id}`}
                role="option"
                aria-selected={command === chosen}
                onPointerMove={() => setActive(found.indexOf(command))}
                onClick={() => run(command)}
                className="flex min-h-11 w-full items-center gap-3 px-4 py-2 text-start
                  aria-selected:bg-ink aria-selected:text-paper"
              >
                <Icon name={command.icon} />
                {command.label}
              </button>
            ))}
          </div>
          <p role="status" className={found.length === 0 ? 'px-4 pb-5 text-soft' : 'only-heard'}>
            {found.length === 0 ? palette.nothing : ''}
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function useAllCommands(): readonly Command[] {
  const common = useStrings('common')
  const offered = useOfferedCommands()
  const { user, memberships } = useMe()
  const { workspaceId } = useParams({ strict: false })
  const { choose: chooseTheme } = useTheme()
  const { language, choose: chooseLanguage } = useLanguage()
  const navigate = useNavigate()
  const signOut = useSignOut()

  return useMemo(() => {
    const membership = memberships.find((each) => each.workspaceId === workspaceId)
    const pages: Command[] =
      membership === undefined
        ? []
        : places
            .filter((place) => reaches(membership.role, place.role))
            .map((place) => ({
              id: `place-${place.id}`,
              label: place.label(common),
              icon: place.icon,
              run: () => void navigate(place.link(membership.workspaceId)),
            }))
    const others: Command[] = memberships
      .filter((each) => each !== membership)
      .map((each) => ({
        id: `workspace-${each.workspaceId}`,
        label: `${common.nav.workspace}: ${each.workspaceName}`,
        icon: 'users',
        run: () =>
          void navigate({ to: '/w/$workspaceId', params: { workspaceId: each.workspaceId } }),
      }))
    const themes: readonly { theme: Theme; icon: Command['icon'] }[] = [
      { theme: 'light', icon: 'sun' },
      { theme: 'dark', icon: 'moon' },
      { theme: 'system', icon: 'device' },
    ]
    return [
      ...offered,
      ...pages,
      {
        id: 'join',
        label: common.nav.join,
        icon: 'play',
        run: () => location.assign('/join'),
      },
      ...others,
      ...(user === null
        ? []
        : ([
            {
              id: 'account',
              label: common.nav.account,
              icon: 'account',
              run: () => void navigate({ to: '/account' }),
            },
            {
              id: 'new-workspace',
              label: common.nav.newWorkspace,
              icon: 'plus',
              run: () => void navigate({ to: '/new-workspace' }),
            },
          ] satisfies Command[])),
      ...themes.map(({ theme, icon }) => ({
        id: `theme-${theme}`,
        label: `${common.theme.label}: ${common.theme[theme]}`,
        icon,
        run: () => chooseTheme(theme),
      })),
      ...languages
        .filter((each) => each !== language)
        .map((each) => ({
          id: `language-${each}`,
          label: `${common.language}: ${languageNames[each]}`,
          icon: 'language' as const,
          run: () => void chooseLanguage(each),
        })),
      ...(user === null
        ? []
        : [
            {
              id: 'sign-out',
              label: common.nav.signOut,
              icon: 'signOut' as const,
              run: () => void signOut(),
            },
          ]),
    ]
  }, [
    common,
    offered,
    user,
    memberships,
    workspaceId,
    chooseTheme,
    language,
    chooseLanguage,
    navigate,
    signOut,
  ])
}

/** Every word that was typed begins some word of the label, or stands in it. */
function matches(label: string, text: string): boolean {
  const plain = (value: string) =>
    value
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
  return plain(text)
    .split(/\s+/)
    .every((word) => plain(label).includes(word))
}
