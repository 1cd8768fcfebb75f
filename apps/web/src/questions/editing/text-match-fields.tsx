import { Checkbox } from '../../design/checkbox.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { newPart } from '../part.ts'
import type { TextMatchDraft } from '../text-match-draft.ts'
import { TextList } from './text-list.tsx'

interface Props {
  readonly label: string
  readonly match: TextMatchDraft
  readonly onChange: (match: TextMatchDraft, what?: string) => void
}

const steps = ['0', '1', '2', '3'] as const

/** The accepted answers and how strictly an answer is compared with them. */
export function TextMatchFields({ label, match, onChange }: Props) {
  const { match: t } = useStrings('bank')
  return (
    <div className="grid gap-3">
      <TextList
        label={label}
        nameOf={(place) => (place === 0 ? t.main : t.also(place + 1))}
        addLabel={t.add}
        most={50}
        limit={200}
        parts={match.accepted}
        onChange={(accepted, what) =>
          onChange({ ...match, accepted: accepted.length === 0 ? [newPart()] : accepted }, what)
        }
      />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <Select
          label={t.typos}
          value={steps[match.typos] ?? '0'}
          options={steps.map((value) => ({ value, label: t.typoSteps[value] }))}
          onChange={(typos) => onChange({ ...match, typos: Number(typos) })}
          className="min-w-56"
        />
        <div className="grid">
          <Checkbox
            label={t.caseSensitive}
            checked={match.caseSensitive}
            onChange={(event) => onChange({ ...match, caseSensitive: event.target.checked })}
          />
          <Checkbox
            label={t.accentSensitive}
            checked={match.accentSensitive}
            onChange={(event) => onChange({ ...match, accentSensitive: event.target.checked })}
          />
          <Checkbox
            label={t.wildcards}
            checked={match.wildcards === true}
            onChange={(event) => onChange({ ...match, wildcards: event.target.checked })}
          />
        </div>
      </div>
    </div>
  )
}
