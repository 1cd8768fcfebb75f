import { sql, type Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'

export const MOST_TRACKS = 200

export interface TrackTopicRow {
  readonly id: string
  readonly title: string
  readonly weight: number
  readonly question_count: number
}

/** The tracks of a workspace, or the one asked for, each with its blueprint. */
export function tracksOf(db: Kysely<Database>, workspaceId: string, trackId?: string) {
  const query = db
    .selectFrom('tracks')
    .select([
      'id',
      'title',
      'description',
      'cut_score',
      sql<TrackTopicRow[]>`(
        select json_agg(
          json_build_object(
            'id', topics.id, 'title', topics.title, 'weight', track_topics.weight,
            'question_count', (
              select count(*) from questions
              where questions.topic_id = topics.id and questions.workspace_id = ${workspaceId}
                and questions.state = 'published'
            )
          ) order by track_topics.position
        )
        from track_topics join topics on topics.id = track_topics.topic_id
        where track_topics.track_id = tracks.id
      )`.as('topics'),
    ])
    .where('workspace_id', '=', workspaceId)
    .orderBy('title')
    .orderBy('id')
    .limit(MOST_TRACKS)
  return (trackId === undefined ? query : query.where('id', '=', trackId)).execute()
}

export interface NewTrack {
  readonly id: string
  readonly workspaceId: string
  readonly title: string
  readonly description: string
  readonly cutScore: number
  readonly sourceRef: string | null
}

/** Adds a track; `false` where the id is taken. */
export async function insertTrack(db: Kysely<Database>, track: NewTrack): Promise<boolean> {
  const made = await db
    .insertInto('tracks')
    .values({
      id: track.id,
      workspace_id: track.workspaceId,
      title: track.title,
      description: track.description,
      cut_score: track.cutScore,
      source_ref: track.sourceRef,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  return made.length > 0
}

/** Changes a track, holding it until the transaction ends; `false` where the workspace has none such. */
export async function updateTrack(
  db: Kysely<Database>,
  workspaceId: string,
  trackId: string,
  change: { title: string; description: string; cutScore: number },
): Promise<boolean> {
  const changed = await db
    .updateTable('tracks')
    .set({
      title: change.title,
      description: change.description,
      cut_score: change.cutScore,
      updated_at: new Date(),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', trackId)
    .returning('id')
    .execute()
  return changed.length > 0
}

/** Sets a track's blueprint. */
export async function replaceBlueprint(
  db: Kysely<Database>,
  trackId: string,
  topics: readonly { id: string; weight: number }[],
): Promise<void> {
  await db.deleteFrom('track_topics').where('track_id', '=', trackId).execute()
  await db
    .insertInto('track_topics')
    .values(
      topics.map(({ id, weight }, position) => ({
        track_id: trackId,
        topic_id: id,
        weight,
        position,
      })),
    )
    .execute()
}

export function countTracks(db: Kysely<Database>, workspaceId: string) {
  return db
    .selectFrom('tracks')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow()
}
