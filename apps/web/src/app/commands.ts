import { useEffect, useSyncExternalStore } from 'react'
import type { IconName } from '../design/icon.tsx'

/** Something that the command palette can do. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  readonly run: () => void
}

let registered: readonly { readonly commands: readonly Command[] }[] = []
const listeners = new Set<() => void>()

/**
 * Offers commands in the palette for as long as the component is shown. Keep the list stable with
 * `useMemo`.
 */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const entry = { commands }
    change([...registered, entry])
    return () => change(registered.filter((each) => each !== entry))
  }, [commands])
}

/** All commands offered by what is shown now. */
export function useOfferedCommands(): readonly Command[] {
  const entries = useSyncExternalStore(subscribe, () => registered)
  return entries.flatMap(({ commands }) => commands)
}

function change(next: typeof registered): void {
  registered = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
