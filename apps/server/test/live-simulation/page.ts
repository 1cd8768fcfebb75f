import {
  LiveClient,
  type LiveIdentity,
  type LiveState,
  type LiveViews,
} from '@quizmentor/client/live'
import type { Device } from './device.ts'

type Role = LiveIdentity['role']

export interface PageParts<R extends Role> {
  readonly device: Device
  readonly as: Extract<LiveIdentity, { role: R }>
  /** How all ids end that are made on it. */
  readonly idEnding: string
  readonly onChange: () => void
}

/** A page in somebody's browser, with the client that runs in it. It may be loaded again. */
export class Page<R extends Role> {
  readonly device: Device
  readonly as: Extract<LiveIdentity, { role: R }>
  readonly #parts: PageParts<R>
  #live: LiveClient<R> | null = null
  #lastId = ''

  constructor(parts: PageParts<R>) {
    this.device = parts.device
    this.as = parts.as
    this.#parts = parts
  }

  get live(): LiveClient<R> | null {
    return this.#live
  }

  get state(): LiveState<LiveViews[R]> | null {
    return this.#live?.state ?? null
  }

  /** The id of what was said last. */
  get lastId(): string {
    return this.#lastId
  }

  open(): void {
    this.close()
    const { device, as, idEnding, onChange } = this.#parts
    const platform = device.platform(idEnding)
    const live = new LiveClient<R>({
      site: 'https://quiz.example',
      as,
      ...platform,
      id: (now) => (this.#lastId = platform.id(now)),
    })
    this.#live = live
    live.subscribe(onChange)
  }

  close(): void {
    this.#live?.close()
    this.#live = null
  }
}
