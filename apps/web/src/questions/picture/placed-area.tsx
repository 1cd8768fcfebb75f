import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Area, Image, Point } from '@quizmentor/engine/question/image'
import { AreaGrips } from './area-grips.tsx'
import { boundsOf, placed } from './bounds.ts'
import { gripAt, moved, pointMoved, pulled, resized, stepOf, type Grip } from './handled.ts'
import { Shape } from './shape.tsx'

interface Props {
  readonly id: string
  readonly image: Image
  readonly area: Area
  readonly name: string
  /** Its name, its form and where it lies. */
  readonly label: string
  /** What stands on it. */
  readonly sign: string
  readonly right: boolean
  readonly selected: boolean
  readonly describedBy: string
  /** Where the pointer is, in the picture. */
  readonly pointAt: (event: PointerEvent) => Point | null
  readonly onSelect: () => void
  /** `what` joins several changes to one step to undo. */
  readonly onChange: (area: Area, what?: string) => void
  readonly onRemove: () => void
}

interface Held {
  readonly grip: Grip | 'whole'
  readonly from: Point
  readonly now: Area
}

/**
 * An area that is moved by dragging or by the arrow keys, and sized by its grips or with Shift. It
 * is changed once it is let go; Escape leaves it as it was.
 */
export function PlacedArea(props: Props) {
  const { id, image, name, selected, onSelect, onChange } = props
  const button = useRef<HTMLButtonElement>(null)
  const [held, setHeld] = useState<Held | null>(null)
  const area = held?.now ?? props.area
  const box = boundsOf(area)

  function hold(grip: Held['grip'], event: PointerEvent) {
    const from = props.pointAt(event)
    if (event.button !== 0 || from === null) return
    // Else the browser would move the focus to what is under the pointer: a grip takes none.
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    button.current?.focus({ preventScroll: true })
    onSelect()
    setHeld({ grip, from, now: props.area })
  }

  function follow(event: PointerEvent) {
    const to = props.pointAt(event)
    if (held === null || to === null) return
    setHeld({ ...held, now: dragged(props.area, held, to, image) })
  }

  function drop() {
    if (held !== null && held.now !== props.area) onChange(held.now)
    setHeld(null)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const by = stepOf(event.key, image)
    if (by !== null) {
      event.preventDefault()
      onChange((event.shiftKey ? resized : moved)(props.area, by, image), `${id}-keys`)
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      props.onRemove()
    } else if (event.key === 'Escape' && held !== null) {
      event.preventDefault()
      setHeld(null)
    }
  }

  // Dashed where it isn't right: colour alone says nothing to some.
  const line = `${selected ? 'stroke-accent stroke-4' : props.right ? 'stroke-correct' : 'stroke-ink'} ${
    props.right ? '' : '[stroke-dasharray:8_4]'
  }`
  return (
    <>
      <button
        ref={button}
        id={areaId(id)}
        type="button"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-pressed={selected}
        onClick={onSelect}
        onFocus={onSelect}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => hold('whole', event)}
        onPointerMove={follow}
        onPointerUp={drop}
        onPointerCancel={() => setHeld(null)}
        style={placed(box, image)}
        className="group pointer-events-none absolute touch-none outline-none"
      >
        <svg
          viewBox={`${box.x} ${box.y} ${Math.max(box.width, 1)} ${Math.max(box.height, 1)}`}
          preserveAspectRatio="none"
          aria-hidden
          className="absolute inset-0 size-full overflow-visible"
        >
          <Shape
            area={area}
            className="fill-none stroke-paper stroke-6 group-focus-visible:stroke-[11]"
          />
          <Shape
            area={area}
            className="fill-none stroke-transparent stroke-7 group-focus-visible:stroke-focus"
          />
          <Shape
            area={area}
            className={`pointer-events-auto cursor-move stroke-3 ${line} ${
              props.right ? 'fill-correct/30' : 'fill-ink/10'
            }`}
          />
        </svg>
        <span
          className="tabular pointer-events-auto absolute top-1/2 left-1/2 grid h-6 min-w-6
            -translate-1/2 cursor-move place-items-center rounded-full border-2 border-ink bg-paper
            px-1 text-xs font-bold"
        >
          {props.sign}
        </span>
      </button>
      {selected && (
        <AreaGrips
          area={area}
          image={image}
          name={name}
          onHold={hold}
          onFollow={follow}
          onDrop={drop}
          onCancel={() => setHeld(null)}
          onChange={(next) => onChange(next, `${id}-keys`)}
        />
      )}
    </>
  )
}

/** The area once what it is held by was dragged to a point. */
function dragged(area: Area, { grip, from }: Held, to: Point, image: Image): Area {
  const by = { x: to.x - from.x, y: to.y - from.y }
  if (by.x === 0 && by.y === 0) return area
  return grip === 'whole'
    ? moved(area, by, image)
    : pulled(area, grip, pointMoved(gripAt(area, grip), by, image))
}

/** The element of an area in the picture. */
export function areaId(id: string): string {
  return `area-${id}`
}
