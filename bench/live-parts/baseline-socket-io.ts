import { Server } from 'socket.io'
import { baseline, serve } from './baseline-server.ts'

// Socket.IO as its documentation has it: rooms, one event, no polling.
serve((http, frames) => {
  const hears = baseline(frames)
  const io = new Server(http, { transports: ['websocket'] })
  io.on('connection', (socket) => {
    const hear = hears({
      say: (text) => void socket.emit('m', text),
      enter: (gameId) => void socket.join(gameId),
      broadcast: (gameId, text) => void io.to(gameId).emit('m', text),
    })
    socket.on('m', hear)
  })
})
