import { createClient } from '@redis/client'
import type { Log } from '../log.ts'
import type { Recipient } from './bus.ts'

const tickMs = 250
/** So many ticks without hearing oneself make Redis sick: 500 to 750 ms. */
const sickAfter = 2
/** So many, and new connections are made: the old ones may lead nowhere. */
const renewAfter = 10
/** As many messages are on their way to Redis at most. */
const roomFor = 5_000
const echo = 'echo'

export interface RedisWay {
  /** Whether messages come through: this node hears itself. */
  readonly well: boolean
  /** Says it; false where it has to go another way. */
  send(to: Recipient, text: string): boolean
  /** Connects; resolves when it is well, or is not within half a second. */
  start(): Promise<void>
  close(): Promise<void>
}

export interface RedisWayOptions {
  readonly url: string
  /** The channels' names begin with it: nodes of one database, and no others, hear each other. */
  readonly prefix: string
  readonly nodeId: string
  readonly log: Log
  readonly deliver: (text: string) => void
  /** Told what Redis didn't confirm, or confirmed that nobody heard. */
  readonly unheard: (to: Recipient, text: string) => void
  /** Called every 250 ms, and at once when Redis turns sick or well. */
  readonly onTick: (well: boolean) => void
}

/**
 * Messages through Redis channels, one for each node and one for all. A node says something to itself
 * every 250 ms and takes Redis for sick when it hasn't heard it for half a second, whatever the reason:
 * gone, frozen, cut off. Then whatever is not confirmed is given back, and connections are made anew
 * until it hears itself again. It counts ticks, so a pause of this process isn't taken for one of Redis.
 */
export function redisWay(options: RedisWayOptions): RedisWay {
  const { url, prefix, nodeId, log, deliver, unheard, onTick } = options
  const all = `${prefix}:all`
  const channelOf = (to: Recipient) => (to === 'all' ? all : `${prefix}:node:${to}`)
  const onTheWay = new Set<{ to: Recipient; text: string }>()
  let connections: Connections | undefined
  let connecting = false
  let silent = 0
  /** Why the last connection ended, if that was said. */
  let why: unknown
  let isWell = false
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let firstWell: (() => void) | undefined

  function turn(well: boolean): void {
    if (isWell === well || closed) return
    isWell = well
    if (well) {
      log.info('nodes talk through Redis')
      why = undefined
      firstWell?.()
    } else {
      complain()
      giveBack()
    }
    onTick(well)
  }

  function complain(): void {
    log.warn({ err: why }, 'Redis does not answer; nodes talk through the database')
  }

  function giveBack(): void {
    const those = [...onTheWay]
    onTheWay.clear()
    for (const { to, text } of those) unheard(to, text)
  }

  function hearOwn(text: string): void {
    if (text !== echo) return deliver(text)
    silent = 0
    turn(true)
  }

  function hearAll(text: string): void {
    // Redis doesn't spare who says it.
    if (!text.startsWith(`{"from":"${nodeId}"`)) deliver(text)
  }

  async function connect(): Promise<void> {
    connecting = true
    const made = openConnections(url, (error) => {
      if (connections !== made) return
      why = error
      disconnect()
    })
    connections = made
    try {
      await made.connect({ [channelOf(nodeId)]: hearOwn, [all]: hearAll })
      if (connections === made) sayEcho()
    } catch (error) {
      if (connections !== made) return
      why = error
      disconnect()
    } finally {
      connecting = false
    }
  }

  function disconnect(): void {
    connections?.destroy()
    connections = undefined
    turn(false)
  }

  function sayEcho(): void {
    connections?.publish(channelOf(nodeId), echo).catch(() => {})
  }

  function tick(): void {
    silent += 1
    if (silent > sickAfter) turn(false)
    if (silent % renewAfter === 0) disconnect()
    if (connections === undefined) {
      if (!connecting) void connect()
    } else sayEcho()
    onTick(isWell)
  }

  return {
    get well() {
      return isWell
    },
    send(to, text) {
      if (!isWell || connections === undefined || onTheWay.size >= roomFor) return false
      const message = { to, text }
      onTheWay.add(message)
      connections.publish(channelOf(to), text).then(
        (heardBy) => {
          if (onTheWay.delete(message) && heardBy === 0 && to !== 'all') unheard(to, text)
        },
        () => {
          if (onTheWay.delete(message)) unheard(to, text)
        },
      )
      return true
    },
    async start() {
      timer = setInterval(tick, tickMs).unref()
      const well = new Promise<void>((resolve) => (firstWell = resolve))
      void connect()
      await Promise.race([well, after(sickAfter * tickMs)])
      if (!isWell) complain()
    },
    async close() {
      clearInterval(timer)
      for (let tries = 0; onTheWay.size > 0 && tries < 10; tries += 1) await after(25)
      closed = true
      giveBack()
      connections?.destroy()
      connections = undefined
    },
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref())
}

interface Connections {
  connect(hearers: Readonly<Record<string, (text: string) => void>>): Promise<void>
  /** How many heard it. */
  publish(channel: string, text: string): Promise<number>
  destroy(): void
}

/** One connection to speak, one to listen; neither comes back by itself. */
function openConnections(url: string, onBroken: (error: unknown) => void): Connections {
  const options = {
    url,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: { connectTimeout: 1_000, reconnectStrategy: false },
  } as const
  const speaker = createClient(options)
  const listener = createClient(options)
  for (const client of [speaker, listener]) client.on('error', onBroken)
  return {
    async connect(hearers) {
      await Promise.all([speaker.connect(), listener.connect()])
      for (const [channel, hearer] of Object.entries(hearers))
        await listener.subscribe(channel, hearer)
    },
    publish: (channel, text) => speaker.publish(channel, text),
    destroy() {
      for (const client of [speaker, listener]) client.destroy()
    },
  }
}
