import { Link } from '@tanstack/react-router'
import type { LearnerHome, Scope } from '@quizmentor/contract/practice'
import { useWorkspace } from '../app/me.ts'
import { Button } from '../design/button.tsx'
import { Section } from '../design/page.tsx'
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
  const { home: t } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const { percent } = useFormat()
  return (
    <Section
      title={track.title}
      detail={track.description}
      actions={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
          {track.due > 0 && <span className="font-bold">{t.dueHere(track.due)}</span>}
          <Button
            size="small"
            onClick={() => onPractise({ kind: 'track', id: track.id })}
            aria-label={t.startTrack(track.title)}
          >
            {t.start}
          </Button>
        </span>
      }
    >
      <div className="mb-6 grid max-w-text gap-1">
        <StandingView value={track.competency} goal={track.cutScore * 100} />
        <p className="text-sm font-bold text-accent">{t.cut(percent(track.cutScore))}</p>
      </div>
      <ul>
        {track.topics.map((topic) => (
          <li
            key={topic.id}
            className="grid items-center gap-x-8 gap-y-2 border-t border-rule py-4 md:grid-cols-[1fr_20rem_auto]"
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
            <StandingView
              value={topic.standing?.competency ?? null}
              {...(topic.standing !== null && { answers: topic.standing.answers })}
            />
            <button
              type="button"
              disabled={topic.questionCount === 0}
              onClick={() => onPractise({ kind: 'topic', id: topic.id })}
              aria-label={t.startTopic(topic.title)}
              className={`${textLink} min-h-9 justify-self-start px-1 disabled:opacity-40`}
            >
              {t.start}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
