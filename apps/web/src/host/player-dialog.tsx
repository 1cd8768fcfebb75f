import type { ExtraTimeFactor, HostView } from '@quizmentor/engine/live/types'
import { useId } from 'react'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { factorOf, useTimeChoices } from './extra-time.ts'

interface Props {
  /** Whom it is about; `null`: nobody, and the dialog is closed. */
  readonly player: HostView['players'][number] | null
  readonly view: HostView
  readonly onClose: () => void
  readonly onTime: (playerId: string, factor: ExtraTimeFactor) => void
  readonly onTakeOut: (playerId: string, how: 'kick' | 'ban') => void
}

/** What the host can do for one player, or about them. A dialog, so that a stray Space does nothing. */
export function PlayerDialog({ player, view, onClose, onTime, onTakeOut }: Props) {
  return (
    <Dialog title={player?.nickname ?? ''} open={player !== null} onClose={onClose}>
      {player !== null && (
        <div className="grid gap-7">
          <TimeChoices
            seconds={view.settings.seconds}
            factor={factorOf(view, player.id)}
            onChoose={(factor) => onTime(player.id, factor)}
          />
          <TakeOut onChoose={(how) => onTakeOut(player.id, how)} />
        </div>
      )}
    </Dialog>
  )
}

interface TimeProps {
  /** Everybody's; `null` without a timer. */
  readonly seconds: number | null
  readonly factor: ExtraTimeFactor
  readonly onChoose: (factor: ExtraTimeFactor) => void
}

function TimeChoices({ seconds, factor, onChoose }: TimeProps) {
  const { players: t } = useStrings('host').control
  const heading = useId()
  const choices = useTimeChoices(seconds)
  return (
    <section className="grid gap-2.5">
      <h3 id={heading} className="text-base">
        {t.time}
      </h3>
      {choices.length === 0 ? (
        <p className="text-sm text-soft">{t.untimed}</p>
      ) : (
        <>
          <div role="group" aria-labelledby={heading} className="grid border-t border-rule">
            {choices.map((choice) => {
              const isChosen = choice.factor === factor
              return (
                <button
                  key={choice.factor}
                  type="button"
                  aria-pressed={isChosen}
                  onClick={() => onChoose(choice.factor)}
                  className={`flex min-h-11 items-center gap-3 border-b border-rule px-3 text-start
                    ${isChosen ? 'bg-ink font-bold text-paper' : 'hover:bg-sunk'}`}
                >
                  <span className="w-5 shrink-0">{isChosen && <Icon name="check" />}</span>
                  <span className="grow">{choice.name}</span>{' '}
                  <span className={`tabular shrink-0 text-sm ${isChosen ? '' : 'text-soft'}`}>
                    {choice.measure}
                  </span>
                </button>
              )
            })}
          </div>
          <p className="text-sm text-soft">{t.timeDetail}</p>
        </>
      )}
    </section>
  )
}

function TakeOut({ onChoose }: { readonly onChoose: (how: 'kick' | 'ban') => void }) {
  const { players: t } = useStrings('host').control
  return (
    <section className="grid gap-4">
      <h3 className="text-base">{t.takeOut}</h3>
      <div className="grid justify-items-start gap-1.5">
        <Button onClick={() => onChoose('kick')}>
          <Icon name="signOut" />
          {t.kick}
        </Button>
        <p className="text-sm text-soft">{t.kickDetail}</p>
      </div>
      <div className="grid justify-items-start gap-1.5">
        <Button kind="danger" onClick={() => onChoose('ban')}>
          <Icon name="cross" />
          {t.ban}
        </Button>
        <p className="text-sm text-soft">{t.banDetail}</p>
      </div>
    </section>
  )
}
