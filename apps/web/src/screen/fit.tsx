import { useLayoutEffect, useRef, type ReactNode } from 'react'

interface Props {
  /** The largest and the smallest size of the text, in hundredths of the stage's width. */
  readonly most: number
  readonly least: number
  readonly align?: 'start' | 'center' | 'end'
  readonly className?: string
  readonly children: ReactNode
}

const steps = 24
const aligned = { start: '', center: 'justify-center', end: 'justify-end' }

/** Text as large as its box allows: what is written must fit, and be read from the last row. */
export function Fit({ most, least, align = 'start', className = '', children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const outer = box.current
    const inner = content.current
    if (outer === null || inner === null) return

    const sizeAt = (step: number) => most * (least / most) ** (step / steps)
    const fitsAt = (step: number) => {
      outer.style.fontSize = `calc(${sizeAt(step).toFixed(3)} * var(--u))`
      // Not `scrollHeight`: that grows while what is inside moves in.
      return inner.offsetHeight <= outer.clientHeight && inner.scrollWidth <= outer.clientWidth
    }
    const fit = () => {
      if (outer.clientHeight === 0 || fitsAt(0)) return
      let tooLarge = 0
      let fitting = steps
      while (fitting - tooLarge > 1) {
        const middle = Math.floor((tooLarge + fitting) / 2)
        if (fitsAt(middle)) fitting = middle
        else tooLarge = middle
      }
      fitsAt(fitting)
    }

    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(outer)
    observer.observe(inner)
    return () => observer.disconnect()
  }, [most, least])

  return (
    <div ref={box} className={`min-h-0 min-w-0 overflow-hidden ${className}`}>
      <div ref={content} className={`flex min-h-full flex-col ${aligned[align]}`}>
        {children}
      </div>
    </div>
  )
}
