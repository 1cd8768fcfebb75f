import type { HostView } from '@quizmentor/engine/live/types'
import { useStrings } from '../i18n/strings.tsx'
import { joinAddress, joinLink, spacedCode } from '../live/join-address.ts'
import { QrCode } from '../live/qr-code.tsx'

interface Props {
  readonly view: HostView
  readonly code: string
}

/** How players get in, for whoever has no big screen. */
export function LobbyPanel({ view, code }: Props) {
  const { control: t, screen } = useStrings('host')
  return (
    <section className="grid gap-6">
      <div className="flex flex-wrap items-end justify-between gap-6">
        <div>
          <h2 className="text-base font-bold text-soft">{t.lobby.join(joinAddress())}</h2>
          <p dir="ltr" className="poster tabular text-[clamp(4rem,12vw,7.5rem)] leading-none">
            {spacedCode(code)}
          </p>
        </div>
        <QrCode
          text={joinLink(code)}
          label={screen.qr(joinAddress())}
          className="size-44 border-4 border-ink"
        />
      </div>
      <p className="max-w-text text-lg" role="status">
        {view.locked ? t.lobby.locked : view.playerCount === 0 ? t.lobby.waiting : ''}
      </p>
    </section>
  )
}
