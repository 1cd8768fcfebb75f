import { WebSocketServer, type WebSocket } from 'ws'
import { baseline, serve } from './baseline-server.ts'

// Bare `ws`: a broadcast is one buffer, sent to each socket.
serve((http, frames) => {
  const games = new Map<string, Set<WebSocket>>()
  const hears = baseline(frames)
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
  sockets.on('connection', (socket) => {
    const hear = hears({
      say: (text) => socket.send(text),
      enter(gameId) {
        const game = games.get(gameId) ?? new Set()
        games.set(gameId, game.add(socket))
        socket.on('close', () => game.delete(socket))
      },
      broadcast(gameId, text) {
        const frame = Buffer.from(text)
        for (const each of games.get(gameId) ?? []) each.send(frame, { binary: false })
      },
    })
    socket.on('message', (data: Buffer) => hear(data.toString()))
    socket.on('error', () => {})
  })
})
