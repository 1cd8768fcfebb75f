import { useStrings } from '../i18n/strings.tsx'

interface Props {
  /** How many lines of content are awaited. */
  readonly lines?: number
  /** The height of one, in rem. */
  readonly height?: number
}

/** Holds the place of content that is loading; invisible for the first 200 ms. */
export function Skeleton({ lines = 3, height = 1.5 }: Props) {
  const { loading } = useStrings('common')
  return (
    <div role="status" className="after-a-moment grid gap-4">
      <span className="only-heard">{loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div
          key={line}
          className="bg-sunk"
          style={{ height: `${height}rem`, width: `${100 - (line % 3) * 14}%` }}
        />
      ))}
    </div>
  )
}
