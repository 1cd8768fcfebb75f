import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

// The least that a server with sockets does: it says again what it hears.
const http = createServer()
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
sockets.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
})
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
})
process.once('message', () => process.exit(0))
