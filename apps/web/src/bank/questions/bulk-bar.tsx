import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { QuestionRow, QuestionState } from '@quizmentor/contract/bank'
import { useWorkspace } from '../../app/me.ts'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { toast } from '../../design/toast.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { refreshLists } from '../queries.ts'
import { setStates } from './bulk.ts'

interface Props {
  readonly chosen: readonly QuestionRow[]
  /** Called with those that couldn't be changed and stay chosen. */
  readonly onDone: (left: readonly string[]) => void
  readonly onClear: () => void
}

const targets: readonly QuestionState[] = ['published', 'in_review', 'draft', 'retired']

/** What can be done with the chosen questions at once. */
export function BulkBar({ chosen, onDone, onClear }: Props) {
  const { bulk: t, stateActions } = useStrings('bank')
  const { actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const [running, setRunning] = useState<{ through: number; of: number } | null>(null)
  if (chosen.length === 0) return null

  async function run(state: QuestionState) {
    const wanted = chosen.filter((question) => question.state !== state)
    if (wanted.length === 0) return toast(t.nothingToDo)
    setRunning({ through: 0, of: wanted.length })
    const { done, faulty, failed } = await setStates(
      workspaceId,
      wanted.map((question) => ({ question, state })),
      (through) => setRunning({ through, of: wanted.length }),
    )
    setRunning(null)
    refreshLists(queries, workspaceId)
    onDone([...faulty, ...failed])
    const parts = [
      t.done(done.length),
      ...(faulty.length > 0 ? [t.faulty(faulty.length)] : []),
      ...(failed.length > 0 ? [t.failed(failed.length)] : []),
    ]
    toast(
      parts.join(' '),
      done.length === 0 ? undefined : { label: actions.undo, run: () => void undo(state, done) },
    )
  }

  async function undo(state: QuestionState, done: readonly { id: string; was: QuestionState }[]) {
    const { failed, faulty } = await setStates(
      workspaceId,
      done.map(({ id, was }) => ({ question: { id, state }, state: was })),
      () => undefined,
    )
    refreshLists(queries, workspaceId)
    if (failed.length + faulty.length > 0) toast(t.failed(failed.length + faulty.length))
  }

  return (
    <section
      aria-label={t.title}
      data-not-printed
      className="fixed inset-x-0 bottom-0 z-40 border-t-4 border-ink bg-leaf px-4 pt-3
        pb-[calc(0.75rem+env(safe-area-inset-bottom))]"
    >
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="tabular grow font-bold">
          {running === null ? t.chosen(chosen.length) : t.running(running.through, running.of)}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {targets.map((state) => (
            <Button
              key={state}
              size="small"
              busy={running !== null}
              onClick={() => void run(state)}
            >
              {stateActions[state]}
            </Button>
          ))}
          <Button kind="quiet" size="small" aria-label={t.clear} onClick={onClear}>
            <Icon name="close" />
          </Button>
        </div>
      </div>
    </section>
  )
}
