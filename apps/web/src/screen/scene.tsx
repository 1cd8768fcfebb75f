import type { ScreenView } from '@quizmentor/engine/live/types'
import { useStrings } from '../i18n/strings.tsx'
import { LeaderboardScene } from './leaderboard-scene.tsx'
import { LobbyScene } from './lobby-scene.tsx'
import { PodiumScene } from './podium-scene.tsx'
import { QuestionScene } from './question-scene.tsx'
import { RoundScene } from './round-scene.tsx'
import { StageTools } from './stage-tools.tsx'
import { useGameSounds } from './game-sounds.ts'

export interface SceneProps {
  readonly view: ScreenView
  readonly code: string
  readonly serverNow: () => number
  readonly isConnected: boolean
}

type Ground = 'paper' | 'blue' | 'mustard' | 'teal' | 'pink'

const roundGrounds: readonly Ground[] = ['mustard', 'teal', 'pink', 'blue']

/** The moment that the game is at, as a poster. */
export function Scene(props: SceneProps) {
  const { screen: t } = useStrings('host')
  useGameSounds(props.view, props.serverNow)
  return (
    <main className="stage" data-ground={groundOf(props.view)} data-scene={props.view.screen.name}>
      <Moment {...props} />
      <StageTools />
      <p
        role="status"
        className="absolute start-4 bottom-3 text-[calc(1.3*var(--u))] font-bold text-current"
      >
        {props.isConnected ? '' : t.lost}
      </p>
    </main>
  )
}

function Moment({ view, code, serverNow }: SceneProps) {
  const { screen } = view
  switch (screen.name) {
    case 'lobby':
      return <LobbyScene view={view} code={code} />
    case 'round':
      return <RoundScene round={screen.round} title={screen.title} questions={screen.questions} />
    case 'question_open':
    case 'question_closed':
    case 'revealed':
      return (
        <QuestionScene
          key={screen.question.index}
          view={view}
          screen={screen}
          code={code}
          serverNow={serverNow}
        />
      )
    case 'leaderboard':
      return <LeaderboardScene rows={view.leaderboard} question={screen.question} />
    case 'finished':
      return <PodiumScene title={view.title} rows={view.leaderboard} />
  }
}

function groundOf({ screen }: ScreenView): Ground {
  switch (screen.name) {
    case 'round':
      return roundGrounds[screen.round % roundGrounds.length] ?? 'mustard'
    case 'leaderboard':
      return 'blue'
    case 'finished':
      return 'mustard'
    default:
      return 'paper'
  }
}
