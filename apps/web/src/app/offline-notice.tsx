import { useSyncExternalStore } from 'react'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'

/** A line at the top for as long as the device has no connection. */
export function OfflineNotice() {
  const { offline } = useStrings('common')
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-ink px-4 py-2 text-sm text-paper">
          <Icon name="offline" />
          {offline}
        </p>
      )}
    </div>
  )
}

/** Whether the device has a connection. */
function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine)
}

function subscribe(changed: () => void): () => void {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}
