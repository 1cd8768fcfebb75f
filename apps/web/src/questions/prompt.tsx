import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isPlain, mayHaveMath } from './markdown-source.ts'
import type * as MarkdownModule from './markdown.ts'
import type * as MathModule from './math.ts'

type MathRenderer = MarkdownModule.MathRenderer

interface Renderer {
  readonly render: typeof MarkdownModule.renderMarkdown
  readonly math: MathRenderer
}

let markdown: Promise<typeof MarkdownModule> | null = null
let math: Promise<typeof MathModule> | null = null
/** What has arrived: used at once, without a gap between question and text. */
let arrived: { render: typeof MarkdownModule.renderMarkdown | null; math: MathRenderer } = {
  render: null,
  math: null,
}

/** Loads what draws these texts, so that it is there when they are shown. */
export async function loadMarkdown(needsMath: boolean): Promise<Renderer> {
  markdown ??= import('./markdown.ts')
  if (needsMath) math ??= import('./math.ts')
  const [{ renderMarkdown: render }, drawn] = await Promise.all([markdown, math])
  arrived = { render, math: drawn?.renderMath ?? arrived.math }
  return { render, math: arrived.math }
}

interface Props {
  readonly text: string
  /** For options and other short texts: no paragraphs, unless the text has several lines. */
  readonly inline?: boolean
  readonly className?: string
}

/**
 * Markdown, drawn safely. Text without marks is shown as it is and loads nothing; the renderer comes
 * with the first text that needs it, KaTeX with the first formula.
 */
export function Markdown({ text, inline = false, className = '' }: Props) {
  if (isPlain(text)) return <span className={`block ${className}`}>{text}</span>
  return (
    <Rendered
      key={text}
      text={text}
      inline={inline && !text.includes('\n')}
      className={className}
    />
  )
}

function Rendered({ text, inline, className }: Required<Props>) {
  const box = useRef<HTMLDivElement>(null)
  const needsMath = mayHaveMath(text)
  const [renderer, setRenderer] = useState<Renderer | 'loading' | 'failed'>(() =>
    arrived.render !== null && (!needsMath || arrived.math !== null)
      ? { render: arrived.render, math: arrived.math }
      : 'loading',
  )

  useEffect(() => {
    if (renderer !== 'loading') return
    let gone = false
    loadMarkdown(needsMath).then(
      (loaded) => gone || setRenderer(loaded),
      () => gone || setRenderer('failed'),
    )
    return () => void (gone = true)
  }, [renderer, needsMath])

  useLayoutEffect(() => {
    const element = box.current
    if (element === null || typeof renderer === 'string') return
    element.replaceChildren(renderer.render(text, inline, needsMath ? renderer.math : null))
    return keepScrollableReachable(element)
  }, [renderer, text, inline, needsMath])

  return typeof renderer === 'string' ? (
    <span
      className={`block whitespace-pre-line ${renderer === 'loading' ? 'opacity-0' : ''} ${className}`}
    >
      {text}
    </span>
  ) : (
    <div ref={box} className={`prose ${className}`} />
  )
}

/** What is too wide and scrolls by itself must be reachable by key. */
function keepScrollableReachable(element: HTMLElement): () => void {
  const wide = element.querySelectorAll<HTMLElement>('pre, table, math[display=block]')
  if (wide.length === 0) return () => undefined
  const observer = new ResizeObserver(() => {
    for (const each of wide)
      if (each.scrollWidth > each.clientWidth) each.setAttribute('tabindex', '0')
      else each.removeAttribute('tabindex')
  })
  for (const each of wide) observer.observe(each)
  return () => observer.disconnect()
}
