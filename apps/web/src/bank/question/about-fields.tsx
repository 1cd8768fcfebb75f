import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useWorkspace } from '../../app/me.ts'
import { Field, inputClass } from '../../design/field.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { field } from '../../questions/editing/fields.ts'
import { tagsQuery } from '../queries.ts'
import { blooms } from '../questions/filter.ts'
import type { QuestionDraft } from './draft.ts'
import { TagField } from './tag-field.tsx'

interface Props {
  readonly draft: QuestionDraft
  readonly onChange: (draft: QuestionDraft, what?: string) => void
}

/** What is said about a question: how hard it is, what it asks for, tags, where it comes from. */
export function AboutFields({ draft, onChange }: Props) {
  const { about: t, bloom, difficulty } = useStrings('bank')
  const { workspaceId } = useWorkspace()
  const { data: tags } = useQuery(tagsQuery(workspaceId))
  const sliderId = useId()
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <label htmlFor={sliderId} className="font-bold">
          {difficulty.label}
        </label>
        <div className="flex items-center gap-4">
          <input
            id={sliderId}
            type="range"
            min={1}
            max={10}
            step={1}
            value={draft.difficulty}
            aria-valuetext={difficulty.step(
              draft.difficulty,
              difficulty.words[draft.difficulty - 1] ?? '',
            )}
            onChange={(event) =>
              onChange({ ...draft, difficulty: event.target.valueAsNumber }, 'difficulty')
            }
            className="h-8 min-w-0 grow accent-accent"
          />
          <output htmlFor={sliderId} className="poster tabular w-8 text-end text-2xl">
            {draft.difficulty}
          </output>
        </div>
        <p aria-hidden className="text-sm text-soft">
          {difficulty.words[draft.difficulty - 1]}
        </p>
      </div>
      <Select
        label={t.bloom}
        value={draft.bloom}
        hint={bloom[draft.bloom].hint}
        options={blooms.map((value) => ({ value, label: bloom[value].name }))}
        onChange={(level) => onChange({ ...draft, bloom: level })}
      />
      <TagField
        id={field.tags}
        label={t.tags}
        hint={t.tagsHint}
        tags={draft.tags}
        known={tags?.items.map(({ tag }) => tag) ?? []}
        onChange={(next) => onChange({ ...draft, tags: next })}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <div id={field.sourceTitle}>
          <Field label={t.sourceTitle} hint={t.sourceHint} optional>
            {(bound) => (
              <input
                {...bound}
                maxLength={300}
                value={draft.source.title}
                onChange={(event) =>
                  onChange(
                    { ...draft, source: { ...draft.source, title: event.target.value } },
                    'source title',
                  )
                }
                className={inputClass}
              />
            )}
          </Field>
        </div>
        <div id={field.sourceUrl}>
          <Field label={t.sourceUrl} optional>
            {(bound) => (
              <input
                {...bound}
                type="url"
                inputMode="url"
                placeholder="https://"
                value={draft.source.url}
                onChange={(event) =>
                  onChange(
                    { ...draft, source: { ...draft.source, url: event.target.value } },
                    'source url',
                  )
                }
                className={inputClass}
              />
            )}
          </Field>
        </div>
      </div>
    </div>
  )
}
