import { letterOf } from '../../design/answer-mark.tsx'
import { Checkbox } from '../../design/checkbox.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { OptionExtras } from '../editing/option-extras.tsx'
import { PartRows, withPasted } from '../editing/part-rows.tsx'
import { RightMark } from '../single-choice/editor.tsx'
import { withRule, type MultipleChoiceDraft } from './draft.ts'

const rules = ['penalised', 'per_option', 'all_or_nothing', 'weighted'] as const

/** The options, which of them are right, and what a partly right answer is worth. */
export function MultipleChoiceEditor({ draft, onChange }: EditorProps<MultipleChoiceDraft>) {
  const { options: t, rules: ruleNames } = useStrings('bank')
  return (
    <fieldset id={field.key} className="grid min-w-0 gap-3">
      <legend className="mb-1.5 font-bold">{t.label}</legend>
      <p className="text-sm text-soft">{t.hintMany}</p>
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
              right: draft.right.filter((right) => options.some(({ id }) => id === right)),
            },
            what,
          )
        }
        onPasteList={(list, place) => {
          const { parts, right } = withPasted(draft.options, place, list, 40)
          onChange({ ...draft, options: parts, right: [...new Set([...draft.right, ...right])] })
        }}
        renderLead={({ id }, place) => (
          <RightMark place={place} right={draft.right.includes(id)}>
            <input
              type="checkbox"
              checked={draft.right.includes(id)}
              aria-label={t.isRight(letterOf(place))}
              onChange={(event) =>
                onChange({
                  ...draft,
                  right: event.target.checked
                    ? [...draft.right, id]
                    : draft.right.filter((right) => right !== id),
                })
              }
              className="only-heard"
            />
          </RightMark>
        )}
      />
      <Select
        label={ruleNames.label}
        value={draft.rule}
        options={rules.map((value) => ({ value, label: ruleNames[value] }))}
        onChange={(rule) => onChange(withRule(draft, rule))}
        className="max-w-text"
      />
      <OptionExtras
        key={draft.rule}
        options={draft.options.map(({ id }, place) => ({ id, name: t.option(letterOf(place)) }))}
        feedback={draft.feedback}
        onFeedback={(feedback, what) => onChange({ ...draft, feedback }, what)}
        {...(draft.rule === 'weighted' && {
          credits: {
            values: draft.credits,
            of: () => true,
            least: -1,
            onChange: (credits, what) => onChange({ ...draft, credits }, what),
          },
        })}
      />
      <Checkbox
        label={t.shuffle}
        checked={draft.shuffle}
        onChange={(event) => onChange({ ...draft, shuffle: event.target.checked })}
      />
    </fieldset>
  )
}
