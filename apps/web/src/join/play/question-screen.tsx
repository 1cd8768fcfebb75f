import type { LiveClient, OwnAnswer } from '@quizmentor/client/live'
import type { LiveType, PlayerScreen } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { Countdown } from '../../live/countdown.tsx'
import { useQuestionClock } from '../../live/question-clock.ts'
import { SpokenTime } from '../../live/spoken-time.tsx'
import { Markdown } from '../../questions/prompt.tsx'
import { vibrate } from '../vibration.ts'
import { AnswerPad } from './answer-pad.tsx'
import { AnswerStatus } from './answer-status.tsx'
import { ClosedScreen } from './closed-screen.tsx'

export type OpenQuestion = Extract<PlayerScreen, { name: 'question_open' }>

interface Props {
  readonly screen: OpenQuestion
  /** This device's answer to this question. */
  readonly answer: OwnAnswer | null
  readonly client: LiveClient<'player'>
}

/** A question: first the text alone, then what can be answered, then how far the answer has come. */
export function QuestionScreen({ screen, answer, client }: Props) {
  const { bar, question: t } = useStrings('play')
  const { question } = screen
  const clock = useQuestionClock(question, client.serverNow)
  const isPreview = clock.stage === 'preview'
  // A refused answer frees the pad again, unless an earlier one is stored.
  const own = answer?.status === 'refused' ? null : (answer?.given ?? null)
  const given = own ?? screen.given
  const isLocked = given !== null || question.paused || clock.stage === 'over'

  // Nobody says so to those who have answered: they wait for the result from here.
  if (clock.stage === 'over' && screen.given !== null) return <ClosedScreen isAnswered />

  function answerWith(chosen: Given) {
    vibrate('tap')
    void client.answer(question.index, chosen)
  }

  return (
    <div className="mx-auto flex w-full max-w-text grow flex-col gap-4 px-4 pt-1 pb-4">
      <div
        className="sticky top-0 z-10 -mx-4 flex min-h-16 shrink-0 items-center justify-between gap-4
          bg-paper px-4 py-1"
      >
        <p className="font-bold text-soft">{bar.question(question.index + 1, question.total)}</p>
        {!isPreview && (
          <Countdown question={question} serverNow={client.serverNow} className="size-14" />
        )}
      </div>
      <SpokenTime question={question} serverNow={client.serverNow} words={t} />
      <div
        role="heading"
        aria-level={1}
        id="stem"
        dir="auto"
        className={
          screen.question.shown === null
            ? 'only-heard'
            : `shrink-0 font-bold text-balance ${isPreview ? 'text-2xl' : 'text-lg'}`
        }
      >
        {question.shown === null ? t.look : <Markdown text={question.shown.stem} />}
      </div>
      {question.paused && (
        <p role="status" className="flex items-start gap-3 border-s-4 border-ink bg-sunk p-3">
          <Icon name="pause" className="mt-1" />
          <span>
            <strong className="block">{t.paused}</strong>
            {t.pausedDetail}
          </span>
        </p>
      )}
      {isPreview ? (
        <Preview seconds={clock.seconds ?? 0} isNamed={question.shown !== null} />
      ) : (
        <>
          <AnswerPad screen={screen} given={given} isLocked={isLocked} onAnswer={answerWith} />
          <AnswerStatus
            answer={answer}
            isStored={screen.given !== null}
            isTimeUp={clock.stage === 'over'}
            keepsPlace={given !== null || isTapped(screen.type)}
          />
        </>
      )}
    </div>
  )
}

/** Whether one tap is the answer. */
function isTapped(type: LiveType): boolean {
  return type === 'single_choice' || type === 'true_false'
}

interface PreviewProps {
  readonly seconds: number
  readonly isNamed: boolean
}

function Preview({ seconds, isNamed }: PreviewProps) {
  const { question: t } = useStrings('play')
  return (
    <div className="grid grow content-end gap-2 pb-4">
      {!isNamed && <p className="poster text-3xl">{t.ready}</p>}
      <p className="tabular text-lg font-bold text-accent">{t.opensIn(seconds)}</p>
    </div>
  )
}
