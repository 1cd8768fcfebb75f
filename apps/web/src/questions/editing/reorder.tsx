import { useEffect, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { Icon } from '../../design/icon.tsx'
import { Menu } from '../../design/menu.tsx'
import { useStrings } from '../../i18n/strings.tsx'

/** What a row of a list that can be put in order gets to place where it likes. */
export interface Row {
  /** Takes hold of the row: by pointer, or with the arrow keys. */
  readonly handle: ReactNode
  /** Moves the row up or down, or removes it: for those who can't drag. */
  readonly menu: ReactNode
}

interface Props<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** Names an item to those who listen. */
  readonly nameOf: (item: Item, place: number) => string
  readonly onMove: (from: number, to: number) => void
  readonly onRemove?: (item: Item) => void
  /** Whether an item may be removed now; unset: always. */
  readonly removable?: (item: Item) => boolean
  readonly label: string
  /** Says where an item is; unset: “place 2 of 5”. */
  readonly placeOf?: (item: Item, place: number) => string
  /** Where a step up (-1) or down (1) leads; unset: the next place. */
  readonly stepFrom?: (item: Item, place: number, step: number) => number
  readonly className?: string
  readonly children: (item: Item, place: number, row: Row) => ReactNode
}

interface Drag {
  readonly from: number
  /** Before which row it would go. */
  readonly slot: number
}

/** So near to the edge of the window, in pixels, a dragged row makes the page scroll. */
const EDGE = 72

/**
 * A list that is put in order by dragging, by the arrow keys on the handle, with Alt and an arrow
 * key from anywhere in a row, or from each row's menu. Every move is said.
 */
export function Reorder<Item>(props: Props<Item>) {
  const { items, keyOf, nameOf, placeOf, stepFrom, onMove, onRemove, removable } = props
  const { reorder: t } = useStrings('bank')
  const list = useRef<HTMLUListElement>(null)
  const pointer = useRef(0)
  const [drag, setDrag] = useState<Drag | null>(null)
  const [movedKey, setMovedKey] = useState<string | null>(null)
  const [said, setSaid] = useState('')

  const whereIs = (item: Item, place: number) =>
    placeOf?.(item, place) ?? t.place(place + 1, items.length)

  useEffect(() => {
    const place = items.findIndex((item) => keyOf(item) === movedKey)
    const item = items[place]
    if (movedKey === null || item === undefined) return
    setSaid(
      t.moved(nameOf(item, place), placeOf?.(item, place) ?? t.place(place + 1, items.length)),
    )
    setMovedKey(null)
  }, [movedKey, items, keyOf, nameOf, placeOf, t])

  function move(from: number, to: number) {
    const item = items[from]
    if (item === undefined || to < 0 || to >= items.length || to === from) return
    const focused = document.activeElement
    flushSync(() => onMove(from, to))
    // A row that is moved in the page loses the focus.
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus()
    setMovedKey(keyOf(item))
  }

  function step(place: number, by: number) {
    const item = items[place]
    if (item !== undefined) move(place, stepFrom?.(item, place, by) ?? place + by)
  }

  useEffect(() => {
    const element = list.current
    if (element === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      const by = stepOf(event.key)
      if (by === null || !event.altKey || event.ctrlKey || event.metaKey) return
      const { target } = event
      if (!(target instanceof Node)) return
      const place = [...element.children].findIndex((row) => row.contains(target))
      if (place < 0) return
      event.preventDefault()
      step(place, by)
    }
    element.addEventListener('keydown', onKeyDown)
    return () => element.removeEventListener('keydown', onKeyDown)
  })

  const dragging = drag !== null
  useEffect(() => {
    if (!dragging) return
    let frame = requestAnimationFrame(function scroll() {
      const below = pointer.current - (innerHeight - EDGE)
      const above = EDGE - pointer.current
      if (below > 0) scrollBy(0, below / 5)
      else if (above > 0) scrollBy(0, -above / 5)
      frame = requestAnimationFrame(scroll)
    })
    const cancel = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setDrag(null)
    }
    addEventListener('keydown', cancel)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('keydown', cancel)
    }
  }, [dragging])

  function hold(place: number, y: number) {
    pointer.current = y
    setDrag({ from: place, slot: place })
  }

  function follow(y: number) {
    if (drag === null) return
    pointer.current = y
    const slot = [...(list.current?.children ?? [])].filter((row) => {
      const box = row.getBoundingClientRect()
      return y > box.top + box.height / 2
    }).length
    if (slot !== drag.slot) setDrag({ ...drag, slot })
  }

  function drop() {
    if (drag === null) return
    setDrag(null)
    move(drag.from, drag.slot > drag.from ? drag.slot - 1 : drag.slot)
  }

  return (
    <>
      <ul ref={list} aria-label={props.label} className={props.className}>
        {items.map((item, place) => (
          <RowView
            key={keyOf(item)}
            name={nameOf(item, place)}
            where={whereIs(item, place)}
            mark={markAt(drag, place, items.length)}
            isFirst={place === 0}
            isLast={place === items.length - 1}
            onStep={(by) => step(place, by)}
            onRemove={
              onRemove !== undefined && (removable?.(item) ?? true) ? () => onRemove(item) : null
            }
            onHold={(y) => hold(place, y)}
            onFollow={follow}
            onDrop={drop}
            onCancel={() => setDrag(null)}
          >
            {(row) => props.children(item, place, row)}
          </RowView>
        ))}
      </ul>
      <p role="status" className="only-heard">
        {said}
      </p>
    </>
  )
}

