import { useId } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../design/button.tsx'
import { inputClass } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { useLanguage, useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field, goToField } from '../editing/fields.ts'
import { NumberEntry } from '../editing/number-entry.tsx'
import { replaced, without } from '../part.ts'
import { newUnit, type NumericDraft, type UnitDraft } from './draft.ts'
import { NumberWithin } from './number-within.tsx'
import { OtherNumbers } from './other-numbers.tsx'

/** The number, how far off is still right, and the units to choose from. */
export function NumericEditor({ draft, onChange }: EditorProps<NumericDraft>) {
  const { numeric: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const { language } = useLanguage()
  const number = (amount: number) =>
    new Intl.NumberFormat(language, { maximumSignificantDigits: 12 }).format(amount)
  const name = useId()
  const { tolerance, units, value } = draft
  const main = units.find(({ id }) => id === draft.unit)

  function changeUnit(unit: UnitDraft, what: string) {
    onChange({ ...draft, units: replaced(units, unit) }, what)
  }

  function addUnit() {
    const unit = newUnit()
    flushSync(() => onChange({ ...draft, units: [...units, unit], unit: draft.unit ?? unit.id }))
    goToField(field.part(unit.id))
  }

  const margin =
    tolerance.kind === 'absolute' ? tolerance.amount : Math.abs(value ?? 0) * tolerance.amount
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="only-heard">{t.legend}</legend>
      <NumberWithin
        id={field.key}
        label={t.value}
        number={draft}
        onChange={(number, what) => onChange({ ...draft, ...number }, what)}
      />
      {value !== null && (
        <p className="text-sm text-soft">
          {margin === 0
            ? t.exactly(number(value), main?.name ?? '')
            : t.between(number(value - margin), number(value + margin), main?.name ?? '')}
        </p>
      )}
      <div className="grid gap-2">
        <h2 className="font-sans text-base font-bold tracking-normal">{t.units}</h2>
        <p className="text-sm text-soft">{t.unitsHint}</p>
        {units.length > 0 && (
          <ul className="grid gap-2">
            {units.map((unit, place) => {
              const isMain = unit.id === draft.unit
              return (
                <li key={unit.id} className="flex flex-wrap items-end gap-x-3 gap-y-1">
                  <label className="grid gap-1">
                    <span className="text-sm font-bold">{t.unit(place + 1)}</span>
                    <input
                      id={field.part(unit.id)}
                      value={unit.name}
                      maxLength={20}
                      onChange={(event) =>
                        changeUnit({ ...unit, name: event.target.value }, unit.id)
                      }
                      className={`${inputClass} !w-28`}
                    />
                  </label>
                  {isMain ? (
                    <p className="flex min-h-12 items-center text-sm text-soft">{t.isMain}</p>
                  ) : (
                    <NumberEntry
                      label={t.factor(unit.name.trim() || '?', main?.name ?? '?')}
                      value={unit.factor}
                      onChange={(factor) =>
                        changeUnit(
                          { ...unit, factor: factor !== null && factor > 0 ? factor : null },
                          `${unit.id}-factor`,
                        )
                      }
                      className="w-44"
                    />
                  )}
                  <label className="flex min-h-12 items-center gap-2 text-sm">
                    <input
                      type="radio"
                      name={name}
                      checked={isMain}
                      onChange={() => onChange({ ...draft, unit: unit.id })}
                      className="size-5 accent-accent"
                    />
                    {t.makeMain}
                  </label>
                  <button
                    type="button"
                    aria-label={`${actions.remove}: ${unit.name}`}
                    onClick={() => {
                      const left = without(units, unit.id)
                      onChange({
                        ...draft,
                        units: left,
                        unit: isMain ? (left[0]?.id ?? null) : draft.unit,
                      })
                    }}
                    className="grid size-11 place-items-center text-soft hover:text-ink"
                  >
                    <Icon name="trash" />
                  </button>
                </li>
              )
            })}
          </ul>
        )}
        <div>
          <Button size="small" kind="quiet" disabled={units.length >= 8} onClick={addUnit}>
            <Icon name="plus" />
            {t.addUnit}
          </Button>
        </div>
      </div>
      <OtherNumbers
        others={draft.otherNumbers ?? []}
        onChange={(otherNumbers, what) => onChange({ ...draft, otherNumbers }, what)}
      />
    </fieldset>
  )
}
