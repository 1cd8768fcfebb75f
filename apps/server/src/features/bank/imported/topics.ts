import type { Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'
import { newId } from '../../../platform/ids.ts'
import { insertTopic, MOST_TOPICS, topicTitles } from '../topics/queries.ts'

const longestTitle = 120
const longestDescription = 1_000
const longestReading = 20_000

/** Where a category's questions go. */
export interface TopicPlace {
  readonly topicId: string
  /** Whether it is a topic above, because the workspace has as many as it may. */
  readonly isFull: boolean
}

/** Topics for the categories of a file, below a topic of the bank; they are made when they are met. */
export interface ImportedTopics {
  /** Notes what a category is about, for when its topic is made (Markdown). */
  describe(path: readonly string[], description: string): void
  /** The place of a category that was met before. */
  known(path: readonly string[]): TopicPlace | undefined
  placeOf(path: readonly string[]): Promise<TopicPlace>
}

/**
 * The topics below `rootId`. A category is the same topic at every import, whatever its title has
 * become since, or one of that title that is there already.
 */
export async function importedTopics(
  db: Kysely<Database>,
  workspaceId: string,
  rootId: string,
): Promise<ImportedTopics> {
  const topics = await topicTitles(db, workspaceId)
  const byRef = new Map(topics.map(({ id, source_ref }) => [source_ref, id]))
  const byTitle = new Map(topics.map(({ id, parent_id, title }) => [`${parent_id} ${title}`, id]))
  const descriptions = new Map<string, string>()
  const places = new Map<string, TopicPlace>()
  let count = topics.length

  async function childOf(parentId: string, path: readonly string[]): Promise<string | null> {
    const name = (path.at(-1) ?? '').trim().replace(/\s+/gu, ' ')
    const title = name.slice(0, longestTitle).toWellFormed().trim()
    const sourceRef = `import:${parentId}:${name.slice(0, 500).toWellFormed()}`
    const known = byRef.get(sourceRef) ?? byTitle.get(`${parentId} ${title}`)
    if (known !== undefined) return known
    if (count >= MOST_TOPICS) return null
    const id = newId()
    const text = descriptions.get(keyOf(path)) ?? ''
    const isShort = text.length <= longestDescription
    await insertTopic(db, {
      id,
      workspaceId,
      parentId,
      title,
      description: isShort ? text : '',
      reading: isShort ? null : text.slice(0, longestReading).toWellFormed(),
      sourceRef,
    })
    count++
    byRef.set(sourceRef, id)
    byTitle.set(`${parentId} ${title}`, id)
    return id
  }

  async function place(path: readonly string[]): Promise<TopicPlace> {
    if (path.length === 0) return { topicId: rootId, isFull: false }
    const above = await placeOf(path.slice(0, -1))
    if (above.isFull || path.at(-1)?.trim() === '') return above
    const topicId = await childOf(above.topicId, path)
    return topicId === null ? { topicId: above.topicId, isFull: true } : { topicId, isFull: false }
  }

  async function placeOf(path: readonly string[]): Promise<TopicPlace> {
    const placed = known(path) ?? (await place(path))
    places.set(keyOf(path), placed)
    return placed
  }

  const known = (path: readonly string[]) => places.get(keyOf(path))

  return {
    describe: (path, description) =>
      void descriptions.set(keyOf(path), description.toWellFormed().replaceAll('\0', '').trim()),
    known,
    placeOf,
  }
}

function keyOf(path: readonly string[]): string {
  return path.join('\0')
}
