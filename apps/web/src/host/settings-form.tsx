import type { GameSettings } from '@quizmentor/engine/live/types'
import type { ReactNode } from 'react'
import { Checkbox } from '../design/checkbox.tsx'
import { ChoiceBar } from '../design/choice-bar.tsx'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly settings: GameSettings
  readonly onChange: (settings: GameSettings) => void
}

const times = [10, 20, 30, 60, 120]
const previews = [3, 5, 10]

/** How a game is played. Everything is one click, and has its usual value. */
export function SettingsForm({ settings, onChange }: Props) {
  const { start: t } = useStrings('host')
  const { scoring, seconds, previewSeconds } = settings
  return (
    <div className="grid gap-5">
      <Setting detail={scoring === 'speed' ? t.speedDetail : t.accuracyDetail}>
        <ChoiceBar
          label={t.scoring}
          choices={[
            { value: 'speed', label: t.speed },
            { value: 'accuracy', label: t.accuracy },
          ]}
          value={scoring}
          onChange={(value) => onChange({ ...settings, scoring: value })}
        />
      </Setting>
      <Setting detail={seconds === null ? t.noTimerDetail : null}>
        <ChoiceBar
          label={t.time}
          choices={[
            { value: 'none', label: t.noTimer },
            ...times.map((time) => ({ value: String(time), label: t.seconds(time) })),
          ]}
          value={seconds === null ? 'none' : String(seconds)}
          onChange={(value) =>
            onChange({ ...settings, seconds: value === 'none' ? null : Number(value) })
          }
        />
      </Setting>
      <Setting detail={t.previewDetail}>
        <ChoiceBar
          label={t.preview}
          choices={[
            { value: '0', label: t.noPreview },
            ...previews.map((time) => ({ value: String(time), label: t.seconds(time) })),
          ]}
          value={String(previewSeconds)}
          onChange={(value) => onChange({ ...settings, previewSeconds: Number(value) })}
        />
      </Setting>
      <Setting detail={t.phonesDetail}>
        <Checkbox
          label={t.phones}
          checked={settings.questionOnPhones}
          onChange={(event) => onChange({ ...settings, questionOnPhones: event.target.checked })}
        />
      </Setting>
      <Setting detail={t.generatedDetail}>
        <Checkbox
          label={t.generated}
          checked={settings.generatedNames}
          onChange={(event) => onChange({ ...settings, generatedNames: event.target.checked })}
        />
      </Setting>
    </div>
  )
}

interface SettingProps {
  readonly detail: string | null
  readonly children: ReactNode
}

function Setting({ detail, children }: SettingProps) {
  return (
    <div className="grid gap-1">
      {children}
      {detail !== null && <p className="text-sm text-soft">{detail}</p>}
    </div>
  )
}
