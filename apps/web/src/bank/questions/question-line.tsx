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
    <div className="flex h-full items-start gap-3 py-2.5 pe-2 sm:gap-4">
      {selectable ? (
        <Checkbox
          slot="selection"
          className="group/box -mt-1 grid size-9 shrink-0 cursor-pointer place-items-center"
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
      <div className="grid h-full min-w-0 grow content-between">
        <p className="line-clamp-2">
          <span className="font-bold group-data-href:group-data-hovered:underline">{stem}</span>{' '}
          <span className="text-sm text-soft">{rest.join(' · ')}</span>
        </p>
        <p className="flex items-center gap-x-3 overflow-hidden text-sm whitespace-nowrap text-soft">
          <span className="inline-flex shrink-0 items-center gap-1.5">
            <TypeIcon type={question.type} />
            {types[question.type]}
          </span>
          {topic !== undefined && <span className="min-w-0 shrink truncate">{topic}</span>}
          <span className="shrink-0 max-sm:hidden">{bloom[question.bloom].name}</span>
          <span className="truncate max-sm:hidden">
            {question.tags.map((tag) => `#${tag}`).join(' ')}
          </span>
        </p>
      </div>
      <div className="grid h-full shrink-0 content-between justify-items-end text-sm">
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
