import type { HostView, QuestionInView } from '@quizmentor/engine/live/types'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { Countdown } from '../live/countdown.tsx'
import { useQuestionClock } from '../live/question-clock.ts'
import { SpokenTime } from '../live/spoken-time.tsx'
import { Markdown } from '../questions/prompt.tsx'
import { LeaderboardTable } from './leaderboard-table.tsx'
import { OptionList } from './option-list.tsx'

interface Props {
  readonly view: HostView
  readonly serverNow: () => number
}

type WithQuestion = Extract<HostView['screen'], { readonly question: QuestionInView }>

/** What the big screen shows now, in a size for a desk or a hand. */
export function StageMirror({ view, serverNow }: Props) {
  const { control: t } = useStrings('host')
  const { screen } = view
  switch (screen.name) {
    case 'round':
      return (
        <section>
          <p className="font-bold text-soft">
            {t.stage.round(screen.round + 1, view.rounds.length)}
          </p>
          <h2 className="poster text-3xl">{screen.title}</h2>
        </section>
      )
    case 'question_open':
    case 'question_closed':
    case 'revealed':
      return <Question view={view} screen={screen} serverNow={serverNow} />
    case 'leaderboard':
      return (
        <section className="grid gap-4">
          <h2 className="text-2xl">{t.stage.leaderboard}</h2>
          <LeaderboardTable rows={view.leaderboard} />
        </section>
      )
    case 'lobby':
    case 'finished':
      return null
  }
}

interface QuestionProps extends Props {
  readonly screen: WithQuestion
}

function Question({ view, screen, serverNow }: QuestionProps) {
  const { control: t, screen: words } = useStrings('host')
  const { question } = screen
  const { stage, seconds } = useQuestionClock(question, serverNow)
  const { answered, playerCount } = view
  const isOpen = screen.name === 'question_open'
  const state = !isOpen
    ? screen.name === 'revealed'
      ? t.stage.revealed
      : t.stage.closed
    : question.paused
      ? t.stage.paused
      : t.stage[stage]
  return (
    <section className="grid grid-cols-1 gap-5">
      <div className="flex min-h-20 items-center justify-between gap-4">
        <div>
          <p className="font-bold text-soft">
            {t.stage.question(question.index + 1, question.total)}
          </p>
          <p role="status" className="flex items-center gap-2 text-xl font-bold">
            {question.paused && <Icon name="pause" />}
            {state}
          </p>
          <p className="tabular">
            {screen.name === 'revealed'
              ? t.correct(screen.correctCount, playerCount)
              : t.answered(answered, playerCount)}
          </p>
        </div>
        {isOpen && stage !== 'preview' && (
          <Countdown question={question} serverNow={serverNow} className="size-20" />
        )}
        {isOpen && stage === 'longer' && seconds !== null && (
          <p className="tabular shrink-0 font-bold text-soft">{words.secondsLeft(seconds)}</p>
        )}
      </div>
      {isOpen && <SpokenTime question={question} serverNow={serverNow} words={words} />}
      {question.shown !== null && (
        <>
          <h2 dir="auto" className="font-sans text-xl leading-snug font-bold tracking-normal">
            <Markdown text={question.shown.stem} />
          </h2>
          <OptionList shown={question.shown} screen={screen} />
        </>
      )}
    </section>
  )
}
