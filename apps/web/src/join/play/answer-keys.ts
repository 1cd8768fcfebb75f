import { useEffect, useEffectEvent } from 'react'

interface Keys {
  readonly count: number
  /** By place, from 0. */
  readonly onChoose: (place: number) => void
  readonly onSend: () => void
}

/** 1 to 9 and A, B, C … choose, Enter sends. */
export function useAnswerKeys({ count, onChoose, onSend }: Keys): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    const { target, key } = event
    const isElsewhere =
      target instanceof Element && target.closest('dialog, input, select, textarea') !== null
    if (isElsewhere) return
    const place = placeOfKey(key)
    if (place !== null && place < count) onChoose(place)
    else if (key === 'Enter' && !(target instanceof HTMLButtonElement)) onSend()
  })
  useEffect(() => {
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}

/** The place, from 0, of the answer that a key stands for. */
export function placeOfKey(key: string): number | null {
  if (/^[1-9]$/.test(key)) return Number(key) - 1
  if (/^[a-l]$/i.test(key)) return key.toLowerCase().charCodeAt(0) - 97
  return null
}
