import type { LiveClient } from '@quizmentor/client/live'
import type { HostView } from '@quizmentor/engine/live/types'
import { useState } from 'react'
import { answerFill } from '../design/answer-mark.tsx'
import { TextField } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { playerPlace } from '../live/player-place.ts'
import { ExtraTimeList } from './extra-time-list.tsx'
import { PlayerDialog } from './player-dialog.tsx'
import { useTell } from './tell.ts'

interface Props {
  readonly view: HostView
  readonly client: LiveClient<'host'>
}

const shownAtMost = 200
const searchedFrom = 15

/** Who is here. A click on a name gives somebody more time, or takes them out. */
export function PlayersPanel({ view, client }: Props) {
  const { players: t } = useStrings('host').control
  const tell = useTell(client)
  const { players, playerCount } = view
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<HostView['players'][number] | null>(null)
  const found = players
    .filter(({ nickname }) => nickname.toLowerCase().includes(typed.trim().toLowerCase()))
    .toReversed()

  return (
    <section className="grid gap-3 border-t-4 border-ink pt-2">
      <h2 className="text-lg">{t.title(playerCount)}</h2>
      {players.length >= searchedFrom && (
        <TextField
          label={t.find}
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {playerCount > shownAtMost && <p className="text-sm text-soft">{t.newest}</p>}
      {players.length === 0 ? (
        <p className="text-soft">{t.none}</p>
      ) : (
        <ul className="flex max-h-96 flex-wrap gap-2 overflow-y-auto p-1">
          {found.map(({ id, nickname }) => (
            <li key={id} className="max-w-full">
              <button
                type="button"
                aria-haspopup="dialog"
                aria-label={t.options(nickname)}
                onClick={() => setChosen({ id, nickname })}
                className={`keeps-colour flex min-h-9 max-w-full items-center gap-2 px-3 font-bold
                  ${answerFill(playerPlace(id))}`}
              >
                <span className="truncate" dir="auto">
                  {nickname}
                </span>
                <Icon name="more" className="text-sm" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <ExtraTimeList view={view} onChoose={setChosen} />
      <PlayerDialog
        player={chosen}
        view={view}
        onClose={() => setChosen(null)}
        onTime={(playerId, factor) => void tell({ name: 'give_time', playerId, factor })}
        onTakeOut={(playerId, name) => {
          setChosen(null)
          void tell({ name, playerId })
        }}
      />
    </section>
  )
}
