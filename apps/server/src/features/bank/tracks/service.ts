import type { Track } from '@quizmentor/contract/bank'
import type { Kysely } from 'kysely'
import { conflict, invalid, notFound } from '../../../http/problem.ts'
import type { Database } from '../../../platform/database/schema.ts'
import { requireTopics } from '../topics/service.ts'
import * as queries from './queries.ts'

interface Draft {
  readonly title: string
  readonly description: string
  readonly cutScore: number
  readonly topics: readonly { readonly id: string; readonly weight: number }[]
}

/** Courses and certifications: topics with blueprint weights and a cut score. */
export function tracksService(db: Kysely<Database>) {
  async function get(workspaceId: string, trackId: string): Promise<Track> {
    const [row] = await queries.tracksOf(db, workspaceId, trackId)
    if (row === undefined) throw notFound('track')
    return toTrack(row)
  }

  async function checked(workspaceId: string, draft: Draft): Promise<Draft> {
    const ids = draft.topics.map(({ id }) => id)
    const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index)
    if (repeated >= 0)
      throw invalid([
        {
          pointer: `/body/topics/${repeated}/id`,
          code: 'topic_repeated',
          detail: 'Name each topic once.',
        },
      ])
    await requireTopics(
      db,
      workspaceId,
      ids.map((id, index) => [id, `/body/topics/${index}/id`]),
    )
    return { ...draft, topics: shares(draft.topics) }
  }

  return {
    async list(workspaceId: string): Promise<{ items: Track[] }> {
      const rows = await queries.tracksOf(db, workspaceId)
      return { items: rows.map(toTrack) }
    },

    async create(workspaceId: string, id: string, draft: Draft): Promise<Track> {
      const track = await checked(workspaceId, draft)
      await db.transaction().execute(async (tx) => {
        const { count } = await queries.countTracks(tx, workspaceId)
        if (count >= queries.MOST_TRACKS)
          throw conflict(
            'too_many_tracks',
            `A workspace has at most ${queries.MOST_TRACKS} tracks.`,
          )
        if (await queries.insertTrack(tx, { ...track, id, workspaceId, sourceRef: null }))
          await queries.replaceBlueprint(tx, id, track.topics)
      })
      const [made] = await queries.tracksOf(db, workspaceId, id)
      if (made === undefined) throw conflict('id_taken', 'This id is in use. Make a new one.')
      return toTrack(made)
    },

    async update(workspaceId: string, trackId: string, draft: Draft): Promise<Track> {
      const track = await checked(workspaceId, draft)
      await db.transaction().execute(async (tx) => {
        if (!(await queries.updateTrack(tx, workspaceId, trackId, track))) throw notFound('track')
        await queries.replaceBlueprint(tx, trackId, track.topics)
      })
      return get(workspaceId, trackId)
    },
  }
}

/** Weights as shares that add up to 1. */
function shares(topics: Draft['topics']): Draft['topics'] {
  const total = topics.reduce((sum, { weight }) => sum + weight, 0)
  return topics.map(({ id, weight }) => ({ id, weight: weight / total }))
}

function toTrack(row: Awaited<ReturnType<typeof queries.tracksOf>>[number]): Track {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    cutScore: row.cut_score,
    topics: (row.topics ?? []).map(({ question_count: questionCount, ...topic }) => ({
      ...topic,
      questionCount,
    })),
  }
}
