import { useEffect } from 'react'

interface Keys {
  readonly save: () => unknown
  readonly undo: () => void
  readonly redo: () => void
}

/**
 * The keys of an editor: Ctrl or ⌘ with S saves, Z undoes, Shift Z or Y does again. The browser's
 * own undo knows one field only, ours the whole page.
 */
export function useEditorKeys({ save, undo, redo }: Keys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      const act =
        key === 's'
          ? save
          : key === 'y' || (key === 'z' && event.shiftKey)
            ? redo
            : key === 'z'
              ? undo
              : null
      if (act === null) return
      if (act !== save && event.target instanceof Element && event.target.closest('[role=dialog]'))
        return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [save, undo, redo])
}
