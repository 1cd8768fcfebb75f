import { flushSync } from 'react-dom'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field, goToField } from '../editing/fields.ts'
import { NumberEntry } from '../editing/number-entry.tsx'
import { PartRows } from '../editing/part-rows.tsx'
import { PartialCredit } from '../editing/partial-credit.tsx'
import { plainText } from '../markdown-source.ts'
import { replaced, without, written } from '../part.ts'
import { newPair, type AssociateDraft } from './draft.ts'

/** What is to be paired, and which pairs are right. */
export function AssociateEditor({ draft, onChange }: EditorProps<AssociateDraft>) {
  const { associate: t, picture } = useStrings('bank')
  const { choose } = useStrings('questions')
  const { options, pairs } = draft
  const choices = written(options).map(({ id, text }) => ({ value: id, label: plainText(text) }))
  const known = (id: string | null) => (choices.some(({ value }) => value === id) ? id : null)

  function addPair() {
    const pair = newPair()
    flushSync(() => onChange({ ...draft, pairs: [...pairs, pair] }))
    goToField(field.part(pair.id))
  }

  return (
    <fieldset className="grid min-w-0 gap-5">
      <legend className="mb-5 font-bold">{t.options}</legend>
      <p className="-mt-4 text-sm text-soft">{t.optionsHint}</p>
      <PartRows
        label={t.options}
        parts={options}
        nameOf={(place) => t.option(place + 1)}
        most={40}
        least={2}
        addLabel={t.add}
        onChange={(next, what) => onChange({ ...draft, options: next }, what)}
      />
      <div id={field.key} className="grid gap-3">
        <h2 className="font-sans text-base font-bold tracking-normal">{t.pairs}</h2>
        <ul className="grid gap-3">
          {pairs.map((pair, place) => (
            <li
              key={pair.id}
              id={field.part(pair.id)}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)_auto]"
            >
              <Select
                label={t.one(place + 1)}
                labelHidden
                placeholder={choose}
                value={known(pair.one)}
                options={choices}
                onChange={(one) => onChange({ ...draft, pairs: replaced(pairs, { ...pair, one }) })}
              />
              <Icon name="link" className="text-soft" />
              <Select
                label={t.other(place + 1)}
                labelHidden
                placeholder={choose}
                value={known(pair.other)}
                options={choices}
                onChange={(other) =>
                  onChange({ ...draft, pairs: replaced(pairs, { ...pair, other }) })
                }
              />
              <button
                type="button"
                aria-label={picture.remove(t.pair(place + 1))}
                onClick={() => onChange({ ...draft, pairs: without(pairs, pair.id) })}
                className="grid size-11 place-items-center text-soft hover:text-ink"
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
        <div>
          <Button size="small" kind="quiet" disabled={pairs.length >= 40} onClick={addPair}>
            <Icon name="plus" />
            {t.addPair}
          </Button>
        </div>
      </div>
      <NumberEntry
        id={field.most}
        label={t.most}
        hint={t.mostHint}
        least={1}
        value={draft.most}
        onChange={(most) =>
          onChange(
            { ...draft, most: most === null ? null : Math.min(40, Math.round(most)) },
            'most',
          )
        }
        className="max-w-72"
      />
      <PartialCredit rule={draft.rule} onChange={(rule) => onChange({ ...draft, rule })} />
    </fieldset>
  )
}
