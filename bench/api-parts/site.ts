import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Program } from '../../apps/server/test/program.ts'
import { asOwner, environment, withPlace, withPrograms, type Place } from '../live-parts/ours.ts'

/** An installation with the starter content, on as many nodes as wanted. */
export interface Site extends Place {
  /** Signs the cookies of all nodes. */
  readonly secret: string
  readonly workspaceId: string
  /** A track whose blueprint has the most topics. */
  readonly trackId: string
  withNodes<Result>(
    count: number,
    work: (programs: readonly Program[]) => Promise<Result>,
    /** What these nodes are told besides. */
    env?: Readonly<Record<string, string>>,
  ): Promise<Result>
}

/** As on a server of one's own: durability is untouched, and there is room for several nodes. */
const serverSettings = { max_connections: '200', shared_buffers: '256MB' }

/** Runs `work` with an installation that is gone afterwards. `env` is what its nodes are told. */
export function withSite<Result>(
  env: Readonly<Record<string, string>>,
  work: (site: Site) => Promise<Result>,
): Promise<Result> {
  return withPlace(serverSettings, async (place) => {
    const secret = randomBytes(32).toString('base64')
    const withNodes: Site['withNodes'] = (count, inNodes, more) =>
      withPrograms(
        Array.from({ length: count }, (_, node) => ({
          dataFolder: join(place.folder, `node-${node}`),
          env: { ...environment(place.url), QUIZMENTOR_SECRET: secret, ...env, ...more },
        })),
        inNodes,
      )
    // The first start makes the tables and loads the content.
    await withNodes(1, async ([program]) => program && asOwner(program, place.database))
    return work({ ...place, secret, withNodes, ...(await contentOf(place)) })
  })
}

async function contentOf({ database }: Place) {
  const { rows } = await database.query<{ workspaceId: string; trackId: string }>(
    `select tracks.workspace_id as "workspaceId", tracks.id as "trackId"
     from tracks join track_topics on track_topics.track_id = tracks.id
     group by tracks.id order by count(*) desc, tracks.id limit 1`,
  )
  const [content] = rows
  if (content === undefined) throw new Error('the starter content has no track')
  return content
}
