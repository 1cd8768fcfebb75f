import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { runningServer } from '../../../src/platform/database/attach.ts'
import { Clerk, counted } from '../parts/clerk.ts'
import { Installation } from '../parts/installation.ts'
import { Node } from '../parts/node.ts'
import { Party } from '../parts/party.ts'
import { giveToPostgres } from '../parts/postgres.ts'
import { SmallDisk } from '../parts/small-disk.ts'
import type { Scenario, Stage } from '../scenario.ts'

const megabytes = 600
const fullForMs = 6_000
const recoveredWithinMs = 5_000

/** There is no room left for data: on a server of one's own, and under the embedded one. */
export const diskFull: Scenario = {
  name: 'disk-full',
  title: 'The disk is full',
  async play(stage: Stage) {
    const disk = await SmallDisk.mount(stage, megabytes)
    await ofServer(stage, disk)
    await ofEmbedded(stage, disk)
  },
}

/** Its tables lie on the small disk; its log of what is written has room. */
async function ofServer(stage: Stage, disk: SmallDisk): Promise<void> {
  const folder = join(disk.folder, 'tables')
  await mkdir(folder)
  await giveToPostgres(folder)
  const installation = await Installation.open(stage, { name: 'server', tablesFolder: folder })
  const { url, primary, node } = installation
  await playOn(stage, disk, 'server', { url, databaseUrl: primary.url(), pid: node.pid })
  stage.asks('server: the program', 'still the same', `pid ${node.pid}`, node.isAlive)
}

/** All that the program has lies on the small disk. */
async function ofEmbedded(stage: Stage, disk: SmallDisk): Promise<void> {
  const node = await Node.start({ name: 'embedded', folder: disk.folder, main: stage.main })
  stage.finally(() => node.close())
  const connection = await runningServer(join(disk.folder, 'embedded'))
  if (connection === undefined || !('host' in connection))
    throw new Error('the embedded database does not run')
  const { host, port, user, password, database } = connection
  const databaseUrl =
    `postgres://${user}:${password}@localhost:${port}/${database}` +
    `?host=${encodeURIComponent(host)}`
  await playOn(stage, disk, 'embedded', { url: node.url, databaseUrl, pid: node.pid })
  stage.asks('embedded: the program', 'still the same', `pid ${node.pid}`, node.isAlive)
}

interface Place {
  readonly url: string
  readonly databaseUrl: string
  readonly pid: number
}

async function playOn(stage: Stage, disk: SmallDisk, what: string, place: Place): Promise<void> {
  const party = await Party.open(stage, {
    ...place,
    players: stage.players(50, 10),
    seconds: 40,
    answersWithinMs: 20_000,
    questions: 2,
  })
  const author = await party.site.member(party.scene, 'author')
  await party.ask()
  const clerk = new Clerk(author.client, party.site.workspaceId, 20)
  await delay(2_000)
  stage.measured(`${what}: free before`, `${Math.round(await disk.freeMB())} MB`)
  const fullAt = performance.now()
  await disk.fill()
  stage.did(`${what}: filled the disk in the middle of a question`)
  await delay(fullForMs)
  const emptiedAt = performance.now()
  await disk.empty()
  stage.did(`${what}: made room again`)
  await delay(recoveredWithinMs + 2_000)
  await clerk.stop()

  const late = clerk.writes.filter(
    ({ askedAt }) => askedAt > fullAt + fullForMs / 2 && askedAt < emptiedAt - 500,
  )
  const isTrue = late.every(({ outcome, status }) => outcome === 'done' || status === 507)
  const isRefused = late.some(({ outcome }) => outcome === 'storage_full')
  const wantedOfWrites = 'refused with 507 storage_full, but for what really fits'
  stage.asks(`${what}: writes`, wantedOfWrites, counted(late), isTrue && isRefused)
  const reads = clerk.reads.filter(({ askedAt }) => askedAt > fullAt && askedAt < emptiedAt)
  const isServed = reads.every(({ outcome }) => outcome === 'done')
  stage.asks(`${what}: reads`, 'all served', counted(reads), isServed)
  const after = clerk.writes.filter(({ askedAt }) => askedAt > emptiedAt)
  const firstMs = Math.min(
    ...after.filter(({ outcome }) => outcome === 'done').map(({ endedAt }) => endedAt - emptiedAt),
  )
  stage.asksInTime(`${what}: writes again`, recoveredWithinMs, firstMs)
  const lost = await party.lostWrites(clerk)
  stage.asks(`${what}: acknowledged writes that are lost`, 'none', `${lost}`, lost === 0)
  await party.closed()
  await party.finish()
}
