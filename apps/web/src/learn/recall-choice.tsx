import { useId, useRef } from 'react'
import type { Recall } from '@quizmentor/contract/practice'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'

export type Grade = Recall['graded']

interface Props {
  readonly recall: Recall
  readonly onRate: (rating: Grade | null) => void
}

/** How well an answer was remembered: what it was graded, or what the learner says instead. */
export function RecallChoice({ recall, onRate }: Props) {
  const { recall: t } = useStrings('learn')
  const { relative } = useFormat()
  const name = useId()
  const gradedInput = useRef<HTMLInputElement>(null)
  const chosen = recall.rated ?? recall.graded
  const dueAt = recall.choices.find(({ grade }) => grade === chosen)?.dueAt
  const comesBack = dueAt === undefined ? '' : relative(dueAt)
  return (
    <fieldset className="mt-8 min-w-0 scroll-mb-32">
      <legend className="font-bold">{t.title}</legend>
      <div className="mt-2 flex">
        {recall.choices.map(({ grade, dueAt }, index) => (
          <label
            key={grade}
            className="relative -ms-0.5 flex min-h-16 flex-1 basis-0 flex-col items-center
              justify-center gap-0.5 border-2 border-ink px-1 py-1.5 text-center leading-tight
              first:ms-0 first:rounded-s-sm last:rounded-e-sm hover:bg-sunk has-checked:bg-ink
              has-checked:text-paper has-focus-visible:z-10 has-focus-visible:outline-3
              has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              ref={grade === recall.graded ? gradedInput : null}
              type="radio"
              name={name}
              checked={grade === chosen}
              onChange={() => onRate(grade)}
              aria-keyshortcuts={`${index + 1}`}
              className="only-heard"
            />
            <span className="font-bold">{t.grades[grade]}</span>
            <span className="max-w-full text-xs wrap-anywhere hyphens-auto sm:text-sm">
              {relative(dueAt)}
            </span>
          </label>
        ))}
      </div>
      <div className="mt-1.5 flex min-h-9 flex-wrap items-center gap-x-3 text-sm text-soft">
        <p aria-live="polite">
          {recall.rated === null ? t.graded : t.rated(t.grades[recall.rated], comesBack)}
        </p>
        {recall.rated !== null && (
          <Button
            kind="quiet"
            size="small"
            aria-keyshortcuts="U"
            className="max-sm:-ms-3"
            onClick={() => {
              onRate(null)
              // This button goes; the focus stays near.
              gradedInput.current?.focus()
            }}
          >
            <Icon name="undo" />
            {t.undo}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
