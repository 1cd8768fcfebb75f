import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer, type Server as Door } from 'node:net'

export interface Place {
  readonly host: string
  readonly port: number
}

/** Connections that the system holds for each door: a hall of phones comes back at one moment. */
const backlog = 4_096

/**
 * From each listening socket the event loop takes one connection a turn, and under load a turn takes
 * milliseconds: with one alone, phones that come back wait for seconds.
 */
const doorCount = process.platform === 'linux' ? 16 : 1

/** How to listen for the first of several doors. */
export const firstDoor = { backlog, ...(doorCount > 1 && { reusePort: true }) }

/** Rejects where another program listens there already: sockets that share a port don't say so. */
export async function requireFree(place: Place): Promise<void> {
  if (doorCount === 1) return
  const door = createServer().listen(place)
  await once(door, 'listening')
  door.close()
  await once(door, 'close')
}

/** Opens further listening sockets where a server listens; gives what closes them. */
export async function openDoors(server: Server, host: string): Promise<() => void> {
  const address = server.address()
  if (address === null || typeof address === 'string') return () => {}
  const doors = await Promise.all(
    Array.from({ length: doorCount - 1 }, () => openDoor(server, { host, port: address.port })),
  )
  return () => {
    for (const door of doors) door.close()
  }
}

async function openDoor(server: Server, place: Place): Promise<Door> {
  // As a server for HTTP makes its own.
  const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
    server.emit('connection', socket),
  )
  door.listen({ ...place, ...firstDoor })
  await once(door, 'listening')
  return door
}
