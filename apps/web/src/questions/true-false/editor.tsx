import { useId } from 'react'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { OptionExtras } from '../editing/option-extras.tsx'
import type { TrueFalseDraft } from './draft.ts'

/** Whether the statement is true. */
export function TrueFalseEditor({ draft, onChange }: EditorProps<TrueFalseDraft>) {
  const { truth: t } = useStrings('bank')
  const words = useStrings('questions')
  const name = useId()
  return (
    <fieldset id={field.key} className="grid min-w-0 gap-3">
      <legend className="mb-1.5 font-bold">{t.label}</legend>
      <div className="flex flex-wrap gap-2.5">
        {[true, false].map((truth) => (
          <label
            key={String(truth)}
            className="flex min-h-12 min-w-36 items-center gap-2.5 rounded-sm border-2 border-edge px-4
              font-bold hover:border-ink has-checked:border-correct has-checked:bg-correct-wash
              has-focus-visible:outline-3 has-focus-visible:outline-offset-2
              has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              checked={draft.truth === truth}
              onChange={() => onChange({ ...draft, truth })}
              className="only-heard"
            />
            <Icon name={truth ? 'check' : 'cross'} />
            {truth ? words.true : words.false}
          </label>
        ))}
      </div>
      <OptionExtras
        options={[true, false].map((truth) => ({
          id: String(truth),
          name: `“${truth ? words.true : words.false}”`,
        }))}
        feedback={draft.feedback}
        onFeedback={(feedback, what) => onChange({ ...draft, feedback }, what)}
      />
    </fieldset>
  )
}
