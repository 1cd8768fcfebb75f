/** No statement gets more keys than this. */
const mostAtOnce = 1_000

/**
 * Looks up one thing by its key; those that are asked for while a look-up is under way go together in
 * the next. Under load many callers so share one statement, while one alone waits for nobody, and no
 * one gets what was read before they asked. What is not there is undefined.
 */
export function together<Key, Value>(
  find: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
  const waiting = new Map<Key, PromiseWithResolvers<Value | undefined>>()
  let isLooking = false

  async function look(): Promise<void> {
    isLooking = true
    while (waiting.size > 0) {
      const asked = [...waiting].slice(0, mostAtOnce)
      for (const [key] of asked) waiting.delete(key)
      try {
        const found = await find(asked.map(([key]) => key))
        for (const [key, { resolve }] of asked) resolve(found.get(key))
      } catch (error) {
        for (const [, { reject }] of asked) reject(error)
      }
    }
    isLooking = false
  }

  return (key) => {
    const asked = waiting.get(key) ?? Promise.withResolvers<Value | undefined>()
    waiting.set(key, asked)
    if (!isLooking) void look()
    return asked.promise
  }
}
