import { useState, type ReactNode, type Ref } from 'react'
import type { Image } from '@quizmentor/engine/question/image'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { isOwnImage } from './own-image.ts'

interface Props {
  readonly image: Image
  /** What lies on it, placed in parts of its size. */
  readonly children?: ReactNode
  /** Told how large the picture really is, once it was read. */
  readonly onSize?: (width: number, height: number) => void
  readonly ref?: Ref<HTMLDivElement>
}

/** The picture of a question, as wide as there is room, in the proportions it was written for. */
export function Picture({ image, children, onSize, ref }: Props) {
  const { picture: t } = useStrings('questions')
  const [lost, setLost] = useState<string | null>(null)
  const { src, width, height, alt } = image
  const isLost = lost === src || !isOwnImage(src)
  const known = width > 0 && height > 0
  return (
    <div
      ref={ref}
      className="relative w-full border-2 border-ink bg-leaf"
      style={{
        ...(known && { aspectRatio: `${width} / ${height}` }),
        // Small pictures aren't blown up beyond what they show; tall ones stay in view.
        ...(known && {
          maxWidth: `min(${Math.max(2 * width, 320)}px, ${(85 * width) / height}vh)`,
        }),
      }}
    >
      {isLost ? (
        <p className="flex min-h-24 items-center gap-2.5 p-4 text-soft">
          <Icon name="image" />
          {alt === '' ? t.lost : `${t.lost} ${alt}`}
        </p>
      ) : (
        <img
          src={src}
          alt={alt}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            onSize?.(naturalWidth, naturalHeight)
          }
          onError={() => setLost(src)}
          className={`block w-full select-none ${known ? 'h-full' : ''}`}
        />
      )}
      {known && children}
    </div>
  )
}

/** Drawings over the whole picture, in its pixels. */
export function Overlay({
  image: { width, height },
  children,
}: {
  readonly image: Image
  readonly children: ReactNode
}) {
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
      className="pointer-events-none absolute inset-0 size-full overflow-visible"
    >
      {children}
    </svg>
  )
}
