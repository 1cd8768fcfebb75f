import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { PracticeSession } from '@quizmentor/contract/practice'
import { Icon } from '../design/icon.tsx'
import { Menu } from '../design/menu.tsx'
import { Progress } from '../design/progress.tsx'
import { useWorkspace } from '../app/me.ts'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly session: PracticeSession
  readonly onHelp: () => void
  readonly onEnd: () => void
}

/** The way out, how far one is, what is still to come. */
export function SessionBar({ session, onHelp, onEnd }: Props) {
  const { session: t } = useStrings('learn')
  const { nav } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const { number } = useFormat()
  const { counts } = session
  return (
    <header className="mx-auto w-full max-w-page px-2 pt-2 sm:px-4">
      <div className="flex items-center gap-3">
        <Link
          to="/w/$workspaceId"
          params={{ workspaceId }}
          aria-label={t.leave}
          title={t.leave}
          className="grid size-11 shrink-0 place-items-center hover:bg-sunk"
        >
          <Icon name="close" />
        </Link>
        <div className="grow">
          {session.length.kind === 'questions' ? (
            <ByQuestions session={session} of={session.length.questions} />
          ) : (
            <ByMinutes session={session} minutes={session.length.minutes} />
          )}
        </div>
        <Menu
          label={nav.more}
          buttonClassName="grid size-11 shrink-0 place-items-center hover:bg-sunk"
          button={<Icon name="more" />}
          groups={[
            {
              entries: [
                { id: 'keys', label: t.keys, icon: 'keyboard', onAction: onHelp },
                { id: 'end', label: t.end, icon: 'flag', onAction: onEnd },
              ],
            },
          ]}
        />
      </div>
      <dl
        aria-label={t.countsLabel}
        className="tabular mx-auto flex max-w-text justify-end gap-x-4 px-2 text-xs text-soft"
      >
        {(['new', 'learning', 'due'] as const).map((kind) => (
          <div key={kind} className="flex gap-1">
            <dd className="order-1 font-bold text-ink">{number(counts[kind])}</dd>
            <dt className="order-2">{t.counts[kind]}</dt>
          </div>
        ))}
      </dl>
    </header>
  )
}

function ByQuestions({ session, of }: { readonly session: PracticeSession; readonly of: number }) {
  const { session: t } = useStrings('learn')
  const { number } = useFormat()
  const text = t.progress(number(session.answered), number(of))
  return (
    <div className="flex items-center gap-3">
      <div className="grow">
        <Progress label={session.title} value={session.answered} max={of} text={text} />
      </div>
      <span className="tabular shrink-0 text-sm font-bold">{text}</span>
    </div>
  )
}

function ByMinutes({
  session,
  minutes,
}: {
  readonly session: PracticeSession
  readonly minutes: number
}) {
  const { session: t } = useStrings('learn')
  const now = useNow(10_000)
  const left = session.deadline === null ? 0 : Math.max(Date.parse(session.deadline) - now, 0)
  const text = left === 0 ? t.lastQuestion : t.minutesLeft(Math.ceil(left / 60_000))
  return (
    <div className="flex items-center gap-3">
      <div className="grow">
        <Progress
          label={session.title}
          value={minutes * 60_000 - left}
          max={minutes * 60_000}
          text={`${t.answered(session.answered)}, ${text}`}
        />
      </div>
      <span className="tabular shrink-0 text-sm font-bold">{text}</span>
    </div>
  )
}

function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
