import type { HostView } from '@quizmentor/engine/live/types'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  /** Who may be taken out; `null`: nobody, and the dialog is closed. */
  readonly player: HostView['players'][number] | null
  readonly onClose: () => void
  readonly onRemove: (how: 'kick' | 'ban', playerId: string) => void
}

/** Takes a player out: for now, or for good. A dialog, so that a stray Space removes nobody. */
export function RemoveDialog({ player, onClose, onRemove }: Props) {
  const { control } = useStrings('host')
  const t = control.players
  return (
    <Dialog
      title={player === null ? '' : t.removeTitle(player.nickname)}
      open={player !== null}
      onClose={onClose}
    >
      {player !== null && (
        <div className="grid gap-5">
          <div className="grid justify-items-start gap-1.5">
            <Button onClick={() => onRemove('kick', player.id)}>
              <Icon name="signOut" />
              {t.kick}
            </Button>
            <p className="text-sm text-soft">{t.kickDetail}</p>
          </div>
          <div className="grid justify-items-start gap-1.5">
            <Button kind="danger" onClick={() => onRemove('ban', player.id)}>
              <Icon name="cross" />
              {t.ban}
            </Button>
            <p className="text-sm text-soft">{t.banDetail}</p>
          </div>
        </div>
      )}
    </Dialog>
  )
}
