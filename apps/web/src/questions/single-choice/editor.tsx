import { useId, type ReactNode } from 'react'
import { AnswerMark, letterOf } from '../../design/answer-mark.tsx'
import { Checkbox } from '../../design/checkbox.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { OptionExtras } from '../editing/option-extras.tsx'
import { PartRows, withPasted } from '../editing/part-rows.tsx'
import type { SingleChoiceDraft } from './draft.ts'

/** The options, and which one is right. */
export function SingleChoiceEditor({ draft, onChange }: EditorProps<SingleChoiceDraft>) {
  const { options: t } = useStrings('bank')
  const name = useId()
  return (
    <fieldset id={field.key} className="grid min-w-0 gap-3">
      <legend className="mb-1.5 font-bold">{t.label}</legend>
      <p className="text-sm text-soft">{t.hintOne}</p>
      <PartRows
        label={t.label}
        parts={draft.options}
        nameOf={(place) => t.option(letterOf(place))}
        most={40}
        least={2}
        addLabel={t.add}
        onChange={(options, what) =>
          onChange(
            {
              ...draft,
              options,
              right: options.some(({ id }) => id === draft.right) ? draft.right : null,
            },
            what,
          )
        }
        onPasteList={(list, place) => {
          const { parts, right } = withPasted(draft.options, place, list, 40)
          onChange({ ...draft, options: parts, right: right[0] ?? draft.right })
        }}
        renderLead={({ id }, place) => (
          <RightMark place={place} right={draft.right === id}>
            <input
              type="radio"
              name={name}
              checked={draft.right === id}
              aria-label={t.isRight(letterOf(place))}
              onChange={() => onChange({ ...draft, right: id })}
              className="only-heard"
            />
          </RightMark>
        )}
      />
      <OptionExtras
        options={draft.options.map(({ id }, place) => ({ id, name: t.option(letterOf(place)) }))}
        feedback={draft.feedback}
        onFeedback={(feedback, what) => onChange({ ...draft, feedback }, what)}
        credits={{
          values: draft.credits,
          of: (id) => id !== draft.right,
          least: 0,
          onChange: (credits, what) => onChange({ ...draft, credits }, what),
        }}
      />
      <Checkbox
        label={t.shuffle}
        checked={draft.shuffle}
        onChange={(event) => onChange({ ...draft, shuffle: event.target.checked })}
      />
    </fieldset>
  )
}

interface MarkProps {
  readonly place: number
  readonly right: boolean
  readonly children: ReactNode
}

/** The option's mark, which is pressed to say that it is right. */
export function RightMark({ place, right, children }: MarkProps) {
  const { options: t } = useStrings('bank')
  return (
    <label
      title={t.pressToMark}
      className={`relative grid min-h-12 w-14 shrink-0 cursor-pointer place-items-center content-center
        rounded-sm border-2 has-focus-visible:outline-3 has-focus-visible:outline-offset-2
        has-focus-visible:outline-focus ${
          right ? 'border-correct bg-correct-wash' : 'border-transparent hover:border-rule'
        }`}
    >
      {children}
      <AnswerMark place={place} className={right ? 'size-6' : 'size-7'} />
      <span
        aria-hidden
        className={`text-xs leading-none font-bold ${right ? 'mt-0.5 text-correct' : 'only-heard'}`}
      >
        {t.right}
      </span>
    </label>
  )
}
