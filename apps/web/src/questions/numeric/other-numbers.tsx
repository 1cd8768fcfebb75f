import { flushSync } from 'react-dom'
import { Button } from '../../design/button.tsx'
import { Disclosure } from '../../design/disclosure.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { field, goToField } from '../editing/fields.ts'
import { OtherAnswer } from '../editing/other-answer.tsx'
import { replaced, without } from '../part.ts'
import { newOtherNumber, type OtherNumberDraft } from './draft.ts'
import { NumberWithin } from './number-within.tsx'

interface Props {
  readonly others: readonly OtherNumberDraft[]
  readonly onChange: (others: OtherNumberDraft[], what?: string) => void
}

const MOST = 20

/** Numbers that aren't right: what they count, and what is said to them. */
export function OtherNumbers({ others, onChange }: Props) {
  const { others: t, optionExtras } = useStrings('bank')

  function add() {
    const other = newOtherNumber()
    flushSync(() => onChange([...others, other]))
    goToField(field.part(other.id))
  }

  return (
    <Disclosure
      title={t.title}
      note={others.length === 0 ? undefined : optionExtras.set(others.length)}
      open={others.length > 0}
    >
      <p className="text-sm text-soft">{t.numbersHint}</p>
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
                <NumberWithin
                  label={t.number}
                  number={other}
                  onChange={(number, what) =>
                    onChange(
                      replaced(others, { ...other, ...number }),
                      what === undefined ? undefined : `${other.id}-${what}`,
                    )
                  }
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
    </Disclosure>
  )
}
