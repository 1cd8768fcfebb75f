import { TextField } from '../../design/field.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { NumberEntry } from '../editing/number-entry.tsx'
import type { SliderDraft } from './draft.ts'

/** The scale, and which number on it is right. */
export function SliderEditor({ draft, onChange }: EditorProps<SliderDraft>) {
  const { slider: t } = useStrings('bank')
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="mb-3 font-bold">{t.legend}</legend>
      <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-4">
        <NumberEntry
          id={field.scale}
          label={t.from}
          value={draft.from}
          onChange={(from) => onChange({ ...draft, from }, 'from')}
        />
        <NumberEntry
          label={t.to}
          value={draft.to}
          onChange={(to) => onChange({ ...draft, to }, 'to')}
        />
        <NumberEntry
          label={t.step}
          value={draft.step}
          least={0}
          onChange={(step) => onChange({ ...draft, step }, 'step')}
        />
        <TextField
          label={t.unit}
          optional
          value={draft.unit}
          maxLength={20}
          onChange={(event) => onChange({ ...draft, unit: event.target.value }, 'unit')}
        />
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <NumberEntry
          id={field.key}
          label={t.value}
          value={draft.value}
          onChange={(value) => onChange({ ...draft, value }, 'value')}
        />
        <NumberEntry
          label={t.tolerance}
          least={0}
          value={draft.tolerance}
          onChange={(tolerance) => onChange({ ...draft, tolerance: tolerance ?? 0 }, 'tolerance')}
        />
      </div>
    </fieldset>
  )
}
