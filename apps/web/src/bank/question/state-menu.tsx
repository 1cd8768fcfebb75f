import type { QuestionState } from '@quizmentor/contract/bank'
import type { IconName } from '../../design/icon.tsx'
import { Icon } from '../../design/icon.tsx'
import { Menu, type MenuEntry } from '../../design/menu.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { states } from '../questions/filter.ts'

interface Props {
  readonly state: QuestionState
  /** Whether faults stop it from being published. */
  readonly faulty: boolean
  readonly onState: (state: QuestionState) => void
  readonly historyHref: string
}

const icons: Readonly<Record<QuestionState, IconName>> = {
  published: 'check',
  in_review: 'eye',
  draft: 'undo',
  retired: 'lock',
}

/** What can be done with a question beside writing it. */
export function StateMenu({ state, faulty, onState, historyHref }: Props) {
  const { stateActions, editor: t } = useStrings('bank')
  const changes = states
    .filter((each) => each !== state && !(each === 'published' && faulty))
    .map((each): MenuEntry => ({
      id: each,
      label: stateActions[each],
      icon: icons[each],
      onAction: () => onState(each),
    }))
  return (
    <Menu
      label={t.more}
      buttonClassName="grid size-11 shrink-0 place-items-center hover:bg-sunk"
      button={<Icon name="more" />}
      groups={[
        { entries: changes },
        { entries: [{ id: 'history', label: t.history, icon: 'history', href: historyHref }] },
      ]}
    />
  )
}
