import { useEffect, useRef } from 'react'
import type { Feedback } from '@quizmentor/contract/practice'
import type { Given, ShownQuestion } from '@quizmentor/engine/question/question'
import { Icon } from '../design/icon.tsx'
import { textLink } from '../design/text-link.ts'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { Markdown } from '../questions/prompt.tsx'
import { SaidAfter } from '../questions/said-after-view.tsx'
import { RecallChoice, type Grade } from './recall-choice.tsx'

interface Props {
  readonly feedback: Feedback
}

interface RateableProps extends Props {
  readonly question: ShownQuestion
  readonly given: Given | null
  readonly onRate: (rating: Grade | null) => void
}

/** Right or not, in a word and an icon. */
export function VerdictLine({ feedback }: Props) {
  const { session: t } = useStrings('learn')
  const { percent } = useFormat()
  const partly = !feedback.correct && feedback.score > 0
  return (
    <p
      className={`flex animate-[rise_250ms_var(--ease-out)] items-center gap-2.5 font-display text-xl font-bold ${
        feedback.correct ? 'text-correct' : partly ? 'text-partial' : 'text-wrong'
      }`}
    >
      <Icon name={feedback.correct ? 'check' : partly ? 'partial' : 'cross'} className="text-2xl" />
      {feedback.correct
        ? t.verdict.right
        : partly
          ? t.verdict.partial(percent(feedback.score))
          : t.verdict.wrong}
    </p>
  )
}

/** Why it is so, where to read it up, when the question comes back, and a say in that. */
export function FeedbackView({ feedback, question, given, onRate }: RateableProps) {
  const { session: t } = useStrings('learn')
  const { relative } = useFormat()
  const box = useRef<HTMLElement>(null)
  const { recall, dueAt } = feedback
  const { explanation } = feedback.solution

  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [])

  return (
    <section ref={box} aria-label={t.explanation} className="mt-8 scroll-mb-32">
      {given !== null && <SaidAfter {...feedback} question={question} given={given} />}
      {explanation !== '' && (
        <>
          <h2 className="mb-2 border-t-4 border-ink pt-2 text-lg">{t.explanation}</h2>
          <Markdown text={explanation} />
        </>
      )}
      <dl className="mt-4 grid gap-1.5 text-sm text-soft empty:hidden">
        {feedback.source !== null && (
          <div className="flex flex-wrap gap-x-2">
            <dt className="font-bold">{t.source}</dt>
            <dd>
              {feedback.source.url === undefined ? (
                feedback.source.title
              ) : (
                <a
                  href={feedback.source.url}
                  target="_blank"
                  rel="noopener noreferrer"
                  className={textLink}
                >
                  {feedback.source.title}
                  <Icon name="external" className="ms-1" />
                </a>
              )}
            </dd>
          </div>
        )}
        {recall === null && (
          <div className="flex items-center gap-2">
            <dt>
              <Icon name="repeat" />
            </dt>
            <dd>{t.comesBack(relative(dueAt))}</dd>
          </div>
        )}
      </dl>
      {recall !== null && <RecallChoice recall={recall} onRate={onRate} />}
    </section>
  )
}
