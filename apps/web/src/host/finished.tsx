import type { HostView } from '@quizmentor/engine/live/types'
import { Link } from '@tanstack/react-router'
import { Failure } from '../app/failure.tsx'
import { Button, buttonClass } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'
import type { HostedGame } from './game-query.ts'
import { keptGame } from './kept-game.ts'
import { LeaderboardTable } from './leaderboard-table.tsx'
import { resultsAddress } from './results-address.ts'
import { useStartGame } from './start-game.ts'

interface Props {
  readonly view: HostView
  readonly hosted: HostedGame
}

/** The game is over: its results, and another one. */
export function Finished({ view, hosted }: Props) {
  const { control } = useStrings('host')
  const t = control.finished
  const { workspaceId, game } = hosted
  const { quizId } = keptGame(game.id)
  const starting = useStartGame(workspaceId)
  return (
    <section className="grid gap-6">
      <div>
        <h2 className="poster text-3xl">{t.title}</h2>
        <p className="mt-2 text-soft">{t.detail}</p>
      </div>
      <div className="flex flex-wrap gap-3">
        <a
          href={resultsAddress(workspaceId, game.id)}
          download
          className={buttonClass({ kind: 'primary' })}
        >
          <Icon name="download" />
          {t.csv}
        </a>
        {quizId === null ? (
          <Link
            to="/w/$workspaceId/games"
            params={{ workspaceId }}
            search={{ start: true }}
            className={buttonClass()}
          >
            {t.againElsewhere}
          </Link>
        ) : (
          <Button
            busy={starting.isPending}
            onClick={() => starting.mutate({ quizId, settings: view.settings, withScreen: true })}
          >
            <Icon name="repeat" />
            {t.again}
          </Button>
        )}
      </div>
      <Failure error={starting.error} />
      <LeaderboardTable rows={view.leaderboard} />
    </section>
  )
}
