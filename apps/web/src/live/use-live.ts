import {
  LiveClient,
  type LiveIdentity,
  type LiveState,
  type LiveViews,
} from '@quizmentor/client/live'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'

type Role = LiveIdentity['role']
type As<Who extends Role> = Extract<LiveIdentity, { role: Who }>

/** A place in a game, for as long as the page shows it. */
export interface Live<Who extends Role> {
  readonly client: LiveClient<Who>
  readonly state: LiveState<LiveViews[Who]>
  /** Connects anew, where the connection has ended. */
  readonly again: () => void
}

const idle: LiveState<never> = {
  connection: { status: 'connecting' },
  code: null,
  view: null,
  answer: null,
  latency: null,
}
const nothingToHear = () => () => {}

/** Takes part in a game; `as` must stay the same object. `null` until the connection is being made. */
export function useLive<Who extends Role>(as: As<Who>): Live<Who> | null {
  const [client, setClient] = useState<LiveClient<Who> | null>(null)
  const [attempt, setAttempt] = useState(0)
  const again = useCallback(() => setAttempt((count) => count + 1), [])

  useEffect(() => {
    const opened = new LiveClient<Who>({ site: location.origin, as })
    setClient(opened)
    return () => opened.close()
  }, [as, attempt])

  const state = useSyncExternalStore<LiveState<LiveViews[Who]>>(
    client?.subscribe ?? nothingToHear,
    () => client?.state ?? idle,
  )
  return client === null ? null : { client, state, again }
}
