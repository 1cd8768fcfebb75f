import type { LiveClient } from '@quizmentor/client/live'
import type { HostCommand } from '@quizmentor/engine/live/types'
import { toast } from '../design/toast.tsx'
import { useStrings } from '../i18n/strings.tsx'

/** Gives what tells the game a command, and the host where that was refused. */
export function useTell(client: LiveClient<'host'>): (command: HostCommand) => Promise<void> {
  const { refused: t } = useStrings('host').control
  return async (command) => {
    const refusal = await client.command(command)
    // Pressed twice, or by two devices at once: the first has done it.
    if (refusal === null || refusal === 'stale') return
    toast(
      refusal === 'not_now'
        ? t.not_now
        : refusal === 'removed' || refusal === 'unknown_player'
          ? t.left
          : t.other,
    )
  }
}
