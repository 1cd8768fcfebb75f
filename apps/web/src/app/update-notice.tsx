import { useSyncExternalStore } from 'react'
import { Button } from '../design/button.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { newVersion } from './service-worker.ts'

/** Says that a new version is there and lets the person choose when to take it. */
export function UpdateNotice() {
  const { update } = useStrings('common')
  const ready = useSyncExternalStore(newVersion.subscribe, newVersion.isReady)
  if (!ready) return null
  return (
    <div
      role="status"
      className="fixed inset-x-0 bottom-0 z-40 flex flex-wrap items-center justify-center gap-x-5
        gap-y-2 border-t-4 border-ink bg-leaf px-4 pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))]"
    >
      <p>{update.text}</p>
      <Button kind="primary" size="small" onClick={newVersion.take}>
        {update.action}
      </Button>
    </div>
  )
}
