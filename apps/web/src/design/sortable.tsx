import { useRef, useState, type PointerEvent, type ReactNode } from 'react'
import { useStrings } from '../i18n/strings.tsx'
import { Icon } from './icon.tsx'

interface Props<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** Names an item to those who listen. */
  readonly nameOf: (item: Item) => string
  readonly onMove: (from: number, to: number) => void
  readonly locked?: boolean
  readonly labelledBy: string
  readonly children: (item: Item, place: number) => ReactNode
}

interface Drag {
  readonly key: string
  /** How far the finger is from where it took hold. */
  readonly offset: number
}

/**
 * A list that is put in order by dragging the handle, by its arrow keys, or by the buttons beside
 * each item. Each move is said.
 */
export function Sortable<Item>(props: Props<Item>) {
  const { items, keyOf, nameOf, onMove, locked = false } = props
  const t = useStrings('questions')
  const list = useRef<HTMLOListElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const hold = useRef(0)
  const [said, setSaid] = useState('')

  function move(from: number, to: number) {
    const item = items[from]
    if (item === undefined || to < 0 || to >= items.length || to === from) return
    onMove(from, to)
    setSaid(t.moved(nameOf(item), to + 1, items.length))
  }

  function follow(event: PointerEvent, place: number) {
    if (drag === null || list.current === null) return
    const rows = [...list.current.children].filter((row) => row instanceof HTMLElement)
    const row = rows[place]
    if (row === undefined) return
    const middle = event.clientY - hold.current
    const to = rows.findIndex((each, index) => {
      const box = each.getBoundingClientRect()
      const passed = box.top - (index === place ? drag.offset : 0) + box.height / 2
      return index < place ? middle < passed : index > place && middle > passed
    })
    const farthest =
      to > place
        ? rows.findLastIndex((each) => {
            const box = each.getBoundingClientRect()
            return middle > box.top + box.height / 2
          })
        : to
    if (farthest !== -1 && farthest !== place) {
      const target = rows[farthest]
      const shift = target === undefined ? 0 : target.offsetTop - row.offsetTop
      move(place, farthest)
      setDrag({ ...drag, offset: drag.offset - shift })
      return
    }
    const home = row.getBoundingClientRect().top - drag.offset + row.offsetHeight / 2
    setDrag({ ...drag, offset: middle - home })
  }

  return (
    <>
      <ol ref={list} aria-labelledby={props.labelledBy} className="grid gap-2.5">
        {items.map((item, place) => {
          const key = keyOf(item)
          const dragged = drag?.key === key
          const name = nameOf(item)
          return (
            <li
              key={key}
              style={dragged ? { translate: `0 ${drag.offset}px` } : undefined}
              className={`flex min-h-14 items-center gap-1 rounded-sm border-2 bg-paper ${
                dragged ? 'relative z-10 border-ink bg-leaf' : 'border-edge'
              }`}
            >
              {!locked && (
                <button
                  type="button"
                  aria-label={`${t.dragHandle(name)}. ${t.position(place + 1, items.length)}`}
                  aria-keyshortcuts="ArrowUp ArrowDown"
                  onKeyDown={(event) => {
                    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
                    if (step === undefined) return
                    event.preventDefault()
                    move(place, place + step)
                    event.currentTarget.focus()
                  }}
                  onPointerDown={(event) => {
                    if (event.button !== 0) return
                    event.currentTarget.setPointerCapture(event.pointerId)
                    const box = event.currentTarget.closest('li')?.getBoundingClientRect()
                    hold.current =
                      box === undefined ? 0 : event.clientY - (box.top + box.height / 2)
                    setDrag({ key, offset: 0 })
                  }}
                  onPointerMove={(event) => follow(event, place)}
                  onPointerUp={() => setDrag(null)}
                  onPointerCancel={() => setDrag(null)}
                  className="grid w-11 shrink-0 cursor-grab touch-none place-items-center self-stretch
                    text-soft hover:text-ink active:cursor-grabbing"
                >
                  <Icon name="grip" />
                </button>
              )}
              <div className="min-w-0 grow py-2 ps-1">{props.children(item, place)}</div>
              {!locked && (
                <div className="flex shrink-0 pe-1">
                  <StepButton
                    name="up"
                    label={t.moveUp(name)}
                    disabled={place === 0}
                    onClick={() => move(place, place - 1)}
                  />
                  <StepButton
                    name="down"
                    label={t.moveDown(name)}
                    disabled={place === items.length - 1}
                    onClick={() => move(place, place + 1)}
                  />
                </div>
              )}
            </li>
          )
        })}
      </ol>
      <p role="status" className="only-heard">
        {said}
      </p>
    </>
  )
}

interface StepButtonProps {
  readonly name: 'up' | 'down'
  readonly label: string
  readonly disabled: boolean
  readonly onClick: () => void
}

function StepButton({ name, label, disabled, onClick }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled || undefined}
      onClick={() => disabled || onClick()}
      className="grid h-11 w-9 place-items-center text-soft hover:text-ink aria-disabled:opacity-30"
    >
      <Icon name={name} />
    </button>
  )
}

/** The list with the item at `from` moved to `to`. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.toSpliced(from, 1)
  return rest.toSpliced(to, 0, ...items.slice(from, from + 1))
}
