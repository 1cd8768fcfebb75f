import { useId } from 'react'
import type { MemorySettings } from '@quizmentor/contract/practice'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'

type Choice = MemorySettings['choices'][number]

interface Props {
  readonly choice: Choice
  /** What is in force. */
  readonly now: Choice | undefined
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** One way to remember: how much, in words, and how many answers a day it asks for. */
export function RetentionChoice({ choice, now, isChosen, onChoose }: Props) {
  const { remembering: t } = useStrings('learn')
  const { percent } = useFormat()
  const id = useId()
  const share = percent(choice.desiredRetention)
  const level = t.levels[String(Math.round(choice.desiredRetention * 1000) / 10)]
  const cost = useCost(choice, now)
  return (
    <label
      className="grid grid-cols-[auto_4.5rem_1fr] items-center gap-x-3 border-t border-rule
        border-s-4 border-s-transparent py-3 ps-3 pe-2 hover:bg-sunk has-checked:border-s-accent
        has-checked:bg-leaf has-focus-visible:outline-3 has-focus-visible:outline-offset-2
        has-focus-visible:outline-focus sm:grid-cols-[auto_5.5rem_1fr_auto]"
    >
      <input
        type="radio"
        name="retention"
        checked={isChosen}
        onChange={onChoose}
        aria-labelledby={`${id}-share ${id}-name`}
        aria-describedby={`${id}-detail${cost === null ? '' : ` ${id}-cost`}`}
        className="size-5 outline-none accent-accent"
      />
      <span id={`${id}-share`} className="poster tabular text-xl sm:text-2xl">
        {share}
      </span>
      <span>
        <span id={`${id}-name`} className="block font-bold">
          {level?.name ?? t.other.name}
        </span>
        <span id={`${id}-detail`} className="block text-sm text-soft">
          {level?.detail ?? t.other.detail(percent(1 - choice.desiredRetention))}
        </span>
      </span>
      {cost !== null && (
        <span
          id={`${id}-cost`}
          className="tabular text-sm max-sm:col-start-3 max-sm:mt-1 sm:min-w-36 sm:text-end"
        >
          <span className="block font-bold">{cost.perDay}</span>
          <span className="block text-soft">{cost.comparedToNow}</span>
        </span>
      )}
    </label>
  )
}

/** How many answers a day, and how many more or fewer than now; `null` where that is unknown. */
function useCost(
  { answersPerDay, desiredRetention }: Choice,
  now: Choice | undefined,
): { readonly perDay: string; readonly comparedToNow: string } | null {
  const { remembering: t } = useStrings('learn')
  if (answersPerDay === null || now === undefined || now.answersPerDay === null) return null
  const rounded = Math.round(answersPerDay)
  const perDay = rounded === 0 ? t.rarely : t.perDay(rounded)
  if (desiredRetention === now.desiredRetention) return { perDay, comparedToNow: t.inForce }
  const more = rounded - Math.round(now.answersPerDay)
  const difference = more > 0 ? t.more(more) : t.fewer(-more)
  return { perDay, comparedToNow: more === 0 ? t.same : difference }
}
