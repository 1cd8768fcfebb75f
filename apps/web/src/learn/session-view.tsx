import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Feedback, PracticeItem, PracticeSession } from '@quizmentor/contract/practice'
import type { Given } from '@quizmentor/engine/question/question'
import { api } from '../app/api.ts'
import { useCommands } from '../app/commands.ts'
import { Failure } from '../app/failure.tsx'
import { Button } from '../design/button.tsx'
import { ConfirmDialog } from '../design/dialog.tsx'
import { Icon } from '../design/icon.tsx'
import { usePageTitle } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { givenByKey, placeOfKey } from '../questions/answer-keys.ts'
import { isAnswered } from '../questions/player-props.ts'
import { FeedbackView, VerdictLine } from './feedback-view.tsx'
import { KeyHelp } from './key-help.tsx'
import { forget } from './kept-session.ts'
import { QuestionView } from './question-view.tsx'
import type { Grade } from './recall-choice.tsx'
import { SessionBar } from './session-bar.tsx'
import { useSession, type SessionInProgress, type Stage } from './use-session.ts'

interface Props {
  readonly workspaceId: string
  readonly session: PracticeSession
}

/** A session in progress: the bar above, the question, the step below. */
export function SessionView({ workspaceId, session: loaded }: Props) {
  const { session: t } = useStrings('learn')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const run = useSession(workspaceId, loaded)
  const { session, stage } = run
  const [helpOpen, setHelpOpen] = useState(false)
  const [ending, setEnding] = useState(false)
  const [endError, setEndError] = useState<unknown>(null)
  usePageTitle(session.title)

  const over = stage.name === 'over'
  useEffect(() => {
    if (!over) return
    void queries.invalidateQueries({ queryKey: ['practice', workspaceId, 'home'] })
    void navigate({
      to: '/w/$workspaceId/practice/$sessionId/result',
      params: { workspaceId, sessionId: session.id },
      replace: true,
    })
  }, [over, navigate, queries, workspaceId, session.id])

  async function end() {
    try {
      await api.practice.endSession({ params: { workspaceId, sessionId: session.id } })
      forget(session.id)
      queries.removeQueries({ queryKey: ['practice', workspaceId, 'session', session.id] })
      await queries.invalidateQueries({ queryKey: ['practice', workspaceId] })
      await navigate({
        to: '/w/$workspaceId/practice/$sessionId/result',
        params: { workspaceId, sessionId: session.id },
        replace: true,
      })
    } catch (refusal) {
      setEndError(refusal)
    }
  }

  const keys = useRef(run)
  useEffect(() => {
    keys.current = run
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const acted = actOnKey(event, keys.current, () => setHelpOpen(true))
      if (acted) event.preventDefault()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])

  useCommands(
    useMemo(
      () => [
        { id: 'session-keys', label: t.keys, icon: 'keyboard', run: () => setHelpOpen(true) },
        { id: 'session-end', label: t.end, icon: 'flag', run: () => setEnding(true) },
      ],
      [t],
    ),
  )

  const { item, given, feedback } = shownAt(stage)
  const ready =
    stage.name === 'asking' && isAnswered(stage.item.question, stage.given, stage.item.solution)

  return (
    <>
      <SessionBar
        session={session}
        onHelp={() => setHelpOpen(true)}
        onEnd={() => setEnding(true)}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (stage.name === 'feedback') run.goOn()
          else run.check()
        }}
        className="flex grow flex-col"
      >
        <main
          id="content"
          className="mx-auto w-full max-w-text grow px-4 pt-6 pb-10 sm:px-6 md:pt-12"
        >
          <h1 className="only-heard">{session.title}</h1>
          {item !== null && (
            <QuestionView
              key={item.position}
              item={item}
              given={given}
              onChange={run.change}
              locked={stage.name !== 'asking'}
              feedback={feedback}
              onReveal={run.reveal}
            />
          )}
          {item !== null && feedback !== null && (
            <FeedbackView
              feedback={feedback}
              question={item.question}
              given={given}
              onRate={run.rate}
            />
          )}
          <div className="mt-6 grid gap-4 empty:hidden">
            <Failure error={run.error} />
            <Failure error={endError} />
            {stage.name === 'sending' && stage.state === 'waiting' && (
              <p className="flex gap-3 border-s-4 border-partial bg-partial-wash p-4">
                <Icon name="offline" className="mt-0.5 text-partial" />
                {t.waiting}
              </p>
            )}
          </div>
        </main>
        <div
          className={`bottom-0 z-20 border-t-4 [@media(min-height:28rem)]:sticky pb-[env(safe-area-inset-bottom)] ${
            feedback === null
              ? 'border-ink bg-paper'
              : feedback.correct
                ? 'border-correct bg-correct-wash'
                : feedback.score > 0
                  ? 'border-partial bg-partial-wash'
                  : 'border-wrong bg-wrong-wash'
          }`}
        >
          <div className="mx-auto flex w-full max-w-text flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-6">
            <div role="status" className="min-w-0">
              {feedback !== null && <VerdictLine feedback={feedback} />}
            </div>
            {feedback === null ? (
              <div className="flex w-full items-center gap-3">
                {item !== null && item.hintsLeft > 0 && stage.name === 'asking' && (
                  <Button kind="quiet" onClick={run.hint} className="-ms-3 px-3! whitespace-nowrap">
                    <Icon name="hint" />
                    {t.hint(item.hintsLeft)}
                  </Button>
                )}
                <Button
                  type="submit"
                  kind="primary"
                  size="large"
                  busy={stage.name === 'sending'}
                  disabled={stage.name === 'asking' && !ready}
                  className="ms-auto sm:min-w-40 max-sm:grow max-sm:px-4"
                >
                  {stage.name === 'sending' ? t.checking : t.check}
                </Button>
              </div>
            ) : (
              <Button
                type="submit"
                kind="primary"
                size="large"
                autoFocus
                className="min-w-40 max-sm:w-full"
              >
                {feedback.session.item === null ? t.toResult : t.continue}
                <Icon name="right" />
              </Button>
            )}
          </div>
        </div>
      </form>
      <KeyHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
      <ConfirmDialog
        title={t.endTitle}
        detail={t.endDetail}
        action={t.end}
        open={ending}
        onConfirm={() => void end()}
        onClose={() => setEnding(false)}
      />
    </>
  )
}

