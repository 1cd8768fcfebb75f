import { textOf } from '../../src/features/live/test-wire.ts'
import type { Frame, Wire, WireListener } from '../../src/features/live/wire.ts'
import type { Dice } from './dice.ts'
import type { Caller, Door, Network } from './network.ts'
import { Pipe } from './pipe.ts'
import { broken, SimulatedSocket } from './socket.ts'

/** How many bytes each that waits counts for: so small games fill what large ones would. */
const unreadWeight = 40

/**
 * One connection: the client's socket at one end, the server's wire at the other. In each
 * direction frames arrive in the order they were sent, as TCP sees to, or not at all.
 */
export class Link implements Wire {
  readonly caller: Caller
  /** Another one for each connection. */
  readonly name: string
  readonly socket: SimulatedSocket
  /** The server that it leads to. */
  door: Door | null = null
  readonly #network: Network
  readonly #dice: Dice
  readonly #up: Pipe
  readonly #down: Pipe
  #listener: WireListener | null = null
  #state: 'open' | 'closing' | 'closed' = 'closed'

  constructor(network: Network, caller: Caller, dice: Dice) {
    this.#network = network
    this.caller = caller
    this.#dice = dice
    this.name = `${caller.name}~${dice.hex(4)}`
    const wayMs = () => network.wayMs(dice)
    this.#up = new Pipe(network.time, wayMs)
    this.#down = new Pipe(network.time, wayMs)
    this.socket = new SimulatedSocket({
      say: (text) => this.#say(text),
      // What was said before is still on its way.
      hangUp: () => this.#up.carry(0, () => this.terminate()),
    })
  }

  // ---- The network's side

  /** Brings the connection about; `false` where the server doesn't want it. */
  open(door: Door): boolean {
    if (this.socket.isClosed) return true
    this.#state = 'open'
    this.door = door
    if (!door.accept(this, this.caller)) {
      this.#state = 'closed'
      return false
    }
    this.#tell(0, (socket) => socket.opened())
    this.#meetWeather()
    return true
  }

  refuse(): void {
    this.#tell(0, (socket) => socket.ended(broken))
  }

  /** The server is gone, without having closed anything. */
  loseServer(isSilent: boolean): void {
    this.#state = 'closed'
    if (isSilent) this.#down.die()
    else this.refuse()
  }

  #meetWeather(): void {
    const { time, weather } = this.#network
    const dice = this.#dice
    if (dice.happens(weather.cut)) time.after(dice.between(0, 20_000), () => this.#cut())
    if (dice.happens(weather.dead)) time.after(dice.between(0, 20_000), () => this.#die())
    if (!dice.happens(weather.stalled)) return
    const pipes = dice.pick([[this.#up], [this.#down], [this.#up, this.#down]])
    const forMs = dice.between(200, 12_000)
    time.after(dice.between(0, 10_000), () => {
      for (const pipe of pipes) pipe.stall(forMs)
    })
  }

  /** Both ends hear of it. */
  #cut(): void {
    if (this.#state === 'closed') return
    this.#network.watcher.happened(`${this.name} is cut`)
    this.terminate()
  }

  /** Neither end hears of it. */
  #die(): void {
    if (this.#state === 'closed') return
    this.#network.watcher.happened(`${this.name} is dead`)
    this.#up.die()
    this.#down.die()
  }

  // ---- The client's end

  #say(text: string): void {
    this.#network.watcher.clientSent(this, text)
    const isSaidTwice = this.#dice.happens(this.#network.weather.doubled) && !isHello(text)
    for (let said = 0; said < (isSaidTwice ? 2 : 1); said++)
      this.#up.carry(text.length, () => {
        this.#hear((listener) => listener.message(text))
      })
  }

  #tell(bytes: number, then: (socket: SimulatedSocket) => void): void {
    this.#down.carry(bytes, () => this.caller.run(() => then(this.socket)))
  }

  /** What arrives is read once the server has time for it. */
  #hear(tell: (listener: WireListener) => void): void {
    this.door?.run(() => {
      if (this.#state !== 'closed' && this.#listener !== null) tell(this.#listener)
    })
  }

  // ---- The server's end

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  get bufferedAmount(): number {
    return this.#down.heldBytes * unreadWeight
  }

  listen(listener: WireListener): void {
    this.#listener = listener
  }

  send(frame: Frame): void {
    if (this.#state !== 'open') return
    const text = textOf(frame)
    this.#network.watcher.serverSent(this, text)
    this.#tell(text.length, (socket) => socket.heard(text))
  }

  ping(data: string): void {
    // Browsers answer by themselves.
    this.#tell(0, () =>
      this.#up.carry(0, () => {
        this.#hear((listener) => listener.pong(data))
      }),
    )
  }

  close(code: number): void {
    if (this.#state !== 'open') return
    this.#network.watcher.happened(`${this.name} is closed by the server: ${code}`)
    this.#state = 'closing'
    this.#tell(0, (socket) => {
      socket.ended(code)
      this.#up.carry(0, () => this.terminate())
    })
  }

  terminate(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#network.forget(this)
    this.#network.time.after(0, () => this.door?.run(() => this.#listener?.closed()))
    this.refuse()
  }
}

function isHello(text: string): boolean {
  return text.startsWith('{"t":"hello"')
}
