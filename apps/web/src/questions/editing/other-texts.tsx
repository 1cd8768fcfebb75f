import { flushSync } from 'react-dom'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { newPart, replaced, without } from '../part.ts'
import { newOtherText, type OtherTextDraft } from '../text-match-draft.ts'
import { field, goToField } from './fields.ts'
import { OtherAnswer } from './other-answer.tsx'
import { TextList } from './text-list.tsx'

interface Props {
  readonly others: readonly OtherTextDraft[]
  readonly onChange: (others: OtherTextDraft[], what?: string) => void
}

const MOST = 50

/** Written answers that aren't right: what they count, and what is said to them. */
export function OtherTexts({ others, onChange }: Props) {
  const { others: t, match } = useStrings('bank')

  function add() {
    const other = newOtherText()
    flushSync(() => onChange([...others, other]))
    goToField(field.part(other.id))
  }

  return (
    <div className="grid gap-4">
      <p className="text-sm text-soft">{t.textsHint}</p>
      {others.length > 0 && (
        <ul className="grid gap-5">
          {others.map((other, place) => (
            <li key={other.id}>
              <OtherAnswer
                other={other}
                name={t.other(place + 1)}
                onChange={(next, what) => onChange(replaced(others, next), what)}
                onRemove={() => onChange(without(others, other.id))}
              >
                <TextList
                  label={t.other(place + 1)}
                  nameOf={(line) => (line === 0 ? t.answer : t.alternative(line + 1))}
                  addLabel={match.add}
                  most={50}
                  limit={200}
                  parts={other.accepted}
                  onChange={(accepted, what) => {
                    const kept = accepted.length === 0 ? [newPart()] : accepted
                    onChange(replaced(others, { ...other, accepted: kept }), what)
                  }}
                />
              </OtherAnswer>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button size="small" kind="quiet" disabled={others.length >= MOST} onClick={add}>
          <Icon name="plus" />
          {t.add}
        </Button>
      </div>
    </div>
  )
}
