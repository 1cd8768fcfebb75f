import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { mayHaveMath } from './markdown-source.ts'
import { loadMarkdown } from './prompt.tsx'

interface Props {
  readonly text: string
  readonly gapIds: readonly string[]
  /** What stands in place of a gap. */
  readonly renderGap: (id: string, place: number) => ReactNode
}

/** Markdown in which gaps, written `{{id}}`, are filled by something else. */
export function GappedText({ text, gapIds, renderGap }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [places, setPlaces] = useState<ReadonlyMap<string, HTMLElement>>(new Map())
  const [renderer, setRenderer] = useState<Awaited<ReturnType<typeof loadMarkdown>> | null>(null)

  useEffect(() => {
    void loadMarkdown(mayHaveMath(text)).then(setRenderer)
  }, [text])

  useLayoutEffect(() => {
    if (renderer === null || box.current === null) return
    const fragment = renderer.render(text, false, mayHaveMath(text) ? renderer.math : null)
    setPlaces(gapPlaces(fragment))
    box.current.replaceChildren(fragment)
  }, [renderer, text])

  return (
    <>
      <div ref={box} className="prose text-lg leading-[2.4]" />
      {gapIds.map((id, index) => {
        const place = places.get(id)
        return place === undefined ? null : createPortal(renderGap(id, index), place, id)
      })}
    </>
  )
}

/** Puts an empty element in place of each `{{gap}}` and gives them by the gap's id. */
function gapPlaces(fragment: DocumentFragment): ReadonlyMap<string, HTMLElement> {
  const places = new Map<string, HTMLElement>()
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
  for (const node of texts) {
    const pieces = node.data.split(/\{\{([A-Za-z0-9_-]{1,16})\}\}/)
    if (pieces.length === 1) continue
    node.replaceWith(
      ...pieces.map((piece, index) => {
        if (index % 2 === 0) return piece
        const place = document.createElement('span')
        places.set(piece, place)
        return place
      }),
    )
  }
  return places
}
