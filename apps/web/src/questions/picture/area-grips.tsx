import type { KeyboardEvent, PointerEvent } from 'react'
import type { Area, Image, Point } from '@quizmentor/engine/question/image'
import { useStrings } from '../../i18n/strings.tsx'
import { placed } from './bounds.ts'
import { boxGrips, gripAt, pointMoved, pulled, stepOf, type Grip } from './handled.ts'

interface Props {
  readonly area: Area
  readonly image: Image
  readonly name: string
  readonly onHold: (grip: Grip, event: PointerEvent) => void
  readonly onFollow: (event: PointerEvent) => void
  readonly onDrop: () => void
  readonly onCancel: () => void
  readonly onChange: (area: Area) => void
}

/** They stand outside of the area, so that the smallest can still be taken in the middle. */
const outside = {
  nw: '-translate-full cursor-nwse-resize',
  ne: '-translate-y-full cursor-nesw-resize',
  sw: '-translate-x-full cursor-nesw-resize',
  se: 'cursor-nwse-resize',
} as const

const grip = 'absolute grid size-7 touch-none place-items-center'
const dot = <span className="size-3.5 border-2 border-ink bg-paper ring-2 ring-paper" />

/**
 * What an area is sized by: the corners of its box, or each of a polygon's own. Keys size a box
 * from the area itself; a polygon's corners take them one by one.
 */
export function AreaGrips(props: Props) {
  const { area, image, name, onHold } = props
  const { picture: t } = useStrings('bank')
  const pointer = {
    onPointerMove: props.onFollow,
    onPointerUp: props.onDrop,
    onPointerCancel: props.onCancel,
  }
  if (area.shape === 'polygon')
    return area.points.map((point, place) => (
      <button
        key={place}
        type="button"
        aria-label={t.corner(place + 1, name)}
        onPointerDown={(event) => onHold(place, event)}
        {...pointer}
        onKeyDown={(event: KeyboardEvent) => {
          const by = stepOf(event.key, image)
          if (by === null || event.ctrlKey || event.metaKey || event.altKey) return
          event.preventDefault()
          props.onChange(pulled(area, place, pointMoved(point, by, image)))
        }}
        style={at(point, image)}
        className={`${grip} -translate-1/2 cursor-move rounded-full`}
      >
        {dot}
      </button>
    ))
  return boxGrips.map((each) => (
    <span
      key={each}
      aria-hidden
      onPointerDown={(event) => onHold(each, event)}
      {...pointer}
      style={at(gripAt(area, each), image)}
      className={`${grip} ${outside[each]}`}
    >
      {dot}
    </span>
  ))
}

function at({ x, y }: Point, image: Image) {
  const { left, top } = placed({ x, y, width: 0, height: 0 }, image)
  return { left, top }
}
