import { Checkbox } from 'react-aria-components'
import type { QuestionRow } from '@quizmentor/contract/bank'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { DifficultyMeter } from '../difficulty-meter.tsx'
import { Stamp } from '../stamp.tsx'
import { TypeIcon } from '../type-icon.tsx'

interface Props {
  readonly question: QuestionRow
  readonly topic: string | undefined
  readonly selectable: boolean
}

/** A question in a list: what it asks, and what one sorts it by. */
export function QuestionLine({ question, topic, selectable }: Props) {
  const { types } = useStrings('questions')
  const { bloom, list: t } = useStrings('bank')
  const { relative } = useFormat()
  const [stem = '', ...rest] = question.excerpt.split('\n')
  return (
    <div className="flex items-start gap-3 py-3 pe-2 sm:gap-4">
      {selectable ? (
        <Checkbox
          slot="selection"
          className="group/box grid size-9 shrink-0 cursor-pointer place-items-center"
        >
          <span
            className="grid size-5 place-items-center rounded-sm border-2 border-edge
              group-data-hovered/box:border-ink group-data-selected/box:border-accent
              group-data-selected/box:bg-accent group-data-selected/box:text-on-accent
              group-data-focus-visible/box:outline-3 group-data-focus-visible/box:outline-offset-2
              group-data-focus-visible/box:outline-focus"
          >
            <Icon name="check" className="size-3.5 opacity-0 group-data-selected/box:opacity-100" />
          </span>
        </Checkbox>
      ) : (
        <span className="w-1" />
      )}
      <div className="min-w-0 grow">
        <p className="line-clamp-2 font-bold group-data-href:group-data-hovered:underline">
          {stem}
        </p>
        {rest.length > 0 && <p className="truncate text-sm text-soft">{rest.join(' · ')}</p>}
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-soft">
          <span className="inline-flex items-center gap-1.5">
            <TypeIcon type={question.type} />
            {types[question.type]}
          </span>
          {topic !== undefined && <span className="truncate">{topic}</span>}
          <span className="max-sm:hidden">{bloom[question.bloom].name}</span>
          {question.tags.slice(0, 3).map((tag) => (
            <span key={tag} className="max-sm:hidden">
              #{tag}
            </span>
          ))}
        </p>
      </div>
      <div className="grid shrink-0 justify-items-end gap-1.5 text-sm">
        <Stamp state={question.state} />
        <DifficultyMeter value={question.difficulty} />
        <time
          dateTime={question.updatedAt}
          title={t.changed}
          className="text-xs text-soft max-sm:hidden"
        >
          {relative(question.updatedAt)}
        </time>
      </div>
    </div>
  )
}
