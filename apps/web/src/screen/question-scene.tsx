import type { ScreenView, StageScreen } from '@quizmentor/engine/live/types'
import type { ShownQuestion } from '@quizmentor/engine/question/question'
import { Icon } from '../design/icon.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { Countdown } from '../live/countdown.tsx'
import { joinAddress, spacedCode } from '../live/join-address.ts'
import { useQuestionClock } from '../live/question-clock.ts'
import { SpokenTime } from '../live/spoken-time.tsx'
import { Markdown } from '../questions/prompt.tsx'
import { Fit } from './fit.tsx'
import { Numbers } from './numbers.tsx'
import { StageOptions } from './stage-options.tsx'

export type QuestionMoment = Extract<
  StageScreen,
  { name: 'question_open' | 'question_closed' | 'revealed' }
>

interface Props {
  readonly view: ScreenView
  readonly screen: QuestionMoment
  readonly code: string
  readonly serverNow: () => number
}

/** A question: first alone, then with its answers, at last with what is right. */
export function QuestionScene({ view, screen, code, serverNow }: Props) {
  const { question } = screen
  const clock = useQuestionClock(question, serverNow)
  const isPreview = screen.name === 'question_open' && clock.stage === 'preview'
  const { shown } = question
  return (
    <div className="stage-page gap-[calc(1.8*var(--u))]">
      <Strip question={question} code={code} />
      <div className="flex min-h-0 grow basis-0 gap-[calc(2.5*var(--u))]">
        <Fit
          most={isPreview ? 6.4 : 4.6}
          least={1.9}
          align={isPreview ? 'center' : 'start'}
          className="grow"
        >
          <div
            role="heading"
            aria-level={1}
            dir="auto"
            className="font-display leading-[1.08] font-bold"
          >
            {shown !== null && <Markdown text={shown.stem} />}
          </div>
        </Fit>
        <Side
          view={view}
          screen={screen}
          clock={clock}
          isPreview={isPreview}
          serverNow={serverNow}
        />
      </div>
      {!isPreview && shown !== null && (
        <div className={`flex min-h-0 basis-0 flex-col ${shareOf(shown.type)}`}>
          {shown.type === 'numeric' ? (
            <Numbers units={shown.body.units} screen={screen} />
          ) : (
            <StageOptions shown={shown} screen={screen} />
          )}
        </div>
      )}
    </div>
  )
}

/** How much of the height the answers get: two words need less of it than four sentences. */
function shareOf(type: ShownQuestion['type']): string {
  if (type === 'true_false') return 'grow-[0.6]'
  return type === 'numeric' ? 'grow-[0.9]' : 'grow-[1.25]'
}

function Strip({
  question,
  code,
}: {
  readonly question: QuestionMoment['question']
  readonly code: string
}) {
  const { screen: t } = useStrings('host')
  return (
    <p
      className="flex shrink-0 items-baseline justify-between gap-[calc(2*var(--u))]
        border-b-[calc(0.35*var(--u))] border-ink pb-[calc(0.9*var(--u))] text-[calc(1.6*var(--u))]
        font-bold"
    >
      <span>
        {t.question} {t.of(question.index + 1, question.total)}
      </span>
      <span className="tabular text-soft">
        <bdi>{joinAddress()}</bdi> · <bdi>{spacedCode(code)}</bdi>
      </span>
    </p>
  )
}

interface SideProps extends Omit<Props, 'code'> {
  readonly clock: ReturnType<typeof useQuestionClock>
  readonly isPreview: boolean
}

/** Beside the question: the clock, how many have answered, and in the end how many were right. */
function Side({ view, screen, clock, isPreview, serverNow }: SideProps) {
  const { screen: t } = useStrings('host')
  const { number } = useFormat()
  const { question } = screen
  if (isPreview)
    return (
      <div className="stage-side justify-center">
        <p className="text-[calc(1.7*var(--u))] font-bold">
          {question.paused ? t.paused : t.opensIn}
        </p>
        <p className="stage-number text-[calc(11*var(--u))] text-accent">{clock.seconds}</p>
      </div>
    )
  return (
    <div className="stage-side">
      {screen.name === 'question_open' && (
        <>
          <Countdown question={question} serverNow={serverNow} className="stage-ring" />
          <SpokenTime question={question} serverNow={serverNow} words={t} />
          {clock.stage === 'longer' && (
            <p className="poster text-[calc(2.6*var(--u))]">{t.someLonger}</p>
          )}
        </>
      )}
      {screen.name === 'question_closed' && (
        <p className="poster text-[calc(2.6*var(--u))]">{t.closed}</p>
      )}
      {screen.name === 'revealed' ? (
        <p className="poster text-[calc(3.4*var(--u))]">
          {t.correct(number(screen.correctCount), number(view.playerCount))}
        </p>
      ) : question.paused ? (
        <p
          role="status"
          className="flex items-center gap-[0.4em] bg-ink px-[0.7em] py-[0.25em]
            text-[calc(2.1*var(--u))] font-bold text-paper"
        >
          <Icon name="pause" />
          {t.paused}
        </p>
      ) : (
        <p>
          <span className="stage-number text-[calc(4.6*var(--u))]">{number(view.answered)}</span>
          <span className="stage-number text-[calc(2.2*var(--u))] text-soft">
            /{number(view.playerCount)}
          </span>
          <span className="block text-[calc(1.5*var(--u))] font-bold">{t.answered}</span>
        </p>
      )}
    </div>
  )
}
