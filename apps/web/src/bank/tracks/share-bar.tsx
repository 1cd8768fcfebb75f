import { useFormat } from '../../i18n/format.ts'
import { shares } from './shares.ts'

interface Props {
  readonly parts: readonly { readonly title: string; readonly weight: number }[]
}

/** A blueprint as a bar: each topic as wide as its share, with its name below. */
export function ShareBar({ parts }: Props) {
  const { percent } = useFormat()
  const each = shares(parts.map(({ weight }) => weight))
  return (
    <ul className="mt-4 flex gap-0.5 max-sm:grid max-sm:gap-1">
      {parts.map(({ title }, place) => {
        const share = each[place] ?? 0
        return (
          <li
            key={`${place} ${title}`}
            style={{ '--share': share, flexGrow: share, flexBasis: 0 }}
            className="min-w-0 text-sm max-sm:flex max-sm:items-center max-sm:gap-3"
          >
            <div
              className={`keeps-colour h-3 shrink-0 max-sm:w-[calc(var(--share)*8rem)] ${
                fills[place % fills.length]
              }`}
            />
            <p className="mt-1 min-w-0 hyphens-auto max-sm:mt-0 max-sm:grow">
              <span className="tabular font-bold">{percent(share)}</span>{' '}
              <span className="text-soft">{title}</span>
            </p>
          </li>
        )
      })}
    </ul>
  )
}

const fills = ['bg-answer-1', 'bg-answer-2', 'bg-answer-3', 'bg-answer-4'] as const
