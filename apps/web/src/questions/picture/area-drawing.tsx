import { useId, useRef, useState, type PointerEvent } from 'react'
import { flushSync } from 'react-dom'
import type { Area, Point } from '@quizmentor/engine/question/image'
import { Button } from '../../design/button.tsx'
import { ChoiceBar } from '../../design/choice-bar.tsx'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { AreaNudge } from './area-nudge.tsx'
import { boundsOf } from './bounds.ts'
import { storedPicture, type PictureDraft } from './draft.ts'
import { areaInTheMiddle, pointUnder } from './drawn.ts'
import { Pen } from './pen.tsx'
import { Picture } from './picture.tsx'
import { areaId, PlacedArea } from './placed-area.tsx'

interface Props {
  readonly picture: PictureDraft
  readonly onPicture: (picture: PictureDraft, what?: string) => void
  readonly areas: readonly {
    readonly id: string
    readonly area: Area
    readonly name: string
    /** What stands on it. */
    readonly sign: string
    readonly right: boolean
  }[]
  /** Takes a new area, and gives the id that it has from then on. */
  readonly onAdd: (area: Area) => string
  /** `what` joins several changes to one step to undo. */
  readonly onArea: (id: string, area: Area, what?: string) => void
  readonly onRemove: (id: string) => void
  readonly most: number
}

const shapes = ['rectangle', 'ellipse', 'polygon'] as const

/** The picture with its areas, to be moved and sized, and a pen to draw more of them. */
export function AreaDrawing({ picture, onPicture, areas, onAdd, onArea, onRemove, most }: Props) {
  const { picture: t } = useStrings('bank')
  const { number } = useFormat()
  const hint = useId()
  const box = useRef<HTMLDivElement>(null)
  const [shape, setShape] = useState<Area['shape']>('rectangle')
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const image = storedPicture(picture)
  const isFull = areas.length >= most
  const selected = areas.find(({ id }) => id === selectedId)
  if (picture.src === '') return null

  const whereIs = (area: Area) => {
    const { x, y, width, height } = boundsOf(area)
    return t.where(number(x), number(y), number(width), number(height))
  }

  function pointAt(event: PointerEvent): Point | null {
    const bounds = box.current?.getBoundingClientRect()
    return bounds === undefined ? null : pointUnder(event, bounds, image)
  }

  function add(area: Area) {
    setSelectedId(onAdd(area))
  }

  function change(id: string, name: string, area: Area, what?: string) {
    setSaid(`${name}: ${whereIs(area)}`)
    onArea(id, area, what)
  }

  function remove(id: string, name: string) {
    const place = areas.findIndex((each) => each.id === id)
    const next = areas[place + 1] ?? areas[place - 1]
    flushSync(() => onRemove(id))
    setSaid(t.removed(name))
    document.getElementById(next === undefined ? `${hint}-add` : areaId(next.id))?.focus()
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <ChoiceBar
          label={t.draw}
          value={shape}
          onChange={setShape}
          choices={shapes.map((value) => ({ value, label: t.shapes[value] }))}
        />
        <Button
          id={`${hint}-add`}
          size="small"
          kind="quiet"
          disabled={isFull || image.width === 0}
          onClick={() => add(areaInTheMiddle(shape, image))}
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
        <Pen
          key={shape}
          shape={shape}
          image={image}
          disabled={isFull}
          pointAt={pointAt}
          onBegin={() => setSelectedId(null)}
          onDrawn={add}
        >
          {/* So that screen readers leave the arrow keys to the areas. */}
          <div role="application" aria-label={t.areas}>
            {areas.map(({ id, area, name, sign, right }) => (
              <PlacedArea
                key={id}
                id={id}
                image={image}
                area={area}
                name={name}
                label={`${name}, ${t.shapes[area.shape]}: ${whereIs(area)}`}
                sign={sign}
                right={right}
                selected={id === selectedId}
                describedBy={hint}
                pointAt={pointAt}
                onSelect={() => setSelectedId(id)}
                onChange={(next, what) => change(id, name, next, what)}
                onRemove={() => remove(id, name)}
              />
            ))}
          </div>
        </Pen>
      </Picture>
      {selected !== undefined && (
        <AreaNudge
          name={selected.name}
          area={selected.area}
          image={image}
          onChange={(area) => change(selected.id, selected.name, area, `${selected.id}-keys`)}
        />
      )}
      <p id={hint} className={areas.length === 0 ? 'hidden' : 'text-sm text-soft'}>
        {t.adjustHint}
      </p>
      <p role="status" className="only-heard">
        {said}
      </p>
    </div>
  )
}
