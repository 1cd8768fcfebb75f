import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWorkspace } from '../../app/me.ts'
import { Icon } from '../../design/icon.tsx'
import { toast } from '../../design/toast.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { plainText } from '../../questions/markdown-source.ts'
import { useDraftShelf } from '../question/use-editing.ts'

/** Questions that were begun on this device and have too little in them to be stored. */
export function Unfinished() {
  const { unfinished: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const { types } = useStrings('questions')
  const { workspaceId } = useWorkspace()
  const shelf = useDraftShelf()
  const [begun, setBegun] = useState(() => shelf.unfinished())
  if (begun.length === 0) return null
  return (
    <section aria-label={t.title} className="border-s-4 border-ink bg-leaf px-4 py-3">
      <h2 className="font-sans text-sm font-bold tracking-normal">{t.title}</h2>
      <ul>
        {begun.map(({ questionId, kept }) => {
          const name = plainText(kept.draft.stem) || types[kept.draft.answer.type]
          return (
            <li key={questionId} className="flex items-center gap-2">
              <Link
                to="/w/$workspaceId/bank/questions/$questionId"
                params={{ workspaceId, questionId }}
                search={{ new: kept.draft.answer.type }}
                className="min-w-0 grow truncate py-1.5 underline underline-offset-4"
              >
                {name}
              </Link>
              <button
                type="button"
                aria-label={`${actions.delete}: ${name}`}
                onClick={() => {
                  shelf.drop(questionId)
                  setBegun(shelf.unfinished())
                  toast(t.dropped, {
                    label: actions.undo,
                    run: () => {
                      shelf.keep(questionId, kept)
                      setBegun(shelf.unfinished())
                    },
                  })
                }}
                className="grid size-9 shrink-0 place-items-center text-soft hover:text-ink"
              >
                <Icon name="trash" />
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
