import { createClient } from '@redis/client'
import { setTimeout as delay } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { errorCode } from '../platform/failure.ts'
import type { Finding } from './finding.ts'

const patienceMs = 2_000
const oldestRedis = 7

/** Whether the server of REDIS_URL lets nodes talk; it is never bad, as they can do without. */
export async function redisFindings({ redisUrl }: Config): Promise<Finding[]> {
  if (redisUrl === undefined) return []
  const name = 'redis'
  const client = newClient(redisUrl)
  client.on('error', () => {})
  try {
    const late = delay(patienceMs, undefined, { ref: false }).then(() => {
      throw new Error('it takes connections, but answers nothing: start it again')
    })
    const said = await Promise.race([ask(client), late])
    const isOld = said.kind === 'Redis' && Number.parseInt(said.version, 10) < oldestRedis
    const detail = `${said.kind} ${said.version} answers`
    return isOld
      ? [{ name, state: 'warning', detail: `${detail}; ${oldestRedis} or newer is needed` }]
      : [{ name, state: 'ok', detail }]
  } catch (error) {
    const detail = `nodes talk through the database: ${whyNot(error, new URL(redisUrl).host)}`
    return [{ name, state: 'warning', detail }]
  } finally {
    client.destroy()
  }
}

type Client = ReturnType<typeof newClient>

function newClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: { connectTimeout: patienceMs, reconnectStrategy: false },
  })
}

async function ask(client: Client): Promise<{ kind: 'Redis' | 'Valkey'; version: string }> {
  await client.connect()
  await client.ping()
  // What nodes do: a user may be allowed to connect, but not this.
  await client.publish('quizmentor:doctor', '')
  // Not everybody may ask for this.
  const info = await client.info('server').catch(() => '')
  const valkey = /^valkey_version:(\S+)/m.exec(info)?.[1]
  if (valkey !== undefined) return { kind: 'Valkey', version: valkey }
  const redis = /^redis_version:(\S+)/m.exec(info)?.[1]
  return { kind: 'Redis', version: redis ?? 'of unknown version' }
}

function whyNot(error: unknown, host: string): string {
  const code = errorCode(error)
  if (code === 'ECONNREFUSED' || code === 'ETIMEDOUT')
    return `no server answers at ${host}. Start it, or correct REDIS_URL`
  if (code === 'ENOTFOUND') return `the name ${host} is unknown. Correct REDIS_URL`
  const message = error instanceof Error ? error.message : String(error)
  return /^(NOAUTH|WRONGPASS|ERR AUTH)/.test(message)
    ? `${host} refuses the user or the password. Correct them in REDIS_URL`
    : `${host}: ${message}`
}
