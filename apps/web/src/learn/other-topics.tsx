import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { LearnerHome, Scope } from '@quizmentor/contract/practice'
import { useWorkspace } from '../app/me.ts'
import { Section } from '../design/page.tsx'
import { textLink } from '../design/text-link.ts'
import { useStrings } from '../i18n/strings.tsx'
import { topicsQuery } from './queries.ts'

interface Props {
  readonly tracks: LearnerHome['tracks']
  readonly onPractise: (scope: Scope) => void
  /** Shown where there is nothing to practise at all. */
  readonly empty: ReactNode
}

/** Topics with questions that stand in no track. */
export function OtherTopics({ tracks, onPractise, empty }: Props) {
  const { home: t } = useStrings('learn')
  const { count } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const topics = useQuery(topicsQuery(workspaceId))
  if (topics.data === undefined) return null
  const inTracks = new Set(tracks.flatMap((track) => track.topics.map((topic) => topic.id)))
  const others = topics.data.items.filter(
    (topic) => topic.questionCount > 0 && !inTracks.has(topic.id),
  )
  if (others.length === 0) return tracks.length === 0 ? empty : null
  return (
    <Section title={t.topics}>
      <ul className="grid gap-x-12 md:grid-cols-2">
        {others.map((topic) => (
          <li key={topic.id} className="flex items-center gap-4 border-t border-rule py-3.5">
            <div className="min-w-0 grow">
              <h3 className="text-base tracking-normal">
                {topic.hasReading ? (
                  <Link
                    to="/w/$workspaceId/topics/$topicId"
                    params={{ workspaceId, topicId: topic.id }}
                    className="underline decoration-rule decoration-2 underline-offset-4 hover:decoration-accent"
                  >
                    {topic.title}
                  </Link>
                ) : (
                  topic.title
                )}
              </h3>
              <p className="text-sm text-soft">{count.questions(topic.questionCount)}</p>
            </div>
            <button
              type="button"
              onClick={() => onPractise({ kind: 'topic', id: topic.id })}
              aria-label={t.startTopic(topic.title)}
              className={`${textLink} min-h-9 px-1`}
            >
              {t.start}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
