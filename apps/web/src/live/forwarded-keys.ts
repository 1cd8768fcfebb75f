import { useEffect, useEffectEvent } from 'react'
import type { GameKey } from './game-keys.ts'

// A speaker's remote control reaches the window in front: usually the big screen. It passes the
// keys on to the controls, where these are open in the same browser.

const channelOf = (gameId: string) => new BroadcastChannel(`quizmentor.keys.${gameId}`)

/** Gives what passes a key on to this game's controls. */
export function forwardKey(gameId: string, key: GameKey): void {
  const channel = channelOf(gameId)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window, a channel
  channel.postMessage(key)
  channel.close()
}

/** Hears the keys that were pressed on this game's big screen. */
export function useForwardedKeys(gameId: string, onKey: (key: GameKey) => void): void {
  const hear = useEffectEvent((event: MessageEvent<GameKey>) => onKey(event.data))
  useEffect(() => {
    const channel = channelOf(gameId)
    channel.addEventListener('message', hear)
    return () => channel.close()
  }, [gameId])
}
