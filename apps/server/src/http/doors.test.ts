import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { firstDoor, openDoors, requireFree } from './doors.ts'

const host = '127.0.0.1'
const severalDoors = process.platform === 'linux'

async function listening() {
  const server = createServer((_, response) => response.end('here'))
  server.listen({ host, port: 0, ...firstDoor })
  await once(server, 'listening')
  const closeDoors = await openDoors(server, host)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const close = async () => {
    closeDoors()
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(close)
  return { server, port: address.port, close }
}

test('a server answers at all of its doors, until they are closed', async () => {
  const { port, close } = await listening()
  const url = `http://${host}:${port}`
  const ask = async () => (await fetch(url, { headers: { connection: 'close' } })).text()
  expect(new Set(await Promise.all(Array.from({ length: 100 }, ask)))).toEqual(new Set(['here']))
  await close()
  await expect(fetch(url)).rejects.toThrow()
})

test.runIf(severalDoors)('many who come at once are let in together', async () => {
  const { server, port } = await listening()
  let entered = 0
  const perTurn: number[] = []
  server.on('connection', () => entered++)
  const arrivals = Array.from({ length: 200 }, () => connect(port, host).on('error', () => {}))
  onTestFinished(() => arrivals.forEach((socket) => socket.destroy()))
  await Promise.all(arrivals.map((socket) => once(socket, 'connect')))
  while (perTurn.reduce((sum, count) => sum + count, 0) < arrivals.length) {
    await new Promise((resolve) => setImmediate(resolve))
    perTurn.push(entered)
    entered = 0
  }
  expect(Math.max(...perTurn)).toBeGreaterThan(4)
})

test('a place that is taken is refused', async () => {
  const { port } = await listening()
  if (severalDoors)
    await expect(requireFree({ host, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await expect(requireFree({ host, port: 0 })).resolves.toBeUndefined()
})
