import { LRUCache } from 'lru-cache'
import type { Counter } from 'prom-client'
import { z } from 'zod'
import { type Bus, soloBus } from '../bus/bus.ts'
import type { Cache, CacheOptions, Caches } from './cache.ts'
import type { SharedStore } from './redis-store.ts'

export interface CachesOptions {
  /** Tells other nodes what to drop; unset: there are none. */
  readonly bus?: Bus
  /** Where nodes share values; unset: each has its own. */
  readonly store?: SharedStore | undefined
  /** Counts look-ups by where the value came from. */
  readonly reads?: Counter<'cache' | 'from'>
}

const dropTopic = 'cache.drop'
const dropped = z.object({ name: z.string(), key: z.string() })

/**
 * Caches in two levels: this process, bounded by entries and bytes, and Redis where there is one.
 * A value lives up to a tenth less than its life, so that what came together doesn't go together.
 * Nothing fails or waits for long because Redis does.
 */
export function openCaches({ bus = soloBus, store, reads }: CachesOptions = {}): Caches {
  const droppers = new Map<string, (key: string) => void>()
  const deafen = bus.hear(dropTopic, (body) => {
    const { data } = dropped.safeParse(body)
    if (data !== undefined) droppers.get(data.name)?.(data.key)
  })

  function open<Value extends object>(options: CacheOptions<Value>): Cache<Value> {
    const { name, shared } = options
    if (droppers.has(name)) throw new Error(`there are two caches named ${name}`)
    const values = new LRUCache<string, Value>({
      max: options.mostEntries,
      maxSize: options.mostBytes,
      // A value of no size is still one.
      sizeCalculation: (value) => Math.max(1, options.sizeOf(value)),
    })
    const flights = new Map<string, Promise<Value | undefined>>()
    const common = shared && store && { form: shared, store }
    const lifeMs = () => Math.ceil(options.lifeMs * (1 - Math.random() / 10))

    function forget(key: string): void {
      values.delete(key)
      // Who loads it now loads what it was; who asks from now on doesn't want that.
      flights.delete(key)
    }
    droppers.set(name, forget)

    async function fromStore(key: string): Promise<Value | undefined> {
      const bytes = await common?.store.get(`${name}:${key}`)
      return bytes && common?.form.read(bytes, key)
    }

    function fly(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
      const isMine = () => flights.get(key) === flight
      const flight: Promise<Value | undefined> = (async () => {
        const found = await fromStore(key)
        const value = found ?? (await load())
        reads?.inc({ cache: name, from: found === undefined ? 'source' : 'redis' })
        if (value === undefined || !isMine()) return value
        values.set(key, value, { ttl: lifeMs() })
        if (found === undefined)
          common?.store.set(`${name}:${key}`, common.form.write(value), lifeMs())
        return value
      })().finally(() => {
        if (isMine()) flights.delete(key)
      })
      flights.set(key, flight)
      return flight
    }

    return {
      async get(key, load) {
        const known = values.get(key)
        if (known !== undefined) {
          reads?.inc({ cache: name, from: 'process' })
          return known
        }
        const flight = flights.get(key)
        if (flight === undefined) return fly(key, load)
        return flight.catch(load)
      },
      drop(key) {
        forget(key)
        common?.store.drop(`${name}:${key}`)
        bus.say('all', dropTopic, { name, key })
      },
    }
  }

  return {
    open,
    close() {
      deafen()
      store?.close()
    },
  }
}
