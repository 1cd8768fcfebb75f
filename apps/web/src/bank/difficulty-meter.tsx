import { useStrings } from '../i18n/strings.tsx'

/** The author's guess of a question's difficulty: ten strokes, as many of them filled. */
export function DifficultyMeter({ value }: { readonly value: number }) {
  const { difficulty } = useStrings('bank')
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <svg viewBox="0 0 40 12" role="img" aria-label={difficulty.of(value)} className="h-3 w-10">
        {Array.from({ length: 10 }, (_, place) => (
          <rect
            key={place}
            x={place * 4}
            y={9 - place}
            width="2.5"
            height={place + 3}
            className={place < value ? 'fill-ink' : 'fill-rule'}
          />
        ))}
      </svg>
      <span aria-hidden className="tabular">
        {value}
      </span>
    </span>
  )
}
