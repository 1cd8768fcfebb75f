import type pg from 'pg'
import type { Clock } from '../clock.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { DatabaseClock } from './database-clock.ts'

/** The programs that share one database, of which this is one. */
export interface Nodes {
  /** This node, for as long as its process lives. */
  readonly id: string
  /** The database's time, which all nodes share. */
  readonly clock: Clock
  /**
   * Says that this node is alive, and goes on saying it. `place` is where it listens: whoever was
   * there before is dead.
   */
  start(place: string): Promise<void>
  /** Calls when others may have taken this node for dead, whatever made them. */
  onLapsed(listener: () => void): () => void
  /** Whether nobody can have taken it for dead since it last said that it is alive. */
  isSure(): boolean
  /** Says that it isn't any more, so that others need not wait until they notice. */
  close(): Promise<void>
}

export interface NodesOptions {
  readonly pool: pg.Pool
  readonly log: Log
  readonly roles: readonly string[]
  readonly version: string
  /** Nobody else can be there: what is written of others is what was left behind. */
  readonly isAlone: boolean
}

/** A node that has said nothing for longer is dead, by the database's clock. */
const lifeMs = 2_000
const beatMs = 500
const clockQuery = 'select extract(epoch from clock_timestamp()) * 1000 as now'

const beat = `
  with before as (
    select
      alive_until > clock_timestamp()
        and alive_until < clock_timestamp() + interval '1 minute' as "wasAlive"
    from nodes where id = $1
  )
  insert into nodes (id, roles, version, place, alive_until)
  values ($1, $2, $3, $4, clock_timestamp() + $5 * interval '1 millisecond')
  on conflict (id) do update set alive_until = excluded.alive_until
  returning
    extract(epoch from clock_timestamp()) * 1000 as now,
    coalesce((select "wasAlive" from before), false) as "wasAlive"`

/** Joins the nodes of a database; asks it for the time, and so fails where it can't be reached. */
export async function openNodes(options: NodesOptions): Promise<Nodes> {
  const { pool, log, roles, version, isAlone } = options
  const id = newId()
  const clock = new DatabaseClock()
  await clock.ask(async () => {
    const { rows } = await pool.query<{ now: string }>(clockQuery)
    return Number(rows[0]?.now)
  })

  let timer: NodeJS.Timeout | undefined
  let beating: Promise<void> = Promise.resolve()
  let isFailing = false
  const listeners = new Set<() => void>()
  let saidAt: number | undefined
  const say = async (place: string) => {
    const sayingAt = performance.now()
    let wasAlive = true
    await clock.ask(async () => {
      const values = [id, [...roles], version, place, lifeMs]
      const { rows } = await pool.query<{ now: string; wasAlive: boolean }>(beat, values)
      // The database knows: its clock may have been set, or another node have our place.
      wasAlive = rows[0]?.wasAlive === true
      return Number(rows[0]?.now)
    })
    const isFirst = saidAt === undefined
    saidAt = sayingAt
    if (!wasAlive && !isFirst) for (const listener of listeners) listener()
  }

  function goOn(place: string): void {
    timer = setTimeout(() => {
      beating = say(place)
        .then(() => void (isFailing = false))
        .catch((error: unknown) => {
          if (!isFailing)
            log.warn({ err: error }, 'other nodes can’t be told that this one is alive')
          isFailing = true
        })
        .finally(() => {
          if (timer !== undefined) goOn(place)
        })
    }, beatMs).unref()
  }

  return {
    id,
    clock,
    async start(place) {
      await pool.query(
        `delete from nodes where $1 or place = $2 or alive_until < now() - interval '1 hour'`,
        [isAlone, place],
      )
      await say(place)
      goOn(place)
    },
    onLapsed(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    isSure: () => isAlone || (saidAt !== undefined && performance.now() - saidAt < lifeMs),
    async close() {
      if (timer === undefined) return
      clearTimeout(timer)
      timer = undefined
      await beating
      await pool.query('delete from nodes where id = $1', [id]).catch(() => {})
    },
  }
}
