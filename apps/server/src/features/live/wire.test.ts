import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import { expect, test } from 'vitest'
import { SocketWire, wholeFrame } from './wire.ts'

test('a frame made once says what one made for each says, whatever its length, and in order', async () => {
  const texts = [0, 1, 125, 126, 65_535, 65_536, 200_000].flatMap((length) => [
    'x'.repeat(length),
    // Two bytes a letter: what counts is bytes.
    'é'.repeat(Math.ceil(length / 2)),
  ])
  const http = createServer()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  http.on('upgrade', (request, stream, head) => {
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const wire = new SocketWire(socket, stream)
      for (const text of texts) {
        wire.send(wholeFrame(text))
        wire.send(text)
      }
      wire.close(4000)
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const client = new WebSocket(`ws://127.0.0.1:${address.port}`)
  const heard: string[] = []
  client.on('message', (data: Buffer, isBinary) => heard.push(isBinary ? '' : data.toString()))
  const [code] = await once(client, 'close')
  expect(code).toBe(4000)
  expect(heard).toEqual(texts.flatMap((text) => [text, text]))
  http.close()
})
