import { lazy, Suspense, useState } from 'react'
import { useStrings } from '../i18n/strings.tsx'

const Dialog = lazy(async () => ({
  default: (await import('./settings-dialog.tsx')).SettingsDialog,
}))

/** Opens what a player can set on their device. */
export function SettingsButton() {
  const { settings } = useStrings('join')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-label={settings.open}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="grid size-11 shrink-0 place-items-center"
      >
        {/* The set of icons comes later, with the game. */}
        <svg viewBox="0 0 24 24" aria-hidden className="size-6 stroke-current stroke-[2.2]">
          <path d="M3 6h18M3 12h18M3 18h18" />
        </svg>
      </button>
      <Suspense>{isOpen && <Dialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
