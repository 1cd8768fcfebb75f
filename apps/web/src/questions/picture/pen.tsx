import { useState, type PointerEvent, type ReactNode } from 'react'
import type { Area, Image, Point } from '@quizmentor/engine/question/image'
import { areaBetween } from './drawn.ts'
import { Overlay } from './picture.tsx'
import { Outline } from './shape.tsx'

interface Props {
  readonly shape: Area['shape']
  readonly image: Image
  readonly disabled: boolean
  /** Where the pointer is, in the picture. */
  readonly pointAt: (event: PointerEvent) => Point | null
  readonly onBegin: () => void
  readonly onDrawn: (area: Area) => void
  /** The areas that are there. They can't be taken while a polygon is being drawn over them. */
  readonly children: ReactNode
}

/** Draws an area: by dragging, or, for a polygon, by pressing one corner after the other. */
export function Pen({ shape, image, disabled, pointAt, onBegin, onDrawn, children }: Props) {
  const [drag, setDrag] = useState<{ readonly from: Point; readonly to: Point } | null>(null)
  const [corners, setCorners] = useState<readonly Point[]>([])
  const drawn = drag === null || shape === 'polygon' ? null : areaBetween(shape, drag.from, drag.to)
  const [first] = corners

  function addCorner(point: Point) {
    const near = Math.max(image.width, image.height) / 40
    const closes = first !== undefined && Math.hypot(first.x - point.x, first.y - point.y) <= near
    if (!closes) return setCorners([...corners, point])
    if (corners.length < 3) return
    onDrawn({ shape: 'polygon', points: [...corners] })
    setCorners([])
  }

  return (
    <>
      <div
        onPointerDown={(event) => {
          const point = pointAt(event)
          if (point === null || event.button !== 0 || disabled) return
          event.currentTarget.setPointerCapture(event.pointerId)
          onBegin()
          if (shape !== 'polygon') setDrag({ from: point, to: point })
        }}
        onPointerMove={(event) => {
          const point = pointAt(event)
          if (drag !== null && point !== null) setDrag({ ...drag, to: point })
        }}
        onPointerUp={(event) => {
          const point = pointAt(event)
          if (point === null || disabled) return
          if (shape === 'polygon') return addCorner(point)
          const area = drag === null ? null : areaBetween(shape, drag.from, point)
          setDrag(null)
          if (area !== null) onDrawn(area)
        }}
        onPointerCancel={() => setDrag(null)}
        className="absolute inset-0 cursor-crosshair touch-none"
      />
      <div
        className={
          first === undefined && drag === null ? 'contents' : 'contents [&_*]:pointer-events-none!'
        }
      >
        {children}
      </div>
      <Overlay image={image}>
        {drawn !== null && <Outline area={drawn} className="stroke-accent stroke-3" />}
        {first !== undefined && (
          <polyline
            points={corners.map(({ x, y }) => `${x},${y}`).join(' ')}
            vectorEffect="non-scaling-stroke"
            className="fill-none stroke-accent stroke-3"
          />
        )}
      </Overlay>
      {first !== undefined && (
        <span
          aria-hidden
          style={{
            left: `${(100 * first.x) / image.width}%`,
            top: `${(100 * first.y) / image.height}%`,
          }}
          className="pointer-events-none absolute size-5 -translate-1/2 rounded-full border-2 border-paper bg-accent"
        />
      )}
    </>
  )
}
