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
const HotspotPlayer = lazy(async () => ({
  default: (await import('./hotspot/player.tsx')).HotspotPlayer,
}))
const SelectPointPlayer = lazy(async () => ({
  default: (await import('./select-point/player.tsx')).SelectPointPlayer,
}))
const AssociatePlayer = lazy(async () => ({
  default: (await import('./associate/player.tsx')).AssociatePlayer,
}))
const GapMatchPlayer = lazy(async () => ({
  default: (await import('./gap-match/player.tsx')).GapMatchPlayer,
}))
const SliderPlayer = lazy(async () => ({
  default: (await import('./slider/player.tsx')).SliderPlayer,
}))
const ExtendedTextPlayer = lazy(async () => ({
  default: (await import('./extended-text/player.tsx')).ExtendedTextPlayer,
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
  /** Of a question that learners mark themselves: what they mark it by, once they asked for it. */
  readonly revealed?: Solution | null
  readonly onReveal?: () => void
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
  const { revealed = null, onReveal = null, ...others } = rest
  const shared = { ...others, look }
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
    case 'hotspot':
      return (
        <HotspotPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'select_point':
      return (
        <SelectPointPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'associate':
      return (
        <AssociatePlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'gap_match':
      return (
        <GapMatchPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'slider':
      return (
        <SliderPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
        />
      )
    case 'extended_text':
      return (
        <ExtendedTextPlayer
          {...shared}
          question={question}
          given={given?.type === question.type ? given : null}
          solution={solution?.type === question.type ? solution : null}
          revealed={revealed?.type === question.type ? revealed : null}
          onReveal={onReveal}
        />
      )
  }
}
