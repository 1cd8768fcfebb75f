import { flushSync } from 'react-dom'
import { Button } from '../../design/button.tsx'
import { TextArea } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field, goToField } from '../editing/fields.ts'
import { MarkdownField } from '../editing/markdown-field.tsx'
import { NumberEntry } from '../editing/number-entry.tsx'
import { newPart, replaced, without } from '../part.ts'
import type { ExtendedTextDraft } from './draft.ts'

const MOST = 20

/** How much is written, the model answer, and what it is marked by. */
export function ExtendedTextEditor({ draft, onChange }: EditorProps<ExtendedTextDraft>) {
  const { extendedText: t, picture } = useStrings('bank')
  const { rubric } = draft

  function addCriterion() {
    const criterion = { ...newPart(), points: 1 }
    flushSync(() => onChange({ ...draft, rubric: [...rubric, criterion] }))
    goToField(field.part(criterion.id))
  }

  return (
    <div className="grid min-w-0 gap-6">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <NumberEntry
          label={t.lines}
          hint={t.linesHint}
          least={0}
          value={draft.lines}
          onChange={(lines) =>
            onChange({ ...draft, lines: Math.min(40, Math.round(lines ?? 0)) }, 'lines')
          }
        />
        <NumberEntry
          label={t.mostWords}
          hint={t.mostWordsHint}
          least={1}
          value={draft.mostWords}
          onChange={(most) => {
            const mostWords = most === null ? null : Math.min(10_000, Math.round(most))
            onChange({ ...draft, mostWords }, 'mostWords')
          }}
        />
      </div>
      {draft.lines > 0 && (
        <TextArea
          label={t.template}
          optional
          rows={2}
          maxLength={20_000}
          value={draft.template}
          onChange={(event) => onChange({ ...draft, template: event.target.value }, 'template')}
        />
      )}
      <MarkdownField
        id={field.model}
        label={t.model}
        hint={t.modelHint}
        limit={20_000}
        rows={4}
        value={draft.model}
        onChange={(model) => onChange({ ...draft, model }, 'model')}
      />
      <section className="grid gap-3">
        <h2 className="font-sans text-base font-bold tracking-normal">{t.rubric}</h2>
        <p className="text-sm text-soft">{t.rubricHint}</p>
        <ul className="grid gap-3">
          {rubric.map((criterion, place) => (
            <li key={criterion.id} className="flex flex-wrap items-end gap-2">
              <MarkdownField
                id={field.part(criterion.id)}
                label={t.criterion(place + 1)}
                toolbar={false}
                limit={2_000}
                value={criterion.text}
                onChange={(text) =>
                  onChange(
                    { ...draft, rubric: replaced(rubric, { ...criterion, text }) },
                    criterion.id,
                  )
                }
                className="min-w-48 grow basis-64"
              />
              <NumberEntry
                label={t.points}
                value={criterion.points}
                onChange={(points) => {
                  if (points === null || points <= 0) return
                  const next = { ...criterion, points: Math.min(100, points) }
                  onChange({ ...draft, rubric: replaced(rubric, next) }, `${criterion.id}-points`)
                }}
                className="w-24"
              />
              <button
                type="button"
                aria-label={picture.remove(t.criterion(place + 1))}
                onClick={() => onChange({ ...draft, rubric: without(rubric, criterion.id) })}
                className="grid h-12 w-11 place-items-center text-soft hover:text-ink"
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
        <div>
          <Button
            id={field.add}
            size="small"
            kind="quiet"
            disabled={rubric.length >= MOST}
            onClick={addCriterion}
          >
            <Icon name="plus" />
            {t.addCriterion}
          </Button>
        </div>
      </section>
    </div>
  )
}
