/** Values that are read again and again, by key. */
export interface Cache<Value> {
  /**
   * The value: from this process, else from Redis, else loaded. Who asks for the same at the same
   * time shares one load; where that fails, each tries by themselves. What is not there (undefined)
   * is not remembered.
   */
  get(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>
  /**
   * Forgets a value: here and in Redis at once, on the other nodes as soon as they hear of it. That may
   * be lost on the way: then they keep it for the rest of its life.
   */
  drop(key: string): void
}

/** How a value goes through Redis. */
export interface Form<Value> {
  write(value: Value): Buffer
  /** Undefined where these bytes are not the value of this key. */
  read(bytes: Buffer, key: string): Value | undefined
}

export interface CacheOptions<Value> {
  /** With a version, such as `media.1`, counted up when the form of its values changes. */
  readonly name: string
  /**
   * The longest life of a value. What may change under its key, and must be gone everywhere within
   * two seconds, has no longer one than that.
   */
  readonly lifeMs: number
  readonly mostEntries: number
  readonly mostBytes: number
  sizeOf(value: Value): number
  /** Unset: the values stay within the process. Nothing that decides a score or an access is shared. */
  readonly shared?: Form<Value>
}

export interface Caches {
  open<Value extends object>(options: CacheOptions<Value>): Cache<Value>
  close(): void
}
