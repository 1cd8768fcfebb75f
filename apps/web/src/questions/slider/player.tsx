import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'
import { nearestStep } from '@quizmentor/engine/question/slider'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import type { PlayerProps } from '../player-props.ts'

/** Set a number on a scale. */
export function SliderPlayer(props: PlayerProps<'slider'>) {
  const { question, given, onChange, locked, solution, correct } = props
  const { slider: t, solution: words } = useStrings('questions')
  const format = useFormat()
  const { from, to, step, unit } = question.body
  const shown = (value: number) => `${format.number(value)} ${unit}`.trim()
  // In the middle at first: that tells nothing, and both ways are as far.
  const value = given?.value ?? nearestStep(question.body, (from + to) / 2)
  const share = (at: number) => `${(100 * (at - from)) / (to - from)}%`
  const key = solution?.key
  return (
    <div className="grid gap-4">
      <Slider
        minValue={from}
        maxValue={to}
        step={step}
        value={value}
        isDisabled={locked}
        onChange={(next) => onChange({ type: 'slider', value: nearestStep(question.body, next) })}
        className="grid gap-1"
      >
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <Label className="font-bold">{t.value}</Label>
          <SliderOutput
            className={`tabular font-display text-3xl font-bold ${
              solution === null ? '' : correct ? 'text-correct' : 'text-wrong'
            }`}
          >
            {given === null ? (
              <span className="text-xl font-normal text-soft">{t.notSet}</span>
            ) : (
              <>
                {solution !== null && (
                  <Icon
                    name={correct ? 'check' : 'cross'}
                    label={correct ? words.right : words.wrong}
                    className="me-2 text-2xl"
                  />
                )}
                {shown(value)}
              </>
            )}
          </SliderOutput>
        </div>
        <SliderTrack className="relative mx-4 h-14 cursor-pointer">
          <div className="absolute inset-x-0 top-1/2 h-2 -translate-y-1/2 rounded-sm border-2 border-ink bg-sunk" />
          {key !== undefined && (
            <div
              aria-hidden
              style={{
                left: share(Math.max(from, key.value - key.tolerance)),
                right: `calc(100% - ${share(Math.min(to, key.value + key.tolerance))})`,
              }}
              className="absolute top-1/2 h-2 min-w-1 -translate-y-1/2 bg-correct"
            />
          )}
          {key !== undefined && !correct && (
            <div
              aria-hidden
              style={{ left: share(key.value) }}
              className="absolute top-1/2 grid size-8 -translate-1/2 place-items-center rounded-full border-2 border-paper bg-correct text-paper"
            >
              <Icon name="check" />
            </div>
          )}
          <SliderThumb
            aria-label={t.value}
            className={`top-1/2 size-9 rounded-full border-4 border-paper ring-2 ring-ink
              data-dragging:scale-110 data-focus-visible:outline-3 data-focus-visible:outline-offset-4
              data-focus-visible:outline-focus ${
                solution !== null
                  ? correct
                    ? 'bg-correct'
                    : 'bg-wrong'
                  : given === null
                    ? 'bg-edge'
                    : 'bg-accent'
              }`}
          />
        </SliderTrack>
        <div className="tabular flex justify-between text-sm text-soft">
          <span>{shown(from)}</span>
          <span>{shown(to)}</span>
        </div>
      </Slider>
      {key !== undefined && !correct && (
        <p className="flex flex-wrap items-baseline gap-x-3 border-s-4 border-correct bg-correct-wash px-4 py-3">
          <span className="flex items-center gap-1.5 font-bold text-correct">
            <Icon name="check" />
            {words.rightAnswer}
          </span>
          <span className="tabular font-display text-xl font-bold">{shown(key.value)}</span>
          {key.tolerance > 0 && (
            <span className="text-soft">{words.tolerance(shown(key.tolerance))}</span>
          )}
        </p>
      )}
    </div>
  )
}
