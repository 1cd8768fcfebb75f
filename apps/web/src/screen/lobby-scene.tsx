import type { ScreenView } from '@quizmentor/engine/live/types'
import { useMemo } from 'react'
import { answerFill } from '../design/answer-mark.tsx'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { joinAddress, joinLink, spacedCode } from '../live/join-address.ts'
import { playerPlace } from '../live/player-place.ts'
import { PosterShapes } from '../live/poster-shapes.tsx'
import { QrCode } from '../live/qr-code.tsx'
import { Fit } from './fit.tsx'

interface Props {
  readonly view: ScreenView
  readonly code: string
}

/** The poster that calls everybody in: address, code, QR code, and who is here. */
export function LobbyScene({ view, code }: Props) {
  const { screen: t } = useStrings('host')
  return (
    <>
      <PosterShapes className="lobby-shapes" />
      <div className="stage-page">
        <div className="flex min-h-0 grow gap-[calc(3*var(--u))]">
          <div className="flex min-w-0 grow flex-col justify-between">
            <Fit most={8.5} least={3} className="grow">
              <h1 className="poster">{view.title}</h1>
            </Fit>
            <div>
              <p className="text-[calc(2.3*var(--u))] font-bold">
                {t.join} <bdi className="text-accent">{joinAddress()}</bdi>
              </p>
              <p className="lobby-code stage-number" aria-label={`${t.code} ${code}`} dir="ltr">
                {spacedCode(code)}
              </p>
            </div>
          </div>
          <div className="flex shrink-0 flex-col items-center justify-center pe-[calc(1.5*var(--u))]">
            <QrCode text={joinLink(code)} label={t.qr(joinAddress())} className="lobby-qr" />
          </div>
        </div>
        <Crowd view={view} />
      </div>
    </>
  )
}

function Crowd({ view }: { readonly view: ScreenView }) {
  const { screen: t } = useStrings('host')
  // The newest first: where there are too many, the first to come leave the picture.
  const newestFirst = useMemo(() => view.players.toReversed(), [view.players])
  return (
    <div
      className="-mx-[calc(3.2*var(--u))] mt-[calc(2*var(--u))] -mb-[calc(2.6*var(--u))] flex
        h-[calc(15.5*var(--u))] shrink-0 items-center gap-[calc(3*var(--u))] bg-ink
        px-[calc(3.2*var(--u))] text-paper"
    >
      <p className="shrink-0 text-center" role="status">
        <span className="stage-number block text-[calc(6.5*var(--u))]">{view.playerCount}</span>
        <span className="text-[calc(1.5*var(--u))] font-bold">
          {view.locked && <Icon name="lock" className="me-[0.4em]" />}
          {view.locked ? t.locked : t.players(view.playerCount)}
        </span>
      </p>
      {newestFirst.length === 0 ? (
        <p className="poster text-[calc(3.6*var(--u))]">{t.nobody}</p>
      ) : (
        <ul
          className="flex h-full min-w-0 grow flex-wrap content-center items-center
            gap-[calc(0.9*var(--u))] overflow-hidden py-[calc(1*var(--u))]"
        >
          {newestFirst.map(({ id, nickname }) => (
            <li
              key={id}
              dir="auto"
              className={`sticker keeps-colour ${answerFill(playerPlace(id))}`}
            >
              {nickname}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
