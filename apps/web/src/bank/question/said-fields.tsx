import { Disclosure } from '../../design/disclosure.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { field } from '../../questions/editing/fields.ts'
import { MarkdownField } from '../../questions/editing/markdown-field.tsx'
import type { QuestionDraft } from './draft.ts'

interface Props {
  readonly draft: QuestionDraft
  readonly onChange: (draft: QuestionDraft, what?: string) => void
}

const outcomes = ['right', 'partly', 'wrong'] as const

/** What is said after an answer, by how right it was. Closed until somebody wants it. */
export function SaidFields({ draft, onChange }: Props) {
  const { said: t, optionExtras } = useStrings('bank')
  const { feedback = { right: '', partly: '', wrong: '' } } = draft
  const used = outcomes.filter((outcome) => feedback[outcome] !== '').length
  return (
    <Disclosure
      title={t.title}
      note={used === 0 ? undefined : optionExtras.set(used)}
      open={used > 0}
    >
      <p className="-mt-2 text-sm text-soft">{t.hint}</p>
      <div className="grid gap-3">
        {outcomes.map((outcome) => (
          <MarkdownField
            key={outcome}
            id={field.said(outcome)}
            label={t[outcome]}
            toolbar={false}
            limit={20_000}
            value={feedback[outcome]}
            onChange={(text) =>
              onChange({ ...draft, feedback: { ...feedback, [outcome]: text } }, `said-${outcome}`)
            }
          />
        ))}
      </div>
    </Disclosure>
  )
}
