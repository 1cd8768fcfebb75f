import { useRef, useState, type PointerEvent } from 'react'
import type { Area, Point } from '@quizmentor/engine/question/image'
import { Button } from '../../design/button.tsx'
import { ChoiceBar } from '../../design/choice-bar.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { boundsOf, placed } from './bounds.ts'
import { storedPicture, type PictureDraft } from './draft.ts'
import { areaBetween, areaInTheMiddle, pointUnder } from './drawn.ts'
import { Overlay, Picture } from './picture.tsx'
import { Outline, Shape } from './shape.tsx'

interface Props {
  readonly picture: PictureDraft
  readonly onPicture: (picture: PictureDraft, what?: string) => void
  readonly areas: readonly {
    readonly id: string
    readonly area: Area
    /** What stands on it. */
    readonly sign: string
    readonly right: boolean
  }[]
  readonly onAdd: (area: Area) => void
  readonly most: number
}

const shapes = ['rectangle', 'ellipse', 'polygon'] as const

/** The picture with its areas, and a pen to draw more of them. */
export function AreaDrawing({ picture, onPicture, areas, onAdd, most }: Props) {
  const { picture: t } = useStrings('bank')
  const box = useRef<HTMLDivElement>(null)
  const [shape, setShape] = useState<Area['shape']>('rectangle')
  const [drag, setDrag] = useState<{ readonly from: Point; readonly to: Point } | null>(null)
  const [corners, setCorners] = useState<readonly Point[]>([])
  const image = storedPicture(picture)
  const isFull = areas.length >= most
  if (picture.src === '') return null

  function pointAt(event: PointerEvent): Point | null {
    const bounds = box.current?.getBoundingClientRect()
    return bounds === undefined ? null : pointUnder(event, bounds, image)
  }

  function addCorner(point: Point) {
    const [first] = corners
    const near = Math.max(image.width, image.height) / 40
    const closes = first !== undefined && Math.hypot(first.x - point.x, first.y - point.y) <= near
    if (!closes) return setCorners([...corners, point])
    if (corners.length < 3) return
    onAdd({ shape: 'polygon', points: [...corners] })
    setCorners([])
  }

  const drawn = drag === null || shape === 'polygon' ? null : areaBetween(shape, drag.from, drag.to)
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <ChoiceBar
          label={t.draw}
          value={shape}
          onChange={(next) => {
            setShape(next)
            setCorners([])
          }}
          choices={shapes.map((value) => ({ value, label: t.shapes[value] }))}
        />
        <Button
          size="small"
          kind="quiet"
          disabled={isFull || image.width === 0}
          onClick={() => onAdd(areaInTheMiddle(shape, image))}
        >
          <Icon name="plus" />
          {t.add[shape]}
        </Button>
      </div>
      <p className="text-sm text-soft">{t.drawHint[shape]}</p>
      <Picture
        image={image}
        ref={box}
        onSize={(width, height) => {
          // A stored picture keeps the size that its areas were written for.
          if (picture.width === null && width > 0 && height > 0)
            onPicture({ ...picture, width, height }, 'src')
        }}
      >
        <Overlay image={image}>
          {areas.map(({ id, area, right }) => (
            <g key={id}>
              <Shape area={area} className={right ? 'fill-correct/30' : 'fill-ink/10'} />
              <Outline
                area={area}
                className={`stroke-3 ${right ? 'stroke-correct' : 'stroke-ink'}`}
              />
            </g>
          ))}
          {drawn !== null && <Outline area={drawn} className="stroke-accent stroke-3" />}
          {corners.length > 0 && (
            <polyline
              points={corners.map(({ x, y }) => `${x},${y}`).join(' ')}
              vectorEffect="non-scaling-stroke"
              className="fill-none stroke-accent stroke-3"
            />
          )}
        </Overlay>
        {areas.map(({ id, area, sign }) => {
          const { left, top } = placed(boundsOf(area), image)
          return (
            <span
              key={id}
              aria-hidden
              style={{ left, top }}
              className="tabular absolute grid h-6 min-w-6 -translate-1/2 place-items-center rounded-full border-2 border-ink bg-paper px-1 text-xs font-bold"
            >
              {sign}
            </span>
          )
        })}
        {corners.slice(0, 1).map((corner) => (
          <span
            key="first"
            aria-hidden
            style={{
              left: `${(100 * corner.x) / image.width}%`,
              top: `${(100 * corner.y) / image.height}%`,
            }}
            className="absolute size-5 -translate-1/2 rounded-full border-2 border-paper bg-accent"
          />
        ))}
        <div
          onPointerDown={(event) => {
            const point = pointAt(event)
            if (point === null || event.button !== 0 || isFull) return
            event.currentTarget.setPointerCapture(event.pointerId)
            if (shape !== 'polygon') setDrag({ from: point, to: point })
          }}
          onPointerMove={(event) => {
            const point = pointAt(event)
            if (drag !== null && point !== null) setDrag({ ...drag, to: point })
          }}
          onPointerUp={(event) => {
            const point = pointAt(event)
            if (point === null || isFull) return
            if (shape === 'polygon') return addCorner(point)
            const area = drag === null ? null : areaBetween(shape, drag.from, point)
            setDrag(null)
            if (area !== null) onAdd(area)
          }}
          onPointerCancel={() => setDrag(null)}
          className="absolute inset-0 cursor-crosshair touch-none"
        />
      </Picture>
    </div>
  )
}
