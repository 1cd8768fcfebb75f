import { readServerMessage } from '@quizmentor/client/server-message'
import type { ClientMessage, ServerMessage } from '@quizmentor/contract/live'
import { LIVE_PATH } from '@quizmentor/contract/live-protocol'
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { v7 } from 'uuid'
import { WebSocket } from 'ws'

type Hello = Extract<ClientMessage, { t: 'hello' }>

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Phones share addresses as a school's do, and no address has too many. */
const addressOf = (number: number) =>
  `10.${Math.floor(number / 250 / 250)}.${Math.floor(number / 250) % 250}.1`

/** Joins a game over HTTP; gives the player's token. */
export function join(site: string, code: string, number: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  // Numbers look like letters to the game, so these nicknames spell theirs.
  const nickname = `N ${number.toString(2).replaceAll('0', 'x')}`
  const body = JSON.stringify({ id: v7(), token, nickname })
  return new Promise((resolve, reject) => {
    const asked = request(`${site}/api/v1/join/${code}/players`, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-forwarded-for': addressOf(number),
      },
    })
    asked.on('error', reject)
    asked.on('response', (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 201) resolve(token)
        else reject(new Error(`joining was answered with ${response.statusCode}`))
      })
    })
    asked.end(body)
  })
}

/** One end of a socket that knows what it waits for. */
export interface Phone {
  readonly socket: WebSocket
  /** When the first message came that `wanted` holds for. */
  heard(wanted: (message: ServerMessage) => boolean): Promise<number>
  say(message: ClientMessage): void
}

/** Opens a socket and says hello; gives it once its first view is there. */
export async function open(
  site: string,
  as: Hello['as'],
  number: number,
  cookie = '',
): Promise<{ phone: Phone; view: Extract<ServerMessage, { t: 'view' }> }> {
  const url = new URL(LIVE_PATH, site)
  url.protocol = 'ws:'
  const headers = { origin: site, cookie, 'x-forwarded-for': addressOf(number) }
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  let waiting: ((message: ServerMessage) => void) | null = null
  socket.on('message', (data: Buffer) => {
    if (waiting === null) return
    const message = readServerMessage(data.toString())
    if (message !== null) waiting(message)
  })
  const next = <Result>(take: (message: ServerMessage) => Result | null) =>
    new Promise<Result>((resolve, reject) => {
      const gone = (code: number) => reject(new Error(`a socket was closed with ${code}`))
      socket.once('close', gone)
      waiting = (message) => {
        const taken = take(message)
        if (taken === null) return
        waiting = null
        socket.off('close', gone)
        resolve(taken)
      }
    })
  const phone: Phone = {
    socket,
    heard: (wanted) => next((message) => (wanted(message) ? performance.now() : null)),
    say: (message) => socket.send(JSON.stringify(message)),
  }
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const view = next((message) => (message.t === 'view' ? message : null))
  phone.say({ t: 'hello', version: 1, as })
  return { phone, view: await view }
}
