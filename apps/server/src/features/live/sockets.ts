import { MAX_CLIENT_FRAME } from '@quizmentor/contract/live-protocol'
import { WebSocketServer } from 'ws'
import { tooMany } from '../../http/limits.ts'
import { limitKey } from '../../http/network.ts'
import { Problem } from '../../http/problem.ts'
import type { Upgrade } from '../../http/upgrades.ts'
import type { Connections } from './connections.ts'
import { Pace } from './pace.ts'
import type { LiveTime } from './time.ts'
import { SocketWire } from './wire.ts'

/** Who waits longer than these take has given up. */
const usual = { perTurn: 8, most: 10_000 }

/** Where connections become sockets. */
export class Sockets {
  readonly #connections: Connections
  readonly #pace: Pace
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME,
    // What a frame of that length may reasonably be cut into.
    maxFragments: 16,
    maxBufferedChunks: 256,
    perMessageDeflate: false,
    clientTracking: false,
  })

  constructor(connections: Connections, time: LiveTime, pace = usual) {
    this.#connections = connections
    this.#pace = new Pace(time, pace)
  }

  /** Takes a connection that asks to become a socket. */
  readonly upgrade = async (upgrade: Upgrade): Promise<void> => {
    const connections = this.#connections
    if (connections.isDraining) throw restarting()
    const address = limitKey(upgrade.address)
    const waitMs = connections.limit(address)
    if (waitMs > 0) throw tooMany(waitMs)
    if (!(await this.#pace.turn())) throw crowded()
    if (connections.isDraining) throw restarting()
    const { request } = upgrade
    const { cookie = '' } = request.headers
    const { socket, head } = upgrade.take()
    this.#server.handleUpgrade(request, socket, head, (opened) =>
      connections.accept(new SocketWire(opened, socket), { cookie, address }),
    )
  }
}

function restarting(): Problem {
  return new Problem(503, 'stopping', 'The server is restarting. Try again.', {
    retryAfterSeconds: 1,
  })
}

function crowded(): Problem {
  return new Problem(503, 'crowded', 'Many are coming in at once. Try again in a few seconds.', {
    retryAfterSeconds: 3,
  })
}
