import { flushSync } from 'react-dom'
import { ChoiceBar } from '../../design/choice-bar.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field, goToField } from '../editing/fields.ts'
import { MarkdownField } from '../editing/markdown-field.tsx'
import { PartialCredit } from '../editing/partial-credit.tsx'
import { TextList } from '../editing/text-list.tsx'
import { TextMatchFields } from '../editing/text-match-fields.tsx'
import { replaced } from '../part.ts'
import {
  filledBy,
  rightOf,
  shownGaps,
  withChoices,
  withGapAt,
  withGapsOf,
  withoutGap,
  type FillInDraft,
  type GapDraft,
} from './draft.ts'
import { GapExtras } from './gap-extras.tsx'

/** A text whose marked words become gaps, and what is right in each. */
export function FillInEditor({ draft, onChange }: EditorProps<FillInDraft>) {
  const { fillIn: t } = useStrings('bank')

  function makeGap(textarea: HTMLTextAreaElement) {
    const made = withGapAt(draft, textarea.selectionStart, textarea.selectionEnd)
    flushSync(() => onChange(made.draft))
    const answer = made.draft.gaps.at(-1)?.match.accepted[0]
    if (answer === undefined || answer.text !== '') {
      textarea.focus()
      textarea.setSelectionRange(made.end, made.end)
    } else goToField(field.part(answer.id))
  }

  return (
    <div className="grid min-w-0 gap-5">
      <MarkdownField
        id={field.text}
        label={t.text}
        hint={t.textHint}
        limit={20_000}
        rows={3}
        value={draft.text}
        onChange={(text) => onChange(withGapsOf(draft, text), 'text')}
        tool={{ label: t.makeGap, onUse: makeGap }}
        onKeyDown={(event) => {
          if (event.key.toLowerCase() !== 'g' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          makeGap(event.currentTarget)
        }}
      />
      <ul className="grid gap-5">
        {shownGaps(draft).map((gap) => (
          <li key={gap.id}>
            <Gap
              gap={gap}
              onChange={(next, what) =>
                onChange({ ...draft, gaps: replaced(draft.gaps, next) }, what)
              }
              onRemove={() => onChange(withoutGap(draft, gap.id))}
            />
          </li>
        ))}
      </ul>
      <PartialCredit rule={draft.rule} onChange={(rule) => onChange({ ...draft, rule })} />
    </div>
  )
}

interface GapProps {
  readonly gap: GapDraft
  readonly onChange: (gap: GapDraft, what?: string) => void
  readonly onRemove: () => void
}

function Gap({ gap, onChange, onRemove }: GapProps) {
  const { fillIn: t } = useStrings('bank')
  const picked = gap.choices.length > 0
  const right = rightOf(gap)
  return (
    <fieldset id={field.part(gap.id)} className="grid min-w-0 gap-3 border-s-4 border-ink ps-4">
      <legend className="contents">
        <span className="flex items-center justify-between gap-3">
          <span className="font-bold">
            {t.gap(gap.id)} <code className="font-mono text-sm text-soft">{`{{${gap.id}}}`}</code>
          </span>
          <button
            type="button"
            aria-label={t.removeGap(gap.id)}
            title={t.removeGap(gap.id)}
            onClick={onRemove}
            className="grid size-9 place-items-center text-soft hover:text-ink"
          >
            <Icon name="close" />
          </button>
        </span>
      </legend>
      <ChoiceBar
        label={t.how}
        labelHidden
        value={picked ? 'picked' : 'typed'}
        choices={[
          { value: 'typed', label: t.typed },
          { value: 'picked', label: t.picked },
        ]}
        onChange={(how) => onChange(filledBy(gap, how))}
      />
      {picked ? (
        <TextList
          label={t.choices}
          nameOf={t.choice}
          addLabel={t.addChoice}
          most={40}
          limit={200}
          parts={gap.choices}
          onChange={(choices, what) => onChange(withChoices(gap, choices, right), what)}
          renderLead={({ id, text }, place) => (
            <label
              title={t.isRight}
              className="grid size-11 shrink-0 cursor-pointer place-items-center"
            >
              <input
                type="checkbox"
                checked={right.has(id)}
                aria-label={`${t.isRight}: ${text || t.choice(place)}`}
                onChange={(event) =>
                  onChange(
                    withChoices(
                      gap,
                      gap.choices,
                      event.target.checked
                        ? right.union(new Set([id]))
                        : right.difference(new Set([id])),
                    ),
                  )
                }
                className="size-5 accent-accent"
              />
            </label>
          )}
        />
      ) : (
        <TextMatchFields
          label={t.gap(gap.id)}
          match={gap.match}
          onChange={(match, what) => onChange({ ...gap, match }, what)}
        />
      )}
      <GapExtras key={picked ? 'picked' : 'typed'} gap={gap} onChange={onChange} />
    </fieldset>
  )
}