/** The question on the screen, its answer so far, and what there is to say about it. */
function shownAt(stage: Stage): {
  readonly item: PracticeItem | null
  readonly given: Given | null
  readonly feedback: Feedback | null
} {
  switch (stage.name) {
    case 'asking':
      return { item: stage.item, given: stage.given, feedback: null }
    case 'sending':
      return { item: stage.pending.item, given: stage.pending.response.given, feedback: null }
    case 'feedback':
      return { ...stage.answered, feedback: withRating(stage.answered.feedback, stage.rating) }
    case 'over':
      return { item: null, given: null, feedback: null }
  }
}

/** What is said of an answer, with a rating on its way shown as if it had arrived. */
function withRating(feedback: Feedback, rated: Grade | null | undefined): Feedback {
  const { recall } = feedback
  return rated === undefined || recall === null
    ? feedback
    : { ...feedback, recall: { ...recall, rated } }
}

/** Does what a key stands for; says whether it stood for anything. */
function actOnKey(
  event: KeyboardEvent,
  { stage, change, check, hint, rate }: SessionInProgress,
  help: () => void,
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false
  const at = event.target instanceof Element ? event.target : document.body
  if (at.closest('[role=dialog], [role=menu], [role=listbox]') !== null) return false
  const choosing = at instanceof HTMLInputElement && ['radio', 'checkbox'].includes(at.type)
  const typing = !choosing && at.closest('input, textarea, select') !== null
  if (event.key === '?' && !typing) {
    help()
    return true
  }
  if (typing) return false
  if (stage.name === 'feedback') return rateByKey(event, stage.answered.feedback.recall, rate)
  if (stage.name !== 'asking') return false
  if (event.key === 'Enter') {
    // Buttons and links have an Enter of their own; in the form it submits by itself.
    if (at.closest('button, a, summary') !== null || choosing) return false
    check()
    return true
  }
  if (event.key.toLowerCase() === 'h') {
    hint()
    return true
  }
  const place = placeOfKey(event.key)
  const given = place === null ? null : givenByKey(stage.item.question, stage.given, place)
  if (given === null) return false
  change(given)
  return true
}

/** Rates how well it was known, by the place of the rating, or takes that back. */
function rateByKey(
  { key, repeat }: KeyboardEvent,
  recall: Feedback['recall'],
  rate: SessionInProgress['rate'],
): boolean {
  if (recall === null || repeat) return false
  if (key.toLowerCase() === 'u') {
    if (recall.rated !== null) rate(null)
    return recall.rated !== null
  }
  const choice = /^[1-4]$/.test(key) ? recall.choices[Number(key) - 1] : undefined
  if (choice === undefined) return false
  rate(choice.grade)
  return true
}
