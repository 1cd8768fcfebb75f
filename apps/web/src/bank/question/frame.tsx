import { useEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { PopupPlace } from '../../design/popup-place.ts'

interface Props {
  readonly title: string
  /** In pixels, as on the device. */
  readonly width: number
  readonly height: number
  /** Shown to those who see only; nothing in it can be used. */
  readonly inert?: boolean
  readonly children: ReactNode
}

/**
 * A page within the page, with a width of its own: what is in it looks as on that device, made
 * smaller to fit. It has the styles, the theme and the language of the page around it.
 */
export function Frame({ title, width, height, inert = false, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const [body, setBody] = useState<HTMLElement | null>(null)
  const [scale, setScale] = useState(0)

  useEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setScale(element.clientWidth / width))
    observer.observe(element)
    return () => observer.disconnect()
  }, [width])

  useEffect(() => {
    const inside = frame.current?.contentDocument
    if (inside == null) return
    const stop = mirrorStyles(inside)
    inside.title = title
    setBody(inside.body)
    return stop
  }, [title])

  return (
    <div
      ref={box}
      style={{ aspectRatio: `${width} / ${height}` }}
      className="relative overflow-hidden"
    >
      {/* It has no address: all that is in it is drawn by this page. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe
        ref={frame}
        title={title}
        inert={inert}
        width={width}
        height={height}
        style={{ scale: `${scale}`, transformOrigin: '0 0' }}
        className="absolute top-0 left-0 max-w-none"
      />
      {body !== null && createPortal(<PopupPlace value={body}>{children}</PopupPlace>, body)}
    </div>
  )
}

/** Keeps a document in the styles, theme, language and direction of this one. */
function mirrorStyles(inside: Document): () => void {
  const root = inside.documentElement
  function marks() {
    const { lang, dir, dataset } = document.documentElement
    root.lang = lang
    root.dir = dir
    root.dataset['theme'] = dataset['theme'] ?? 'light'
  }
  function styles() {
    // The last one keeps React Aria from adding a style that the page's policy forbids.
    const wanted = document.querySelectorAll(
      'link[rel="stylesheet"], style, #react-aria-pressable-style',
    )
    inside.head.querySelectorAll('link, style').forEach((each) => each.remove())
    inside.head.append(...[...wanted].map((each) => each.cloneNode(true)))
  }
  marks()
  styles()
  const theme = new MutationObserver(marks)
  theme.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['lang', 'dir', 'data-theme'],
  })
  const head = new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes])
    const isStyle = (node: Node) =>
      node instanceof HTMLStyleElement ||
      (node instanceof HTMLLinkElement && node.rel === 'stylesheet')
    if (added.some(isStyle)) styles()
  })
  head.observe(document.head, { childList: true })
  return () => {
    theme.disconnect()
    head.disconnect()
  }
}
