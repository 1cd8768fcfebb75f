import type { ClientMessage } from '@quizmentor/contract/live'
import { createServer, type Server } from 'node:http'
import type { Frames } from './frames.ts'

/** One client of a baseline, whatever carries its messages. */
export interface Client {
  say(text: string): void
  /** Makes it one of those who hear the broadcasts of a game. */
  enter(gameId: string): void
  /** Says something to all who entered the game. */
  broadcast(gameId: string, text: string): void
}

/**
 * The least that a server of live games does: it lets everybody in, says every answer is accepted,
 * and answers each command with one broadcast. The frames are those that the real server sends.
 */
export function baseline(frames: Frames): (client: Client) => (text: string) => void {
  const versions = new Map<string, number>()
  return (client) => {
    let game = ''
    return (text) => {
      const message: unknown = JSON.parse(text)
      if (!isClientMessage(message)) return
      switch (message.t) {
        case 'hello':
          game = message.as.gameId
          client.say(frames.welcome)
          if (message.as.role !== 'player') return
          client.enter(game)
          return client.say(frames.view)
        case 'answer':
          return client.say(`{"t":"accepted","id":"${message.id}"}`)
        case 'command': {
          client.say(`{"t":"accepted","id":"${message.id}"}`)
          const version = (versions.get(game) ?? frames.version) + 1
          versions.set(game, version)
          return client.broadcast(game, frames.update.join(String(version)))
        }
        case 'ping':
          return client.say(`{"t":"pong","n":${message.n},"now":${Date.now()}}`)
      }
    }
  }
}

// What speaks is our own client; to check it would be more than the least.
function isClientMessage(message: unknown): message is ClientMessage {
  return message instanceof Object && 't' in message
}

/** Joins are answered at once, too. */
function joinServer(): Server {
  return createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' })
      response.end('{}')
    })
  })
}

/** Waits for the frames, begins to listen and says where; ends with the one who started it. */
export function serve(open: (http: Server, frames: Frames) => void): void {
  process.once('message', (frames) => {
    if (!isFrames(frames)) return
    const http = joinServer()
    open(http, frames)
    http.listen(0, '127.0.0.1', 4_096, () => {
      const address = http.address()
      if (typeof address === 'object') process.send?.(address?.port)
    })
  })
  process.on('disconnect', () => process.exit(0))
}

// What sends them is baseline.ts.
function isFrames(message: unknown): message is Frames {
  return message instanceof Object && 'update' in message
}