type Mark = 'dragged' | 'before' | 'after' | null

/** How a row shows what is being dragged, and where it would go. */
function markAt(drag: Drag | null, place: number, count: number): Mark {
  if (drag === null) return null
  if (drag.from === place) return 'dragged'
  if (drag.slot === place && drag.from !== place - 1) return 'before'
  return place === count - 1 && drag.slot === count ? 'after' : null
}

const marks: Readonly<Record<Exclude<Mark, null>, string>> = {
  dragged: 'opacity-40',
  before: 'before:absolute before:inset-x-0 before:-top-1 before:h-1 before:bg-accent',
  after: 'after:absolute after:inset-x-0 after:-bottom-1 after:h-1 after:bg-accent',
}

interface RowViewProps {
  readonly name: string
  readonly where: string
  readonly mark: Mark
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onStep: (by: number) => void
  readonly onRemove: (() => void) | null
  readonly onHold: (y: number) => void
  readonly onFollow: (y: number) => void
  readonly onDrop: () => void
  readonly onCancel: () => void
  readonly children: (row: Row) => ReactNode
}

function RowView(props: RowViewProps) {
  const { reorder: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const { name, mark, onStep, onRemove } = props
  const entries = [
    ...(props.isFirst
      ? []
      : [{ id: 'up', label: t.up, icon: 'up' as const, onAction: () => onStep(-1) }]),
    ...(props.isLast
      ? []
      : [{ id: 'down', label: t.down, icon: 'down' as const, onAction: () => onStep(1) }]),
    ...(onRemove === null
      ? []
      : [
          {
            id: 'remove',
            label: actions.remove,
            icon: 'trash' as const,
            danger: true,
            onAction: onRemove,
          },
        ]),
  ]
  const handle = (
    <button
      type="button"
      aria-label={t.handle(name, props.where)}
      aria-keyshortcuts="ArrowUp ArrowDown"
      title={t.handleHint}
      onKeyDown={(event) => {
        const by = stepOf(event.key)
        if (by === null || event.altKey) return
        event.preventDefault()
        onStep(by)
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        props.onHold(event.clientY)
      }}
      onPointerMove={(event) => props.onFollow(event.clientY)}
      onPointerUp={props.onDrop}
      onPointerCancel={props.onCancel}
      className="grid h-11 w-8 shrink-0 cursor-grab touch-none place-items-center text-soft
        hover:text-ink active:cursor-grabbing"
    >
      <Icon name="grip" />
    </button>
  )
  const menu = entries.length > 0 && (
    <Menu
      label={t.menu(name)}
      buttonClassName="grid h-11 w-9 shrink-0 place-items-center text-soft hover:text-ink sm:w-11"
      button={<Icon name="more" />}
      groups={[{ entries }]}
    />
  )
  return (
    <li className={`relative ${mark === null ? '' : marks[mark]}`}>
      {props.children({ handle, menu })}
    </li>
  )
}

function stepOf(key: string): -1 | 1 | null {
  if (key === 'ArrowUp') return -1
  return key === 'ArrowDown' ? 1 : null
}
