import type { LiveClient, OwnAnswer } from '@quizmentor/client/live'
import type { PlayerView } from '@quizmentor/engine/live/types'
import { useEffect } from 'react'
import { loadMarkdown } from '../../questions/prompt.tsx'
import { ClosedScreen } from './closed-screen.tsx'
import { FinishedScreen } from './finished-screen.tsx'
import { LobbyScreen } from './lobby-screen.tsx'
import { QuestionScreen } from './question-screen.tsx'
import { ResultScreen } from './result-screen.tsx'
import { RoundScreen } from './round-screen.tsx'

interface Props {
  readonly view: PlayerView
  readonly answer: OwnAnswer | null
  readonly client: LiveClient<'player'>
}

/** The screen that the game is at. */
export function Screen({ view, answer, client }: Props) {
  const { screen } = view
  useEffect(() => {
    // While everybody waits, what draws questions with formulas and code arrives.
    if (screen.name === 'lobby' && view.settings.questionOnPhones) void loadMarkdown(true)
  }, [screen.name, view.settings.questionOnPhones])

  switch (screen.name) {
    case 'lobby':
      return <LobbyScreen view={view} />
    case 'round':
      return <RoundScreen round={screen.round} title={screen.title} />
    case 'question_open':
      return (
        <QuestionScreen
          key={screen.question.index}
          screen={screen}
          answer={answer?.question === screen.question.index ? answer : null}
          client={client}
        />
      )
    case 'question_closed':
      return (
        <ClosedScreen
          isAnswered={
            screen.given !== null ||
            (answer?.question === screen.question.index && answer.status === 'received')
          }
        />
      )
    case 'revealed':
      return <ResultScreen key={screen.question.index} view={view} result={screen} />
    case 'finished':
      return <FinishedScreen view={view} />
  }
}
