import { gapScore, rightChoices, type GapKey } from '@quizmentor/engine/question/fill-in'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { GappedText } from '../gapped-text.tsx'
import type { PlayerProps } from '../player-props.ts'

/** Fill the gaps in a text, by typing or by picking. */
export function FillInPlayer(props: PlayerProps<'fill_in'>) {
  const { question, given, onChange, locked, solution } = props
  const { text, gaps } = question.body
  return (
    <GappedText
      text={text}
      gapIds={gaps.map(({ id }) => id)}
      renderGap={(id, place) => {
        const value = given?.gaps[id] ?? ''
        const choices = gaps[place]?.choices ?? []
        return solution === null ? (
          <Gap
            number={place + 1}
            choices={choices}
            value={value}
            locked={locked}
            onChange={(next) => onChange({ type: 'fill_in', gaps: { ...given?.gaps, [id]: next } })}
          />
        ) : (
          <FilledGap
            number={place + 1}
            value={value}
            choices={choices}
            match={solution.key.gaps[id]}
          />
        )
      }}
    />
  )
}

interface GapProps {
  readonly number: number
  readonly choices: readonly string[]
  readonly value: string
  readonly locked: boolean
  readonly onChange: (value: string) => void
}

const gapClass = `min-h-11 rounded-sm border-2 border-edge bg-leaf px-2.5 font-sans text-base
  font-bold text-ink hover:border-ink focus:border-ink`

function Gap({ number, choices, value, locked, onChange }: GapProps) {
  const t = useStrings('questions')
  if (choices.length > 0)
    return (
      <select
        aria-label={t.gap(number)}
        value={value}
        disabled={locked}
        onChange={(event) => onChange(event.target.value)}
        className={`${gapClass} max-w-full`}
      >
        <option value="" disabled>
          {t.choose}
        </option>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    )
  return (
    <input
      aria-label={t.gap(number)}
      value={value}
      readOnly={locked}
      maxLength={500}
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      className={`${gapClass} field-sizing-content max-w-full min-w-28`}
    />
  )
}

interface FilledGapProps {
  readonly number: number
  readonly value: string
  readonly choices: readonly string[]
  readonly match: GapKey | undefined
}

function FilledGap({ number, value, choices, match }: FilledGapProps) {
  const t = useStrings('questions')
  const score = match === undefined ? 0 : gapScore(match, choices, value)
  const right = score === 1
  const look = right
    ? 'bg-correct-wash text-correct'
    : score > 0
      ? 'bg-partial-wash text-partial'
      : 'bg-wrong-wash text-wrong'
  return (
    <span className="font-bold whitespace-normal">
      <span className="only-heard">{t.gap(number)}: </span>
      <span className={`inline-flex items-baseline gap-1.5 px-2 py-0.5 leading-normal ${look}`}>
        <Icon
          name={right ? 'check' : score > 0 ? 'partial' : 'cross'}
          label={right ? t.solution.right : score > 0 ? t.solution.partly : t.solution.wrong}
          className="self-center"
        />
        <span className={score > 0 ? '' : 'line-through'}>{value || t.solution.empty}</span>
      </span>
      {!right && match !== undefined && (
        <span className="ms-1.5 inline-flex items-baseline gap-1.5 bg-correct-wash px-2 py-0.5 leading-normal text-correct">
          <Icon name="check" label={t.solution.rightAnswer} className="self-center" />
          {rightChoices(match, choices)[0] ?? match.accepted[0]}
        </span>
      )}
    </span>
  )
}
