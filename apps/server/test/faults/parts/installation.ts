import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Stage } from '../scenario.ts'
import { Balancer } from './balancer.ts'
import { Node, type NodeOptions } from './node.ts'
import { Postgres } from './postgres.ts'
import { Redis } from './redis.ts'
import { whereIs } from './servers.ts'
import { Wire } from './wire.ts'

export interface InstallationOptions {
  /** Where a scenario has more than one. */
  readonly name?: string
  readonly nodes?: number
  /** Whether a commit waits for the standby. */
  readonly standby?: 'synchronous' | 'asynchronous'
  /** Whether nodes talk over Redis, where the machine has it. */
  readonly redis?: boolean
  /** Something between the nodes and Redis, by the port of that. */
  readonly beforeRedis?: (
    port: number,
  ) => Promise<{ readonly port: number; close(): Promise<void> }>
  /** Of nodes, by their number. */
  readonly env?: (node: number) => Readonly<Record<string, string>>
  /** Of the database server. */
  readonly settings?: Readonly<Record<string, string>>
  /** Where the server keeps the tables; unset: beside everything else. */
  readonly tablesFolder?: string
}

/** A database, maybe with a standby and Redis, and nodes behind a balancer: all of it real. */
export class Installation {
  readonly balancer: Balancer
  readonly primary: Postgres
  readonly standby: Postgres | null
  /** From the nodes to the primary. */
  readonly toPrimary: Wire
  /** From the standby to the primary. */
  readonly replication: Wire | null
  readonly redis: Redis | null
  /** Where the nodes find Redis. */
  readonly redisPort: number | null
  readonly nodes: Node[] = []
  readonly #stage: Stage
  readonly #folder: string
  readonly #env: (node: number) => Readonly<Record<string, string>>

  private constructor(
    stage: Stage,
    folder: string,
    parts: Pick<
      Installation,
      'balancer' | 'primary' | 'standby' | 'toPrimary' | 'replication' | 'redis' | 'redisPort'
    >,
    env: (node: number) => Readonly<Record<string, string>>,
  ) {
    this.#stage = stage
    this.#folder = folder
    this.balancer = parts.balancer
    this.primary = parts.primary
    this.standby = parts.standby
    this.toPrimary = parts.toPrimary
    this.replication = parts.replication
    this.redis = parts.redis
    this.redisPort = parts.redisPort
    this.#env = env
  }

  static async open(stage: Stage, options: InstallationOptions = {}): Promise<Installation> {
    const { nodes = 1, standby, env = () => ({}) } = options
    const folder = join(stage.folder, options.name ?? 'installation')
    await mkdir(folder)
    const servers = await openDatabase(stage, folder, options)
    const toPrimary = await opened(
      stage,
      Wire.to({ host: '127.0.0.1', port: servers.primary.port }),
    )
    const hasRedis = options.redis === true && whereIs('redis-server') !== null
    if (options.redis === true && !hasRedis)
      stage.did('there is no redis-server here: nodes talk through the database')
    const redis = hasRedis ? await Redis.start() : null
    if (redis !== null) stage.finally(() => redis.kill())
    const redisPort = redis && (await portBefore(stage, redis, options))
    const balancer = await opened(stage, Balancer.open())
    const parts = { ...servers, balancer, toPrimary, redis, redisPort }
    const installation = new Installation(stage, folder, parts, env)
    stage.finally(() => installation.#tellErrors())
    for (let number = 0; number < nodes; number++) await installation.addNode()
    const follows = standby === undefined ? '' : ` with a ${standby} standby`
    const talks = redis === null ? '' : ', Redis'
    stage.did(`started PostgreSQL${follows}${talks} and ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`)
    return installation
  }

  /** Where people go. */
  get url(): string {
    return this.balancer.url
  }

  /** The first node, or the only one. */
  get node(): Node {
    const [node] = this.nodes
    if (node === undefined) throw new Error('there is no node')
    return node
  }

  /** One node more, behind the balancer as soon as it is ready. */
  async addNode(options: Partial<NodeOptions> = {}): Promise<Node> {
    const number = this.nodes.length
    const node = await Node.start({
      name: `node-${number + 1}`,
      folder: this.#folder,
      databaseUrl: this.databaseUrl,
      redisUrl: this.redisPort === null ? undefined : `redis://127.0.0.1:${this.redisPort}`,
      env: this.#env(number),
      main: this.#stage.main,
      ...options,
    })
    this.#stage.finally(() => node.close())
    this.nodes.push(node)
    this.balancer.add(node.url)
    return node
  }

  /** What DATABASE_URL is: with a standby, both servers, and whichever takes writes is used. */
  get databaseUrl(): string {
    const { primary, standby, toPrimary } = this
    const one = primary.url(undefined, toPrimary.port)
    if (standby === null) return one
    const both = one.replace(`:${toPrimary.port}/`, `:${toPrimary.port},127.0.0.1:${standby.port}/`)
    return `${both}?target_session_attrs=read-write`
  }

  /** What went wrong in nodes by their own account, by what they say of it. */
  #tellErrors(): void {
    const errors = this.nodes.flatMap((node) => [...node.lines('error'), ...node.lines('fatal')])
    if (errors.length === 0) return
    const kinds = Map.groupBy(errors, (line) => /"msg":"(.*?)"/.exec(line)?.[1] ?? line)
    const counts = [...kinds].map(([what, { length }]) => `${length} × ${what}`)
    this.#stage.measured('errors that nodes logged', counts.join('; '))
    for (const [first] of kinds.values()) this.#stage.say(`    ${first?.slice(0, 1_000)}`)
  }
}

async function portBefore(stage: Stage, { port }: Redis, { beforeRedis }: InstallationOptions) {
  if (beforeRedis === undefined) return port
  return (await opened(stage, beforeRedis(port))).port
}

async function openDatabase(stage: Stage, folder: string, options: InstallationOptions) {
  const settings = {
    ...options.settings,
    ...(options.standby === 'synchronous' && { synchronous_standby_names: 'standby' }),
  }
  const primary = await Postgres.create(join(folder, 'primary'), settings)
  stage.finally(() => primary.close())
  if (options.standby === undefined) {
    await primary.start()
    await primary.createDatabase(options.tablesFolder)
    return { primary, standby: null, replication: null }
  }
  const replication = await opened(stage, Wire.to({ host: '127.0.0.1', port: primary.port }))
  const by = replication.port
  const standby = await primary.standby(join(folder, 'standby'), { by })
  stage.finally(() => standby.close())
  await Promise.all([primary.start(), standby.start()])
  await follows(primary)
  await primary.createDatabase()
  return { primary, standby, replication }
}

/** Waits until the standby has everything. */
async function follows(primary: Postgres): Promise<void> {
  for (let looks = 0; looks < 300; looks++) {
    const rows = await primary.query<{ state: string }>(
      "SELECT state FROM pg_stat_replication WHERE state = 'streaming'",
      'postgres',
    )
    if (rows.length > 0) return
    await delay(50)
  }
  throw new Error('the standby does not follow')
}

async function opened<Part extends { close(): Promise<void> }>(
  stage: Stage,
  opening: Promise<Part>,
): Promise<Part> {
  const part = await opening
  stage.finally(() => part.close())
  return part
}
