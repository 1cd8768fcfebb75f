/** A value with what it was before and what was undone. */
export interface History<Value> {
  readonly past: readonly Value[]
  readonly present: Value
  readonly future: readonly Value[]
  /** What the last change was to, and when: changes that go on typing join it. */
  readonly last: { readonly what: string; readonly at: number } | null
}

const MOST = 300
const PAUSE = 1200

export function startHistory<Value>(present: Value, past: readonly Value[] = []): History<Value> {
  return { past, present, future: [], last: null }
}

/**
 * The history after a change. One that goes on with the same thing (`what`) within a moment is one
 * step with it; without `what` it is a step of its own.
 */
export function changed<Value>(
  history: History<Value>,
  present: Value,
  at: number,
  what: string | null = null,
): History<Value> {
  const { last } = history
  const goesOn = what !== null && last !== null && last.what === what && at - last.at < PAUSE
  return {
    past: goesOn ? history.past : [...history.past, history.present].slice(-MOST),
    present,
    future: [],
    last: what === null ? null : { what, at },
  }
}

export function undone<Value>(history: History<Value>): History<Value> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    last: null,
  }
}

export function redone<Value>(history: History<Value>): History<Value> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future, last: null }
}
