import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { TextMatchFields } from '../editing/text-match-fields.tsx'
import type { ShortTextDraft } from './draft.ts'

/** The answers that are right. */
export function ShortTextEditor({ draft, onChange }: EditorProps<ShortTextDraft>) {
  const { match: t } = useStrings('bank')
  return (
    <fieldset id={field.key} className="grid min-w-0 gap-3">
      <legend className="mb-1.5 font-bold">{t.label}</legend>
      <TextMatchFields
        label={t.label}
        match={draft.match}
        onChange={(match, what) => onChange({ ...draft, match }, what)}
      />
    </fieldset>
  )
}
