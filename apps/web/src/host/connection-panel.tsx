import type { LiveLatency } from '@quizmentor/client/live'
import { Icon } from '../design/icon.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { isSlow, slowCount } from './latency.ts'

interface Props {
  /** `null`: nothing is measured yet. */
  readonly latency: LiveLatency | null
  readonly playerCount: number
}

/** How the players are connected: in a line, and on request how far away they are. */
export function ConnectionPanel({ latency, playerCount }: Props) {
  const { connections: t } = useStrings('host').control
  const { number } = useFormat()
  if (latency === null || playerCount === 0) return null
  const { connected, medianMs, p95Ms, slowest } = latency
  const slow = slowCount(latency)
  const milliseconds = (ms: number) => t.milliseconds(number(ms))
  return (
    <details className="border-t-4 border-ink pt-1 text-sm">
      <summary className="min-h-9 content-center">
        <span className="tabular font-bold">
          {t.title(Math.min(connected, playerCount), playerCount)}
        </span>
        {slow.count > 0 && (
          <span className="ms-3 text-partial">
            <Icon name="warning" className="me-1.5 align-[-0.22em]" />
            {slow.orMore ? t.slowOrMore(slow.count) : t.slow(slow.count)}
          </span>
        )}
      </summary>
      <div className="tabular grid gap-3 pt-1 pb-2">
        <p className="text-soft">{t.detail}</p>
        <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
          <dt>{t.median}</dt>
          <dd className="text-end font-bold">{milliseconds(medianMs)}</dd>
          <dt>{t.p95}</dt>
          <dd className="text-end font-bold">{milliseconds(p95Ms)}</dd>
        </dl>
        <h3 className="text-sm">{t.slowest}</h3>
        <ol className="grid gap-1">
          {slowest.map(({ id, nickname, ms }) => (
            <li key={id} className="flex gap-4">
              <span dir="auto" className="min-w-0 grow truncate">
                {nickname}
              </span>
              <span className={`shrink-0 ${isSlow(ms) ? 'font-bold text-partial' : ''}`}>
                {isSlow(ms) && `${t.isSlow}, `}
                {milliseconds(ms)}
              </span>
            </li>
          ))}
        </ol>
        {slow.count > 0 && <p>{t.warning}</p>}
      </div>
    </details>
  )
}
