import { useId, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { isIn, type Point } from '@quizmentor/engine/question/image'
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
  const { picture: t, solution: words } = useStrings('questions')
  const { percent } = useFormat()
  const id = useId()
  const { image, most } = question.body
  const points = given?.points ?? []
  const [aim, setAim] = useState<Point>({ x: image.width / 2, y: image.height / 2 })
  const [said, setSaid] = useState('')
  const areas = solution?.key.areas ?? []
  const placeOf = ({ x, y }: Point) => t.at(percent(x / image.width), percent(y / image.height))
  const isRight = (point: Point) => areas.some(({ area }) => isIn(area, point))

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
            right={solution === null ? null : isRight(point)}
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
              className="flex min-h-11 items-center gap-2 rounded-sm border-2 border-edge ps-3 text-sm"
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
                <span
                  className={`flex items-center gap-1.5 pe-3 font-bold ${
                    isRight(point) ? 'text-correct' : 'text-wrong'
                  }`}
                >
                  <Icon name={isRight(point) ? 'check' : 'cross'} />
                  {isRight(point) ? words.right : words.wrong}
                </span>
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
  readonly right: boolean | null
}

/** A point that was set. */
function Mark({ style, number, right }: MarkProps) {
  const look =
    right === null
      ? 'bg-accent text-on-accent'
      : right
        ? 'bg-correct text-paper'
        : 'bg-wrong text-paper'
  return (
    <span
      aria-hidden
      style={style}
      className={`tabular pointer-events-none absolute grid size-7 -translate-1/2 place-items-center
        rounded-full border-2 border-paper text-xs font-bold ring-2 ring-ink ${look}`}
    >
      {right === null ? number : <Icon name={right ? 'check' : 'cross'} />}
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
