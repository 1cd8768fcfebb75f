import type { Given, GivenOf } from '@quizmentor/engine/question/question'
import { useState } from 'react'
import { Icon } from '../../design/icon.tsx'
import { useLanguage, useStrings } from '../../i18n/strings.tsx'
import { useExactNumber } from '../../live/exact-number.ts'
import { parseNumber } from '../../questions/numeric/parse-number.ts'
import { SendButton } from './send-button.tsx'

interface Props {
  readonly units: readonly string[]
  readonly given: GivenOf<'numeric'> | null
  readonly isLocked: boolean
  readonly onAnswer: (given: Given) => void
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
const longest = 20

/** A number, by keys as large as the other answers' tiles, or typed on a keyboard. */
export function NumberPad({ units, given, isLocked, onAnswer }: Props) {
  const { question: t } = useStrings('play')
  const { language } = useLanguage()
  const exact = useExactNumber()
  const point = language === 'de' ? ',' : '.'
  const [typed, setTyped] = useState('')
  const [unit, setUnit] = useState(units[0])
  const text = given === null ? typed : exact(given.value)
  const value = parseNumber(text, language)
  const isUnreadable = !/^[-−]?$/.test(text) && value === null

  function type(key: string) {
    if (!isLocked && text.length < longest) setTyped(text + key)
  }

  function send() {
    if (value === null || isLocked) return
    onAnswer({ type: 'numeric', value, ...(unit !== undefined && { unit }) })
  }

  return (
    <form
      className="flex grow flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label htmlFor="number" className="shrink-0 text-sm text-soft">
        {t.numberLabel}
      </label>
      <div className="flex shrink-0 items-stretch gap-2.5">
        <input
          id="number"
          value={text}
          onChange={(event) => setTyped(event.target.value.slice(0, longest))}
          readOnly={isLocked}
          // The pad below is the keyboard; the device's own would cover the question.
          inputMode="none"
          autoComplete="off"
          dir="ltr"
          aria-invalid={isUnreadable || undefined}
          aria-describedby="number-note"
          className="tabular min-h-16 min-w-0 grow rounded-sm border-4 border-ink bg-leaf px-4
            text-end font-display text-3xl font-black aria-invalid:border-wrong"
        />
        <Unit units={units} unit={given?.unit ?? unit} isLocked={isLocked} onChange={setUnit} />
      </div>
      <p id="number-note" role="status" className="only-heard">
        {isUnreadable ? t.notANumber : ''}
      </p>
      {given === null && (
        <>
          <div className="grid grow auto-rows-[minmax(3.25rem,1fr)] grid-cols-3 gap-2" dir="ltr">
            {digits.map((digit) => (
              <Key key={digit} onPress={() => type(digit)}>
                {digit}
              </Key>
            ))}
            <div className="grid grid-cols-2 gap-2">
              <Key
                label={t.minus}
                onPress={() =>
                  isLocked || setTyped(/^[-−]/.test(text) ? text.slice(1) : `-${text}`)
                }
              >
                ±
              </Key>
              <Key label={t.point} onPress={() => text.includes(point) || type(point)}>
                {point}
              </Key>
            </div>
            <Key onPress={() => type('0')}>0</Key>
            <Key label={t.deleteDigit} onPress={() => isLocked || setTyped(text.slice(0, -1))}>
              <Icon name="left" />
            </Key>
          </div>
          <SendButton isReady={value !== null && !isLocked} onSend={send}>
            {t.send}
          </SendButton>
        </>
      )}
    </form>
  )
}

interface UnitProps {
  readonly units: readonly string[]
  readonly unit: string | undefined
  readonly isLocked: boolean
  readonly onChange: (unit: string) => void
}

function Unit({ units, unit, isLocked, onChange }: UnitProps) {
  const { question: t } = useStrings('play')
  if (units.length === 0) return null
  if (units.length === 1) return <span className="self-center text-xl font-bold">{unit}</span>
  return (
    <select
      aria-label={t.unit}
      value={unit}
      disabled={isLocked}
      onChange={(event) => onChange(event.target.value)}
      className="min-h-16 rounded-sm border-4 border-ink bg-leaf px-2 text-lg font-bold"
    >
      {units.map((each) => (
        <option key={each}>{each}</option>
      ))}
    </select>
  )
}

interface KeyProps {
  readonly label?: string
  readonly onPress: () => void
  readonly children: React.ReactNode
}

function Key({ label, onPress, children }: KeyProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className="grid place-items-center rounded-sm border-2 border-ink bg-leaf font-display text-2xl
        font-black pressed:bg-ink pressed:text-paper"
    >
      {children}
    </button>
  )
}
