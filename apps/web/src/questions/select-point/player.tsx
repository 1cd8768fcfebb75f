import { useId, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { Point } from '@quizmentor/engine/question/image'
import { CORRECT_FROM } from '@quizmentor/engine/question/parts'
import { worthOfPoints } from '@quizmentor/engine/question/select-point'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { pointUnder } from '../picture/drawn.ts'
import { Overlay, Picture } from '../picture/picture.tsx'
import { Outline, Shape } from '../picture/shape.tsx'
import type { PlayerProps } from '../player-props.ts'
import { movedBy, pointsWith, stepFor } from './points.ts'

/** Set points in a picture: by pressing there, or with a cross that the arrow keys move. */
export function SelectPointPlayer(props: PlayerProps<'select_point'>) {
  const { question, given, onChange, locked, solution, labelledBy } = props
  const { picture: t } = useStrings('questions')
  const { percent } = useFormat()
  const id = useId()
  const { image, most } = question.body
  const points = given?.points ?? []
  const [aim, setAim] = useState<Point>({ x: image.width / 2, y: image.height / 2 })
  const [said, setSaid] = useState('')
  const areas = solution?.key.areas ?? []
  const placeOf = ({ x, y }: Point) => t.at(percent(x / image.width), percent(y / image.height))
  const worth = worthOfPoints({ areas }, points)

  function put(point: Point) {
    const next = pointsWith(points, point, most)
    if (next === null) return setSaid(t.full)
    setSaid(t.pointSet(t.point(next.length), placeOf(point)))
    onChange({ type: 'select_point', points: next })
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = stepFor(event.key, event.shiftKey)
    if (step === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = movedBy(aim, step, image)
    setAim(next)
    setSaid(placeOf(next))
  }

  function onClick(event: MouseEvent) {
    // By key, it is set where the cross is.
    if (event.detail === 0) return put(aim)
    const point = pointUnder(event, event.currentTarget.getBoundingClientRect(), image)
    setAim(point)
    put(point)
  }

  return (
    <div className="grid gap-3">
      <Picture image={image}>
        <Overlay image={image}>
          {areas.map(({ area }, place) => (
            <g key={place}>
              <Shape area={area} className="fill-correct/25" />
              <Outline area={area} className="stroke-correct stroke-3 [stroke-dasharray:8_5]" />
            </g>
          ))}
        </Overlay>
        {!locked && (
          // So that screen readers leave the arrow keys to the cross.
          <div role="application" aria-label={t.aimLabel} className="absolute inset-0">
            <button
              type="button"
              aria-label={`${t.aimLabel}. ${placeOf(aim)}`}
              aria-describedby={`${labelledBy} ${id}-hint`}
              onKeyDown={onKeyDown}
              onClick={onClick}
              className="group size-full cursor-crosshair touch-manipulation"
            >
              <span
                style={at(aim, image)}
                className="pointer-events-none absolute hidden size-12 -translate-1/2 group-focus-visible:block"
              >
                <Cross />
              </span>
            </button>
          </div>
        )}
        {points.map((point, place) => (
          <Mark
            key={place}
            style={at(point, image)}
            number={place + 1}
            worth={solution === null ? null : (worth.get(place) ?? 0)}
          />
        ))}
      </Picture>
      <p id={`${id}-hint`} className={locked ? 'hidden' : 'text-sm text-soft'}>
        {`${t.pointMost(most)} ${t.aim}`}
      </p>
      <p role="status" className={said === t.full ? 'text-sm font-bold text-wrong' : 'only-heard'}>
        {said}
      </p>
      {points.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {points.map((point, place) => (
            <li
              key={place}
              className="flex min-h-11 flex-wrap items-center gap-x-2 rounded-sm border-2 border-edge ps-3 text-sm"
            >
              <span className="font-bold">{t.point(place + 1)}</span>
              <span className="tabular text-soft">{placeOf(point)}</span>
              {solution === null ? (
                !locked && (
                  <button
                    type="button"
                    aria-label={t.takeBack(t.point(place + 1))}
                    onClick={() => {
                      const left = points.filter((_, each) => each !== place)
                      setSaid('')
                      onChange(left.length === 0 ? null : { type: 'select_point', points: left })
                    }}
                    className="grid size-11 place-items-center text-soft hover:text-ink"
                  >
                    <Icon name="close" />
                  </button>
                )
              ) : (
                <Verdict worth={worth.get(place) ?? 0} />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function at(
  { x, y }: Point,
  { width, height }: { readonly width: number; readonly height: number },
) {
  return { left: `${(100 * x) / width}%`, top: `${(100 * y) / height}%` }
}

interface MarkProps {
  readonly style: { readonly left: string; readonly top: string }
  readonly number: number
  /** What it counts; `null` while it may still be moved. */
  readonly worth: number | null
}

const signs = { right: 'check', partly: 'partial', wrong: 'cross' } as const
const marks = { right: 'bg-correct', partly: 'bg-partial', wrong: 'bg-wrong' } as const
const inks = { right: 'text-correct', partly: 'text-partial', wrong: 'text-wrong' } as const

function outcomeOf(worth: number): keyof typeof signs {
  if (worth === 0) return 'wrong'
  return worth >= CORRECT_FROM ? 'right' : 'partly'
}

/** A point that was set. */
function Mark({ style, number, worth }: MarkProps) {
  const look = worth === null ? 'bg-accent text-on-accent' : `${marks[outcomeOf(worth)]} text-paper`
  return (
    <span
      aria-hidden
      style={style}
      className={`tabular pointer-events-none absolute grid size-7 -translate-1/2 place-items-center
        rounded-full border-2 border-paper text-xs font-bold ring-2 ring-ink ${look}`}
    >
      {worth === null ? number : <Icon name={signs[outcomeOf(worth)]} />}
    </span>
  )
}

/** Whether a point is right, in a word. */
function Verdict({ worth }: { readonly worth: number }) {
  const { solution: words } = useStrings('questions')
  const { percent } = useFormat()
  const outcome = outcomeOf(worth)
  return (
    <span className={`flex items-center gap-1.5 pe-3 font-bold ${inks[outcome]}`}>
      <Icon name={signs[outcome]} />
      {words[outcome]}
      {outcome === 'partly' && <span className="font-normal">{words.worth(percent(worth))}</span>}
    </span>
  )
}

function Cross() {
  const lines = 'M24 2v18M24 28v18M2 24h18M28 24h18'
  return (
    <svg viewBox="0 0 48 48" aria-hidden className="size-full fill-none">
      <path d={lines} className="stroke-paper stroke-6" />
      <path d={lines} className="stroke-ink stroke-3" />
    </svg>
  )
}
