import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'
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
  /** Names an item to those who listen; `null` for one that stays where it is. */
  readonly nameOf: (item: Item, place: number) => string | null
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

const EDGE = 72

/**
 * A list that is put in order by dragging, by the arrow keys on the handle, with Alt and an arrow
 * key from anywhere in a row, or from each row's menu. Every move is said.
 */
export function Reorder<Item>(props: Props<Item>) {
  const { items, keyOf, nameOf, onMove } = props
  const { reorder: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const list = useRef<HTMLUListElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const [said, setSaid] = useState('')
  const pointer = useRef(0)

  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })

  function whereIs(item: Item, place: number): string {
    const { items: now, placeOf } = latest.current
    return placeOf?.(item, place) ?? t.place(place + 1, now.length)
  }

  function move(from: number, to: number) {
    const item = items[from]
    if (item === undefined || to < 0 || to >= items.length || to === from) return
    const focused = document.activeElement
    flushSync(() => onMove(from, to))
    // A row that is moved in the page loses the focus.
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus()
    const now = latest.current.items
    const place = now.findIndex((each) => keyOf(each) === keyOf(item))
    const moved = now[place]
    if (moved !== undefined) setSaid(t.moved(nameOf(moved, place) ?? '', whereIs(moved, place)))
  }

  function step(place: number, by: number) {
    const item = items[place]
    if (item !== undefined) move(place, props.stepFrom?.(item, place, by) ?? place + by)
  }

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
    const cancel = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape') setDrag(null)
    }
    addEventListener('keydown', cancel)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('keydown', cancel)
    }
  }, [dragging])

  function slotAt(y: number): number {
    const rows = [...(list.current?.children ?? [])]
    return rows.filter((row) => {
      const box = row.getBoundingClientRect()
      return y > box.top + box.height / 2
    }).length
  }

  function drop() {
    if (drag === null) return
    setDrag(null)
    move(drag.from, drag.slot > drag.from ? drag.slot - 1 : drag.slot)
  }

  function onRowKey(event: KeyboardEvent, place: number) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined || !event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    step(place, by)
  }

  function rowFor(item: Item, place: number, name: string): Row {
    const removable = props.onRemove !== undefined && (props.removable?.(item) ?? true)
    const entries = [
      ...(place > 0
        ? [{ id: 'up', label: t.up, icon: 'up' as const, onAction: () => step(place, -1) }]
        : []),
      ...(place < items.length - 1
        ? [{ id: 'down', label: t.down, icon: 'down' as const, onAction: () => step(place, 1) }]
        : []),
      ...(removable
        ? [
            {
              id: 'remove',
              label: actions.remove,
              icon: 'trash' as const,
              danger: true,
              onAction: () => props.onRemove?.(item),
            },
          ]
        : []),
    ]
    return {
      handle: (
        <button
          type="button"
          aria-label={t.handle(
            name,
            props.placeOf?.(item, place) ?? t.place(place + 1, items.length),
          )}
          aria-keyshortcuts="ArrowUp ArrowDown"
          title={t.handleHint}
          onKeyDown={(event: KeyboardEvent) => {
            const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
            if (by === undefined || event.altKey) return
            event.preventDefault()
            step(place, by)
          }}
          onPointerDown={(event: PointerEvent<HTMLButtonElement>) => {
            if (event.button !== 0) return
            event.currentTarget.setPointerCapture(event.pointerId)
            pointer.current = event.clientY
            setDrag({ from: place, slot: place })
          }}
          onPointerMove={(event) => {
            if (drag === null) return
            pointer.current = event.clientY
            const slot = slotAt(event.clientY)
            if (slot !== drag.slot) setDrag({ ...drag, slot })
          }}
          onPointerUp={drop}
          onPointerCancel={() => setDrag(null)}
          className="grid h-11 w-8 shrink-0 cursor-grab touch-none place-items-center text-soft
            hover:text-ink active:cursor-grabbing"
        >
          <Icon name="grip" />
        </button>
      ),
      menu: entries.length > 0 && (
        <Menu
          label={t.menu(name)}
          buttonClassName="grid h-11 w-9 shrink-0 place-items-center text-soft hover:text-ink sm:w-11"
          button={<Icon name="more" />}
          groups={[{ entries }]}
        />
      ),
    }
  }

  return (
    <>
      <ul ref={list} aria-label={props.label} className={props.className}>
        {items.map((item, place) => {
          const name = nameOf(item, place)
          const from = drag?.from === place
          const before =
            drag !== null && drag.slot === place && drag.from !== place && drag.from !== place - 1
          const after =
            drag !== null && place === items.length - 1 && drag.slot === items.length && !from
          return (
            <li
              key={keyOf(item)}
              onKeyDown={(event) => name !== null && onRowKey(event, place)}
              className={`relative ${from ? 'opacity-40' : ''} ${
                before
                  ? 'before:absolute before:inset-x-0 before:-top-1 before:h-1 before:bg-accent'
                  : ''
              } ${after ? 'after:absolute after:inset-x-0 after:-bottom-1 after:h-1 after:bg-accent' : ''}`}
            >
              {props.children(
                item,
                place,
                name === null ? { handle: null, menu: null } : rowFor(item, place, name),
              )}
            </li>
          )
        })}
      </ul>
      <p role="status" className="only-heard">
        {said}
      </p>
    </>
  )
}
