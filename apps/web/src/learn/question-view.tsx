import { useEffect, useId, useRef } from 'react'
import type { Given } from '@quizmentor/engine/question/question'
import type { Feedback, PracticeItem } from '@quizmentor/contract/practice'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { Markdown } from '../questions/prompt.tsx'
import { QuestionPlayer } from '../questions/question-player.tsx'

interface Props {
  readonly item: PracticeItem
  readonly given: Given | null
  readonly onChange: (given: Given | null) => void
  readonly locked: boolean
  readonly feedback: Feedback | null
  /** Asks for what learners mark their own answer by. */
  readonly onReveal: () => void
}

/** The question, the largest thing on the screen, and its answer. */
export function QuestionView({ item, given, onChange, locked, feedback, onReveal }: Props) {
  const { session: t } = useStrings('learn')
  const { ask } = useStrings('questions')
  const id = useId()
  const stem = useRef<HTMLDivElement>(null)
  const { question } = item

  // A new question: whoever listens hears it, whoever sees starts at its top.
  useEffect(() => {
    if (feedback !== null) return
    stem.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
    // Once per question: the component has the position as its key.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return (
    <>
      <p className="mb-3 flex flex-wrap gap-x-3 text-sm font-bold text-soft">
        <span>{item.topic.title}</span>
        <span className={item.reason === 'new' ? '' : 'text-accent'}>{t.reasons[item.reason]}</span>
      </p>
      <div ref={stem} id={id} tabIndex={-1}>
        <Markdown text={question.stem} className={`font-display ${stemSize(question.stem)}`} />
      </div>
      <p className="mt-5 mb-4 text-sm text-soft">{ask[question.type]}</p>
      <QuestionPlayer
        question={question}
        given={given}
        onChange={onChange}
        locked={locked}
        solution={feedback?.solution ?? null}
        correct={feedback?.correct ?? false}
        labelledBy={id}
        revealed={item.solution ?? null}
        onReveal={onReveal}
      />
      <div aria-live="polite" className="mt-5 empty:hidden">
        {item.hints.length > 0 && (
          <ul aria-label={t.hints} className="grid gap-3">
            {item.hints.map((hint) => (
              <li key={hint} className="flex gap-3 border-s-4 border-partial ps-4">
                <Icon name="hint" className="mt-1 text-partial" />
                <Markdown text={hint} className="min-w-0" />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

/** Short questions are set large, long ones smaller, so that the answers stay in view. */
function stemSize(stem: string): string {
  const words = stem.replace(/```[\s\S]*?```/g, '').length
  if (words <= 90) return 'text-xl sm:text-2xl font-bold tracking-tight'
  if (words <= 220) return 'text-lg sm:text-xl font-bold tracking-tight'
  return 'text-lg font-medium'
}
