import { uuidv7 } from '@quizmentor/client/uuid'
import type { PlayerView } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { randomBytes, randomInt } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** Who joined: what it takes to open a socket as them. */
export interface Seat {
  readonly playerId: string
  readonly token: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const mostTries = 60

/** Phones share addresses as a school's do, and no address has too many. */
export function addressOf(phone: number): string {
  return `10.${Math.floor(phone / 250 / 250)}.${Math.floor(phone / 250) % 250}.1`
}

/** Joins a game over HTTP; comes again where the server asks for that, and says it to `putOff`. */
export async function join(
  site: string,
  code: string,
  { number, phone }: { readonly number: number; readonly phone: number },
  putOff: () => void,
): Promise<Seat> {
  const seat = { playerId: uuidv7(Date.now()), token: randomBytes(32).toString('base64url') }
  // Numbers look like letters to the game, so these nicknames spell theirs.
  const nickname = `N ${number.toString(2).replaceAll('0', 'x')}`
  const body = JSON.stringify({ id: seat.playerId, token: seat.token, nickname })
  for (let tries = 1; tries <= mostTries; tries++) {
    const { status, retryAfter } = await post(`${site}/api/v1/join/${code}/players`, body, phone)
    if (status === 201) return seat
    if (status !== 503 && status !== 429) throw new Error(`joining was answered with ${status}`)
    putOff()
    await delay(retryAfter * 1_000 * (1 + Math.random()))
  }
  throw new Error(`joining was put off ${mostTries} times`)
}

/** Light on purpose: the load's own processor time is missing to what is measured. */
function post(url: string, body: string, phone: number) {
  return new Promise<{ status: number; retryAfter: number }>((resolve, reject) => {
    const asked = request(url, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-forwarded-for': addressOf(phone),
      },
    })
    asked.on('error', reject)
    asked.on('response', (response) => {
      response.resume()
      const retryAfter = Number(response.headers['retry-after'] ?? 1)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, retryAfter }))
    })
    asked.end(body)
  })
}

/** Any answer to the question that is open; `null` where none is. */
export function anyAnswer({ screen }: PlayerView): { question: number; given: Given } | null {
  if (screen.name !== 'question_open') return null
  const { index } = screen.question
  const choice = screen.optionIds[randomInt(Math.max(1, screen.optionIds.length))] ?? ''
  switch (screen.type) {
    case 'single_choice':
      return { question: index, given: { type: screen.type, choice } }
    case 'multiple_choice':
      return { question: index, given: { type: screen.type, choices: [choice] } }
    case 'true_false':
      return { question: index, given: { type: screen.type, truth: randomInt(2) === 0 } }
    case 'numeric':
      return { question: index, given: { type: screen.type, value: randomInt(100) } }
  }
}
