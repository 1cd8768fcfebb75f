import type { Given, ShownQuestion, Solution } from '@quizmentor/engine/question/question'
import { lazy, Suspense } from 'react'
import { Skeleton } from '../design/skeleton.tsx'
import { MultipleChoicePlayer } from './multiple-choice/player.tsx'
import { NumericPlayer } from './numeric/player.tsx'
import { ShortTextPlayer } from './short-text/player.tsx'
import { SingleChoicePlayer } from './single-choice/player.tsx'
import { TrueFalsePlayer } from './true-false/player.tsx'

const OrderingPlayer = lazy(async () => ({
  default: (await import('./ordering/player.tsx')).OrderingPlayer,
}))
const MatchingPlayer = lazy(async () => ({
  default: (await import('./matching/player.tsx')).MatchingPlayer,
}))
const FillInPlayer = lazy(async () => ({
  default: (await import('./fill-in/player.tsx')).FillInPlayer,
}))

interface Props {
  readonly question: ShownQuestion
  readonly given: Given | null
  readonly onChange: (given: Given | null) => void
  readonly locked: boolean
  readonly solution: Solution | null
  readonly correct: boolean
  readonly look?: 'rows' | 'tiles'
  readonly labelledBy: string
}

/** The widget of the question's type. Give it a `key` per question: it keeps what is being typed. */
export function QuestionPlayer(props: Props) {
  return (
    <Suspense fallback={<Skeleton lines={4} height={3.5} />}>
      <PlayerOfType {...props} />
    </Suspense>
  )
}

function PlayerOfType({ question, given, solution, look = 'rows', ...rest }: Props) {
  const shared = { ...rest, look }
  switch (question.type) {
    case 'single_choice':
      return (
        <SingleChoicePlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'multiple_choice':
      return (
        <MultipleChoicePlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'true_false':
      return (
        <TrueFalsePlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'numeric':
      return (
        <NumericPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'short_text':
      return (
        <ShortTextPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'ordering':
      return (
        <OrderingPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'matching':
      return (
        <MatchingPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'fill_in':
      return (
        <FillInPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
  }
}
