import { useId, useState } from 'react'
import { otherNumber } from '@quizmentor/engine/question/numeric'
import { inputClass } from '../../design/field.tsx'
import { answeredClass } from '../accepted-answers.tsx'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useLanguage, useStrings } from '../../i18n/strings.tsx'
import type { PlayerProps } from '../player-props.ts'
import { parseNumber } from './parse-number.ts'

/** Give a number, with its unit where the question offers some. */
export function NumericPlayer(props: PlayerProps<'numeric'>) {
  const { question, given, onChange, locked, solution, correct } = props
  const t = useStrings('questions')
  const { language } = useLanguage()
  const format = useFormat()
  const id = useId()
  const other =
    solution === null || given === null
      ? undefined
      : otherNumber({ body: question.body, key: solution.key }, given)
  const { units } = question.body
  const onlyUnit = units.length === 1 ? units[0] : undefined
  const [text, setText] = useState(() => (given === null ? '' : format.number(given.value)))
  const [unit, setUnit] = useState<string | undefined>(given?.unit ?? onlyUnit)
  const value = parseNumber(text, language)
  const unreadable = text.trim() !== '' && value === null

  function change(nextText: string, nextUnit: string | undefined) {
    setText(nextText)
    setUnit(nextUnit)
    const number = parseNumber(nextText, language)
    onChange(
      number === null
        ? null
        : { type: 'numeric', value: number, ...(nextUnit !== undefined && { unit: nextUnit }) },
    )
  }

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <div className="grid grow basis-48 gap-1.5">
          <label htmlFor={id} className="font-bold">
            {t.number}
          </label>
          <input
            id={id}
            value={text}
            onChange={(event) => change(event.target.value, unit)}
            readOnly={locked}
            inputMode="decimal"
            autoComplete="off"
            maxLength={40}
            aria-invalid={unreadable || undefined}
            aria-describedby={`${props.labelledBy} ${id}-note`}
            className={`${inputClass} tabular min-h-16 font-display text-2xl font-bold ${answeredClass(solution !== null, correct, (other?.credit ?? 0) > 0)}`}
          />
        </div>
        {onlyUnit !== undefined && <span className="pb-4 text-xl font-bold">{onlyUnit}</span>}
        {units.length > 1 && (
          <div className="grid gap-1.5">
            <label htmlFor={`${id}-unit`} className="font-bold">
              {t.unit}
            </label>
            <select
              id={`${id}-unit`}
              value={unit ?? ''}
              disabled={locked}
              onChange={(event) => change(text, event.target.value || undefined)}
              className={`${inputClass} min-h-16 text-lg font-bold`}
            >
              <option value="" disabled>
                {t.chooseUnit}
              </option>
              {units.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </div>
        )}
      </div>
      <p
        id={`${id}-note`}
        className={`-mt-2 min-h-6 text-sm text-soft ${solution === null ? '' : 'hidden'}`}
      >
        {unreadable
          ? t.notANumber
          : value !== null && readsOtherwise(text) && `= ${format.number(value)}`}
      </p>
      {solution !== null && !correct && (
        <p className="flex flex-wrap items-baseline gap-x-3 border-s-4 border-correct bg-correct-wash px-4 py-3">
          <span className="flex items-center gap-1.5 font-bold text-correct">
            <Icon name="check" />
            {t.solution.rightAnswer}
          </span>
          <span className="tabular font-display text-xl font-bold">
            {format.number(solution.key.value)} {solution.key.unit}
          </span>
          {solution.key.tolerance.amount > 0 && (
            <span className="text-soft">
              {t.solution.tolerance(
                solution.key.tolerance.kind === 'absolute'
                  ? format.number(solution.key.tolerance.amount)
                  : format.percent(solution.key.tolerance.amount),
              )}
            </span>
          )}
        </p>
      )}
    </div>
  )
}

/** Whether the number could have been meant otherwise, so that it is said back. */
function readsOtherwise(text: string): boolean {
  return /[.,e×*^ ]/i.test(text.trim())
}
