import type { HostView } from '@quizmentor/engine/live/types'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { useTimeChoices } from './extra-time.ts'

interface Props {
  readonly view: HostView
  readonly onChoose: (player: HostView['players'][number]) => void
}

/**
 * Who has more time than everybody; nothing where nobody has. Shut at first: somebody may look over
 * the host's shoulder.
 */
export function ExtraTimeList({ view, onChoose }: Props) {
  const { players: t } = useStrings('host').control
  const choices = useTimeChoices(view.settings.seconds)
  const { extraTime } = view
  if (extraTime.length === 0 || choices.length === 0) return null
  return (
    <details className="text-sm">
      <summary className="min-h-9 content-center font-bold">{t.longer(extraTime.length)}</summary>
      <ul className="max-h-72 overflow-y-auto border-t border-rule">
        {extraTime.map(({ playerId, nickname, factor }) => {
          const choice = choices.find((each) => each.factor === factor)
          return (
            <li key={playerId} className="border-b border-rule">
              <button
                type="button"
                aria-haspopup="dialog"
                onClick={() => onChoose({ id: playerId, nickname })}
                className="flex min-h-11 w-full items-center gap-3 px-1 text-start hover:bg-sunk"
              >
                <Icon name="clock" />
                <span className="min-w-0 grow">
                  <span dir="auto" className="block truncate font-bold">
                    {nickname}
                  </span>{' '}
                  <span className="tabular block text-soft">
                    {choice?.name} ({choice?.measure})
                  </span>
                </span>
                <Icon name="pencil" label={t.change} />
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
