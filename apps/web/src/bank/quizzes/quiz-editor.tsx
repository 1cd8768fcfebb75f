import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { Button } from '../../design/button.tsx'
import { TextArea } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { Menu } from '../../design/menu.tsx'
import { usePageTitle } from '../../design/page.tsx'
import { toast } from '../../design/toast.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { Reorder } from '../../questions/editing/reorder.tsx'
import { newPartId } from '../../questions/part.ts'
import { isLive } from '../live-type.ts'
import { SavingLine } from '../question/saving-line.tsx'
import { refreshLists } from '../queries.ts'
import { useEditorKeys } from '../use-editor-keys.ts'
import { PickDialog } from './pick-dialog.tsx'
import { PlayButtons } from './play-buttons.tsx'
import { QuizQuestion } from './quiz-question.tsx'
import {
  linesOf,
  movedLine,
  quizBody,
  stepFrom,
  type Line,
  type QuizDraft,
  type RoundDraft,
} from './rounds.ts'
import { useQuizEditing } from './use-quiz-editing.ts'

const route = getRouteApi('/w/$workspaceId/shell/bank/quizzes/$quizId')

interface Props {
  readonly quizId: string
  readonly first: QuizDraft
  readonly isNew: boolean
}

/** Puts a quiz together: rounds and their questions, in the order they are played. */
export function QuizEditor({ quizId, first, isNew }: Props) {
  const { quizzes: t, editor } = useStrings('bank')
  const { actions, count } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const navigate = route.useNavigate()
  const { new: inAddress } = route.useSearch()
  const { history, saving, failure, stored, change, undo, redo, save } = useQuizEditing(
    quizId,
    first,
    isNew,
  )
  const [picking, setPicking] = useState<string | null>(null)
  const draft = history.present
  const { rounds } = draft
  const lines = linesOf(rounds)
  const questions = rounds.flatMap((round) => round.questions)
  const playable =
    questions.length > 0 &&
    questions.every(({ state, type }) => state === 'published' && isLive(type))
  usePageTitle(draft.title.trim() === '' ? t.newTitle : draft.title)

  useEffect(() => {
    if (stored && inAddress === true) void navigate({ search: {}, replace: true })
  }, [stored, inAddress, navigate])

  useEditorKeys({ save, undo, redo })

  function setRounds(next: readonly RoundDraft[], what?: string) {
    change({ ...draft, rounds: next }, what)
  }

  function setRound(round: RoundDraft, what?: string) {
    setRounds(
      rounds.map((each) => (each.id === round.id ? round : each)),
      what,
    )
  }

  function addRound() {
    const id = newPartId()
    flushSync(() =>
      setRounds([...rounds, { id, title: t.round(rounds.length + 1), questions: [] }]),
    )
    const input = document.getElementById(`round-${id}`)
    if (input instanceof HTMLTextAreaElement) input.select()
  }

  function remove(line: Line) {
    if (line.kind === 'round') return setRounds(rounds.filter(({ id }) => id !== line.round.id))
    setRounds(
      rounds.map((round) => ({
        ...round,
        questions: round.questions.filter(({ id }) => id !== line.question.id),
      })),
    )
  }

  async function deleteQuiz() {
    try {
      await api.bank.deleteQuiz({ params: { workspaceId, quizId } })
      refreshLists(queries, workspaceId)
      await navigate({ to: '/w/$workspaceId/bank/quizzes', params: { workspaceId } })
      toast(t.deleted(draft.title), {
        label: actions.undo,
        run: () =>
          void api.bank
            .createQuiz({ params: { workspaceId }, body: { id: quizId, ...quizBody(draft) } })
            .then(
              () => refreshLists(queries, workspaceId),
              () => toast(t.notRestored),
            ),
      })
    } catch {
      toast(t.notDeleted)
    }
  }

  return (
    <div className="mx-auto w-full max-w-page px-4 pt-4 pb-24 sm:px-6">
      <header className="sticky top-0 z-20 flex flex-wrap items-center gap-x-3 gap-y-1 border-b-2 border-ink bg-paper py-2">
        <Link
          to="/w/$workspaceId/bank/quizzes"
          params={{ workspaceId }}
          aria-label={t.back}
          title={t.back}
          className="grid size-11 place-items-center hover:bg-sunk"
        >
          <Icon name="left" className="rtl:-scale-x-100" />
        </Link>
        <SavingLine saving={saving} stored={null} />
        <div className="ms-auto flex items-center">
          <button
            type="button"
            aria-label={actions.undo}
            title={`${actions.undo} (Ctrl Z)`}
            aria-disabled={history.past.length === 0 || undefined}
            onClick={undo}
            className="grid size-11 place-items-center hover:bg-sunk aria-disabled:opacity-35"
          >
            <Icon name="undo" />
          </button>
          <button
            type="button"
            aria-label={editor.redo}
            title={`${editor.redo} (Ctrl Shift Z)`}
            aria-disabled={history.future.length === 0 || undefined}
            onClick={redo}
            className="grid size-11 place-items-center hover:bg-sunk aria-disabled:opacity-35"
          >
            <Icon name="undo" className="-scale-x-100" />
          </button>
          {stored && (
            <Menu
              label={editor.more}
              buttonClassName="grid size-11 place-items-center hover:bg-sunk"
              button={<Icon name="more" />}
              groups={[
                {
                  entries: [
                    {
                      id: 'delete',
                      label: t.delete,
                      icon: 'trash',
                      danger: true,
                      onAction: () => void deleteQuiz(),
                    },
                  ],
                },
              ]}
            />
          )}
        </div>
      </header>

      <div className="mt-4 empty:hidden">
        <Failure error={failure} onRetry={() => void save()} />
      </div>

      <div className="mt-6 grid gap-5">
        <h1>
          <label className="block">
            <span className="only-heard">{t.name}</span>
            <input
              value={draft.title}
              maxLength={120}
              placeholder={t.namePlaceholder}
              autoFocus={isNew}
              onChange={(event) => change({ ...draft, title: event.target.value }, 'title')}
              className="poster w-full border-b-2 border-rule bg-transparent py-1 text-2xl
                placeholder:text-soft hover:border-ink focus:border-ink sm:text-3xl"
            />
          </label>
        </h1>
        <div className="grid items-start gap-x-10 gap-y-5 md:grid-cols-[1fr_auto]">
          <TextArea
            label={t.description}
            optional
            rows={2}
            maxLength={1000}
            value={draft.description}
            onChange={(event) =>
              change({ ...draft, description: event.target.value }, 'description')
            }
          />
          <div className="grid gap-3 md:pt-7">
            <PlayButtons
              quizId={quizId}
              title={draft.title}
              questions={stored ? questions.length : 0}
              playable={playable && stored}
            />
            <p className="tabular text-sm text-soft">
              {t.rounds(rounds.length)} · {count.questions(questions.length)}
            </p>
          </div>
        </div>
      </div>

      <Reorder
        label={t.order}
        items={lines}
        keyOf={(line) => (line.kind === 'round' ? line.round.id : line.question.id)}
        nameOf={(line) =>
          line.kind === 'round' ? line.round.title : (line.question.excerpt.split('\n')[0] ?? '')
        }
        placeOf={(line) => placeIn(rounds, line, t)}
        stepFrom={(_, place, step) => stepFrom(rounds, place, step)}
        onMove={(from, to) => setRounds(movedLine(rounds, from, to))}
        onRemove={remove}
        removable={(line) => line.kind === 'question' || rounds.length > 1}
        className="mt-6"
      >
        {(line, _, row) =>
          line.kind === 'round' ? (
            <div className="mt-6 flex flex-wrap items-center gap-x-2 border-t-4 border-ink pt-1">
              {row.handle}
              <textarea
                id={`round-${line.round.id}`}
                aria-label={t.roundTitle}
                rows={1}
                value={line.round.title}
                maxLength={120}
                onChange={(event) =>
                  setRound(
                    { ...line.round, title: event.target.value.replaceAll('\n', ' ') },
                    line.round.id,
                  )
                }
                className="field-sizing-content min-w-0 grow basis-40 resize-none border-b-2
                  border-transparent bg-transparent py-1 font-display text-lg font-bold
                  hover:border-rule focus:border-ink"
              />
              <div className="flex items-center gap-x-2 max-sm:basis-full max-sm:justify-between">
                <span className="tabular text-sm text-soft max-sm:ps-10">
                  {count.questions(line.round.questions.length)}
                </span>
                <span className="flex items-center">
                  <Button size="small" onClick={() => setPicking(line.round.id)}>
                    <Icon name="plus" />
                    {t.addQuestions}
                  </Button>
                  {row.menu}
                </span>
              </div>
            </div>
          ) : (
            <div className="flex items-center gap-2 border-b border-rule py-1.5">
              {row.handle}
              <QuizQuestion question={line.question} />
              {row.menu}
            </div>
          )
        }
      </Reorder>
      {questions.length === 0 && <p className="mt-4 text-soft">{t.addFirst}</p>}
      <div className="mt-8">
        <Button disabled={rounds.length >= 20} onClick={addRound}>
          <Icon name="plus" />
          {t.addRound}
        </Button>
      </div>

      {picking !== null && (
        <PickDialog
          taken={new Set(questions.map(({ id }) => id))}
          room={100 - (rounds.find(({ id }) => id === picking)?.questions.length ?? 0)}
          onClose={() => setPicking(null)}
          onPick={(picked) => {
            const round = rounds.find(({ id }) => id === picking)
            if (round !== undefined)
              setRound({ ...round, questions: [...round.questions, ...picked] })
            setPicking(null)
          }}
        />
      )}
    </div>
  )
}

function placeIn(
  rounds: readonly RoundDraft[],
  line: Line,
  t: {
    readonly roundPlace: (place: number, of: number) => string
    readonly questionPlace: (round: string, place: number, of: number) => string
  },
): string {
  if (line.kind === 'round')
    return t.roundPlace(rounds.findIndex(({ id }) => id === line.round.id) + 1, rounds.length)
  const round = rounds.find(({ questions }) => questions.some(({ id }) => id === line.question.id))
  const place = round?.questions.findIndex(({ id }) => id === line.question.id) ?? 0
  return t.questionPlace(round?.title ?? '', place + 1, round?.questions.length ?? 0)
}
