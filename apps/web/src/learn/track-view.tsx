import { Link } from '@tanstack/react-router'
import type { LearnerHome, Scope } from '@quizmentor/contract/practice'
import { useWorkspace } from '../app/me.ts'
import { Button } from '../design/button.tsx'
import { textLink } from '../design/text-link.ts'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { StandingView } from './standing-view.tsx'

interface Props {
  readonly track: LearnerHome['tracks'][number]
  readonly onPractise: (scope: Scope) => void
}

/** A track: the whole, then each topic with how well it is known. */
export function TrackView({ track, onPractise }: Props) {
  const { home: t, standing } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const { percent, number } = useFormat()
  const met = track.topics.filter((topic) => topic.standing !== null).length
  return (
    <section className="grid gap-x-14 gap-y-6 border-t-4 border-ink pt-4 lg:grid-cols-[19rem_1fr]">
      <header className="grid content-start gap-4 lg:sticky lg:top-6 lg:self-start">
        <h2 className="poster text-2xl">{track.title}</h2>
        <div>
          <StandingView
            value={track.competency}
            goal={track.cutScore * 100}
            evidence={standing.topicsMet(number(met), number(track.topics.length))}
          />
          <p className="text-sm font-bold text-accent">{t.cut(percent(track.cutScore))}</p>
        </div>
        <p className="text-sm text-soft">{track.description}</p>
        <div className="flex flex-wrap items-center gap-4">
          <Button
            onClick={() => onPractise({ kind: 'track', id: track.id })}
            aria-label={t.startTrack(track.title)}
          >
            {t.start}
          </Button>
          {track.due > 0 && <span className="text-sm font-bold">{t.dueHere(track.due)}</span>}
        </div>
      </header>
      <ul>
        {track.topics.map((topic) => (
          <li
            key={topic.id}
            className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 border-t border-rule py-2.5 first:border-t-0 md:grid-cols-[1fr_15rem_auto] md:first:pt-0"
          >
            <h3 className="text-base tracking-normal">
              <Link
                to="/w/$workspaceId/topics/$topicId"
                params={{ workspaceId, topicId: topic.id }}
                className="underline decoration-rule decoration-2 underline-offset-4 hover:decoration-accent"
              >
                {topic.title}
              </Link>
            </h3>
            <div className="max-md:order-last max-md:col-span-2">
              <StandingView
                value={topic.standing?.competency ?? null}
                evidence={standing.evidence(topic.standing?.answers ?? 0)}
              />
            </div>
            <button
              type="button"
              disabled={topic.questionCount === 0}
              onClick={() => onPractise({ kind: 'topic', id: topic.id })}
              aria-label={t.startTopic(topic.title)}
              className={`${textLink} min-h-11 px-1 disabled:opacity-40`}
            >
              {t.start}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
