import { useMemo } from 'react'
import { encode } from 'uqr'

interface Props {
  readonly text: string
  readonly label: string
  readonly className?: string
}

const quiet = 3

/** A QR code: always dark on light, since not every camera reads the reverse. */
export function QrCode({ text, label, className = '' }: Props) {
  const { size, path } = useMemo(() => drawn(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-quiet} ${-quiet} ${size + 2 * quiet} ${size + 2 * quiet}`}
      className={`keeps-colour ${className}`}
    >
      <rect x={-quiet} y={-quiet} width="100%" height="100%" fill="#fffdf8" />
      <path d={path} fill="#1c1a17" />
    </svg>
  )
}

function drawn(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const modules = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return { size, path: modules.join('') }
}
