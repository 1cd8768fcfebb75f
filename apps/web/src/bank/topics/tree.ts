import type { Topic } from '@quizmentor/contract/bank'

export interface TopicNode {
  readonly topic: Topic
  readonly depth: number
  readonly children: readonly TopicNode[]
}

/** The topics as a tree, in order. One whose parent isn't there stands at the top. */
export function topicTree(topics: readonly Topic[]): TopicNode[] {
  const ids = new Set(topics.map(({ id }) => id))
  const under = Map.groupBy(topics, ({ parentId }) =>
    parentId !== null && ids.has(parentId) ? parentId : null,
  )
  const branch = (parent: string | null, depth: number): TopicNode[] =>
    (under.get(parent) ?? [])
      .toSorted(
        (one, other) => one.position - other.position || one.title.localeCompare(other.title),
      )
      .map((topic) => ({ topic, depth, children: branch(topic.id, depth + 1) }))
  return branch(null, 0)
}

/** The tree as a list, each topic before those below it. */
export function flattened(nodes: readonly TopicNode[]): TopicNode[] {
  return nodes.flatMap((node) => [node, ...flattened(node.children)])
}

/** Topics to choose from, each with the way to it: “Physics › Optics”. */
export function topicOptions(topics: readonly Topic[]): { value: string; label: string }[] {
  const walk = (nodes: readonly TopicNode[], above: string): { value: string; label: string }[] =>
    nodes.flatMap(({ topic, children }) => {
      const label = above === '' ? topic.title : `${above} › ${topic.title}`
      return [{ value: topic.id, label }, ...walk(children, label)]
    })
  return walk(topicTree(topics), '')
}
