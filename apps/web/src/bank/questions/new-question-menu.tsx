import { useNavigate } from '@tanstack/react-router'
import { v7 as uuidv7 } from 'uuid'
import { questionTypes } from '@quizmentor/engine/question/question'
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useWorkspace } from '../../app/me.ts'
import { buttonClass } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { optionClass, popoverClass } from '../../design/menu.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { TypeIcon } from '../type-icon.tsx'

/** Begins a question of a type; in a topic, where one is given. */
export function NewQuestionMenu({ topic }: { readonly topic: string | undefined }) {
  const { commands, typeHints } = useStrings('bank')
  const { types } = useStrings('questions')
  const { workspaceId } = useWorkspace()
  const navigate = useNavigate()
  return (
    <MenuTrigger>
      <AriaButton className={buttonClass({ kind: 'primary' })}>
        <Icon name="plus" />
        {commands.newQuestion}
      </AriaButton>
      <Popover placement="bottom end" className={popoverClass}>
        <Menu className="max-h-[70dvh] overflow-y-auto py-1.5 outline-none">
          {questionTypes.map((type) => (
            <MenuItem
              key={type}
              id={type}
              textValue={types[type]}
              className={`${optionClass} group`}
              onAction={() =>
                void navigate({
                  to: '/w/$workspaceId/bank/questions/$questionId',
                  params: { workspaceId, questionId: uuidv7() },
                  search: { new: type, ...(topic !== undefined && { topic }) },
                })
              }
            >
              <TypeIcon type={type} className="text-lg" />
              <span className="grid">
                <span className="font-bold">{types[type]}</span>
                <span className="text-sm text-soft group-data-focused:text-paper">
                  {typeHints[type]}
                </span>
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
