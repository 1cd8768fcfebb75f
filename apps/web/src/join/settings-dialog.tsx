import { useEffect, useRef, useState } from 'react'
import { Checkbox } from '../design/checkbox.tsx'
import { ChoiceBar } from '../design/choice-bar.tsx'
import { Icon } from '../design/icon.tsx'
import { useTheme } from '../design/theme.ts'
import { languageNames, languages } from '../i18n/language.ts'
import { useLanguage, useStrings } from '../i18n/strings.tsx'
import { canVibrate, setVibration, vibrationWanted } from './vibration.ts'

/** What a player can set on their device: vibration, language, colours. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { settings } = useStrings('join')
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="settings-title"
      onClose={onClose}
      closedby="any"
      className="m-auto w-[min(24rem,94vw)] border-4 border-ink bg-leaf p-0 text-start text-ink
        backdrop:bg-black/55"
    >
      <div className="grid gap-6 p-6">
        <div className="flex items-center justify-between">
          <h2 id="settings-title" className="text-xl">
            {settings.title}
          </h2>
          <button
            type="button"
            aria-label={settings.close}
            onClick={() => dialog.current?.close()}
            className="-me-3 grid size-11 place-items-center"
          >
            <Icon name="close" />
          </button>
        </div>
        <Settings />
      </div>
    </dialog>
  )
}

function Settings() {
  const { settings } = useStrings('join')
  const { language, choose: chooseLanguage } = useLanguage()
  const { theme, choose: chooseTheme } = useTheme()
  const [vibration, setWanted] = useState(vibrationWanted)
  return (
    <>
      {canVibrate() && (
        <Checkbox
          label={settings.vibration}
          checked={vibration}
          onChange={(event) => {
            setWanted(event.target.checked)
            setVibration(event.target.checked)
          }}
        />
      )}
      <ChoiceBar
        label={settings.language}
        choices={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={language}
        onChange={(value) => void chooseLanguage(value)}
      />
      <ChoiceBar
        label={settings.colours}
        choices={(['light', 'dark', 'system'] as const).map((value) => ({
          value,
          label: settings[value],
        }))}
        value={theme}
        onChange={chooseTheme}
      />
    </>
  )
}
