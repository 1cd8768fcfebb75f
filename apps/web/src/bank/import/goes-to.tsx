import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ImportView } from '@quizmentor/contract/interchange'
import { useWorkspace } from '../../app/me.ts'
import { textLink } from '../../design/text-link.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { topicsQuery } from '../../learn/queries.ts'

/** The topic that an import's questions go into, or went. */
export function GoesTo({ view: { destination } }: { readonly view: ImportView }) {
  const { destination: t } = useStrings('interchange')
  const { workspaceId } = useWorkspace()
  const topics = useQuery(topicsQuery(workspaceId))
  const topic = topics.data?.items.find(({ id }) => id === destination?.topicId)
  if (destination === null || topic === undefined) return null
  return (
    <p className="break-words">
      {t.goesTo}{' '}
      <Link
        to="/w/$workspaceId/bank/topics/$topicId"
        params={{ workspaceId, topicId: topic.id }}
        className={textLink}
      >
        {topic.title}
      </Link>
      {destination.tags.map((tag) => (
        <span key={tag} className="text-soft">
          {` #${tag}`}
        </span>
      ))}
    </p>
  )
}
