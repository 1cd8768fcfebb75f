import { poolOf, type ItemPool } from '@quizmentor/engine/adaptive/pool'
import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import { together } from '../../platform/database/together.ts'
import { newestQuestionChanges, publishedQuestions, topicsOf } from './queries/catalogue.ts'

export interface CatalogueTopic {
  readonly id: string
  readonly parentId: string | null
  readonly title: string
  readonly hasReading: boolean
}

/** The published questions of a workspace and its topics, as choosing needs them. */
export interface Catalogue {
  /** In the order of the pool's topic indices. */
  readonly topics: readonly CatalogueTopic[]
  readonly topicAt: ReadonlyMap<string, number>
  readonly pool: ItemPool
}

/** Gives the catalogue of a workspace. */
export type Catalogues = (workspaceId: string) => Promise<Catalogue>

interface Entry {
  readonly catalogue: Catalogue
  readonly change: number
  readonly loadedAt: number
}

const longestLifeMs = 30_000
const mostQuestions = 1_000_000

/**
 * Catalogues, kept in memory until a question changes. A large one may be a few seconds old, so
 * that an author at work doesn't have it loaded again for each key; nothing that must be right at
 * once hangs on it: content, keys and membership are read from the database.
 */
export function createCatalogues(db: Kysely<Database>, clock: Clock): Catalogues {
  const entries = new Map<string, Entry>()
  const loading = new Map<string, Promise<Entry>>()
  const newestChange = together((ids: readonly string[]) => newestQuestionChanges(db, ids))

  async function load(workspaceId: string, change: number): Promise<Entry> {
    const loadedAt = clock.now()
    const [topics, questions] = await Promise.all([
      topicsOf(db, workspaceId),
      publishedQuestions(db, workspaceId),
    ])
    const topicAt = new Map(topics.map(({ id }, index) => [id, index]))
    const items = questions.flatMap(({ num, topic_id, a, b }) => {
      const topic = topicAt.get(topic_id)
      return topic === undefined ? [] : [{ num, topic, a, b }]
    })
    const catalogue: Catalogue = {
      topics: topics.map((topic) => ({
        id: topic.id,
        parentId: topic.parent_id,
        title: topic.title,
        hasReading: topic.has_reading,
      })),
      topicAt,
      pool: poolOf(items, topics.length),
    }
    const entry = { catalogue, change, loadedAt }
    entries.set(workspaceId, entry)
    makeRoom(entries)
    return entry
  }

  /** One load at a time for each workspace, shared by all who wait for it. */
  function loadOnce(workspaceId: string, change: number): Promise<Entry> {
    const running = loading.get(workspaceId)
    if (running !== undefined) return running
    const started = load(workspaceId, change).finally(() => loading.delete(workspaceId))
    loading.set(workspaceId, started)
    return started
  }

  return async (workspaceId) => {
    const change = (await newestChange(workspaceId)) ?? 0
    const known = entries.get(workspaceId)
    if (known !== undefined) {
      const age = clock.now() - known.loadedAt
      const isSame = known.change === change || age < known.catalogue.pool.size / 10
      if (isSame && age < longestLifeMs) {
        // Last used goes last, so that makeRoom drops what nobody asks for.
        entries.delete(workspaceId)
        entries.set(workspaceId, known)
        return known.catalogue
      }
    }
    return (await loadOnce(workspaceId, change)).catalogue
  }
}

function makeRoom(entries: Map<string, Entry>): void {
  let total = 0
  for (const { catalogue } of entries.values()) total += catalogue.pool.size
  for (const [workspaceId, { catalogue }] of entries) {
    if (total <= mostQuestions || entries.size <= 1) return
    entries.delete(workspaceId)
    total -= catalogue.pool.size
  }
}
