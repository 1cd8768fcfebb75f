import { Disclosure } from '../../design/disclosure.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { OtherTexts } from '../editing/other-texts.tsx'
import { TextMatchFields } from '../editing/text-match-fields.tsx'
import type { ShortTextDraft } from './draft.ts'

/** The answers that are right, and those that are nearly so. */
export function ShortTextEditor({ draft, onChange }: EditorProps<ShortTextDraft>) {
  const { match: t, others: words, optionExtras } = useStrings('bank')
  const { match } = draft
  const { others = [] } = match
  return (
    <fieldset id={field.key} className="grid min-w-0 gap-3">
      <legend className="mb-1.5 font-bold">{t.label}</legend>
      <TextMatchFields
        label={t.label}
        match={match}
        onChange={(next, what) => onChange({ ...draft, match: next }, what)}
      />
      <Disclosure
        title={words.title}
        note={others.length === 0 ? undefined : optionExtras.set(others.length)}
        open={others.length > 0}
      >
        <OtherTexts
          others={others}
          onChange={(next, what) => onChange({ ...draft, match: { ...match, others: next } }, what)}
        />
      </Disclosure>
    </fieldset>
  )
}
