import { useQuery } from '@tanstack/react-query'
import { useWorkspace } from '../../app/me.ts'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { topicsQuery } from '../../learn/queries.ts'
import { partsSet, withPart, type QuestionFilter } from './filter.ts'

interface Props {
  readonly filter: QuestionFilter
  readonly onChange: (filter: QuestionFilter) => void
}

/** The filters that are set, each with a way to take it off. */
export function FilterChips({ filter, onChange }: Props) {
  const { list: t, states, bloom, difficulty } = useStrings('bank')
  const { types } = useStrings('questions')
  const { workspaceId } = useWorkspace()
  const { data: topics } = useQuery(topicsQuery(workspaceId))
  if (partsSet(filter) === 0) return null
  const topic = topics?.items.find(({ id }) => id === filter.topic)
  const chips: { label: string; off: QuestionFilter }[] = []
  if (filter.state !== undefined)
    chips.push({ label: states[filter.state], off: withPart(filter, { state: undefined }) })
  if (filter.type !== undefined)
    chips.push({ label: types[filter.type], off: withPart(filter, { type: undefined }) })
  if (filter.topic !== undefined)
    chips.push({
      label:
        filter.below === true ? t.andBelow(topic?.title ?? t.topic) : (topic?.title ?? t.topic),
      off: withPart(filter, { topic: undefined, below: undefined }),
    })
  if (filter.tag !== undefined)
    chips.push({ label: `#${filter.tag}`, off: withPart(filter, { tag: undefined }) })
  if (filter.bloom !== undefined)
    chips.push({ label: bloom[filter.bloom].name, off: withPart(filter, { bloom: undefined }) })
  if (filter.min !== undefined || filter.max !== undefined)
    chips.push({
      label: `${difficulty.label} ${filter.min ?? 1}–${filter.max ?? 10}`,
      off: withPart(filter, { min: undefined, max: undefined }),
    })
  return (
    <ul aria-label={t.setFilters} className="flex flex-wrap items-center gap-2">
      {chips.map(({ label, off }) => (
        <li key={label}>
          <button
            type="button"
            aria-label={t.takeOff(label)}
            onClick={() => onChange(off)}
            className="inline-flex min-h-9 items-center gap-2 rounded-sm border-2 border-edge px-2.5
              text-sm font-bold hover:border-ink"
          >
            {label}
            <Icon name="close" className="text-xs" />
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          onClick={() => onChange(filter.search === undefined ? {} : { search: filter.search })}
          className="min-h-9 px-2 text-sm font-bold underline underline-offset-4"
        >
          {t.clear}
        </button>
      </li>
    </ul>
  )
}
