import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Loaded } from '../../app/loaded.tsx'
import { useWorkspace } from '../../app/me.ts'
import { buttonClass } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Icon } from '../../design/icon.tsx'
import { Page } from '../../design/page.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { topicsQuery } from '../../learn/queries.ts'
import { topicTree, type TopicNode } from './tree.ts'

/** The subject tree. */
export function TopicsPage() {
  const { topics: t, commands } = useStrings('bank')
  const { workspaceId, can } = useWorkspace()
  const topics = useQuery(topicsQuery(workspaceId))
  const author = can('author')
  const add = author && (
    <Link
      to="/w/$workspaceId/bank/topics/new"
      params={{ workspaceId }}
      className={buttonClass({ kind: 'primary' })}
    >
      <Icon name="plus" />
      {commands.newTopic}
    </Link>
  )
  return (
    <Page title={t.title} actions={topics.data?.items.length === 0 ? undefined : add}>
      <Loaded query={topics} skeleton={<Skeleton lines={8} height={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t.empty} detail={t.emptyDetail} action={add} />
          ) : (
            <Branch nodes={topicTree(items)} label={t.title} author={author} />
          )
        }
      </Loaded>
    </Page>
  )
}

interface BranchProps {
  readonly nodes: readonly TopicNode[]
  readonly label: string
  readonly author: boolean
}

function Branch({ nodes, label, author }: BranchProps) {
  return (
    <ul aria-label={label} className="grid">
      {nodes.map((node) => (
        <li key={node.topic.id} className={node.depth === 0 ? 'mt-8 first:mt-0' : ''}>
          <Leaf node={node} author={author} />
          {node.children.length > 0 && (
            <div className="ms-1.5 border-s-2 border-rule ps-4 sm:ms-3 sm:ps-6">
              <Branch nodes={node.children} label={node.topic.title} author={author} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function Leaf({ node, author }: { readonly node: TopicNode; readonly author: boolean }) {
  const { topics: t } = useStrings('bank')
  const { count, actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const { topic, depth } = node
  const Title = depth === 0 ? 'h2' : 'h3'
  return (
    <div
      className={`group flex flex-wrap items-center gap-x-4 gap-y-0.5 ${
        depth === 0 ? 'border-t-4 border-ink pt-2 pb-1' : 'border-b border-rule py-2'
      }`}
    >
      <div className="min-w-0 grow basis-52">
        <Title
          className={depth === 0 ? 'text-xl' : 'font-sans text-base font-bold tracking-normal'}
        >
          {topic.title}
        </Title>
        {topic.description !== '' && (
          <p className="max-w-text text-sm text-soft">{topic.description}</p>
        )}
      </div>
      <div className="flex items-center gap-x-1 text-sm">
        {topic.hasReading && (
          <Link
            to="/w/$workspaceId/topics/$topicId"
            params={{ workspaceId, topicId: topic.id }}
            title={t.read}
            aria-label={`${t.read}: ${topic.title}`}
            className="grid size-10 place-items-center text-soft hover:text-ink"
          >
            <Icon name="book" />
          </Link>
        )}
        <Link
          to="/w/$workspaceId/bank"
          params={{ workspaceId }}
          search={{ topic: topic.id }}
          aria-label={`${topic.title}: ${count.questions(topic.questionCount)}`}
          className="tabular flex min-h-10 items-center px-2 underline-offset-4 hover:underline"
        >
          {count.questions(topic.questionCount)}
        </Link>
        {author && (
          <>
            <Link
              to="/w/$workspaceId/bank/topics/new"
              params={{ workspaceId }}
              search={{ parent: topic.id }}
              title={t.addBelow}
              aria-label={`${t.addBelow}: ${topic.title}`}
              className="grid size-10 place-items-center text-soft hover:text-ink"
            >
              <Icon name="plus" />
            </Link>
            <Link
              to="/w/$workspaceId/bank/topics/$topicId"
              params={{ workspaceId, topicId: topic.id }}
              title={actions.edit}
              aria-label={`${actions.edit}: ${topic.title}`}
              className="grid size-10 place-items-center text-soft hover:text-ink"
            >
              <Icon name="pencil" />
            </Link>
          </>
        )}
      </div>
    </div>
  )
}
