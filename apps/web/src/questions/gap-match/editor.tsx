import { flushSync } from 'react-dom'
import { Checkbox } from '../../design/checkbox.tsx'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field, goToField } from '../editing/fields.ts'
import { MarkdownField } from '../editing/markdown-field.tsx'
import { NumberEntry } from '../editing/number-entry.tsx'
import { PartialCredit } from '../editing/partial-credit.tsx'
import { plainText } from '../markdown-source.ts'
import { replaced, without } from '../part.ts'
import { AreaDrawing } from '../picture/area-drawing.tsx'
import { AreaRow } from '../picture/area-row.tsx'
import { noPicture } from '../picture/draft.ts'
import { PictureField } from '../picture/picture-field.tsx'
import {
  newChoice,
  shownGaps,
  withChoices,
  withGapAt,
  withGapIn,
  withGapsOf,
  withoutGap,
  type GapMatchDraft,
  type MatchGapDraft,
} from './draft.ts'

const MOST = 60

/** A text or a picture with gaps, the choices, and which belong where. */
export function GapMatchEditor({ draft, onChange }: EditorProps<GapMatchDraft>) {
  const { gapMatch: t, fillIn, picture } = useStrings('bank')
  const { image, choices } = draft
  const gaps = shownGaps(draft)
  const inPicture = gaps.filter((gap) => gap.area !== undefined)

  function makeGap(textarea: HTMLTextAreaElement) {
    const made = withGapAt(draft, textarea.selectionStart, textarea.selectionEnd)
    flushSync(() => onChange(made.draft))
    textarea.focus()
    textarea.setSelectionRange(made.end, made.end)
  }

  function addChoice() {
    const choice = newChoice()
    flushSync(() => onChange({ ...draft, choices: [...choices, choice] }))
    goToField(field.part(choice.id))
  }

  const change = (gap: MatchGapDraft, what?: string) =>
    onChange({ ...draft, gaps: replaced(draft.gaps, gap) }, what)
  return (
    <div className="grid min-w-0 gap-6">
      <MarkdownField
        id={field.text}
        label={t.text}
        hint={t.textHint}
        limit={20_000}
        rows={3}
        value={draft.text}
        onChange={(text) => onChange(withGapsOf(draft, text), 'text')}
        tool={{ label: fillIn.makeGap, onUse: makeGap }}
        onKeyDown={(event) => {
          if (event.key.toLowerCase() !== 'g' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          makeGap(event.currentTarget)
        }}
      />
      <Button
        size="small"
        className="justify-self-start"
        onClick={() => onChange({ ...draft, image: image === null ? noPicture : null })}
      >
        <Icon name={image === null ? 'image' : 'close'} />
        {image === null ? t.withPicture : t.withoutPicture}
      </Button>
      {image !== null && (
        <>
          <PictureField
            picture={image}
            onChange={(next, what) => onChange({ ...draft, image: next }, what)}
          />
          <p className="-mb-3 text-sm text-soft">{t.pictureHint}</p>
          <AreaDrawing
            picture={image}
            onPicture={(next, what) => onChange({ ...draft, image: next }, what)}
            areas={inPicture.flatMap(({ id, area, right }) =>
              area === undefined
                ? []
                : [{ id, area, name: fillIn.gap(id), sign: id, right: right.length > 0 }],
            )}
            most={MOST}
            onAdd={(area) => {
              const made = withGapIn(draft, area)
              onChange(made)
              return made.gaps.at(-1)?.id ?? ''
            }}
            onArea={(id, area, what) => {
              const gap = draft.gaps.find((each) => each.id === id)
              if (gap !== undefined) change({ ...gap, area }, what)
            }}
            onRemove={(id) => onChange(withoutGap(draft, id))}
          />
        </>
      )}
      <fieldset id={field.key} className="grid min-w-0 gap-3">
        <legend className="mb-1.5 font-bold">{t.choices}</legend>
        <p className="text-sm text-soft">{t.choicesHint}</p>
        <ul className="grid gap-2">
          {choices.map((choice, place) => (
            <li key={choice.id} className="flex items-end gap-2">
              <MarkdownField
                id={field.part(choice.id)}
                label={t.choice(place + 1)}
                labelHidden
                toolbar={false}
                limit={2_000}
                placeholder={t.choice(place + 1)}
                value={choice.text}
                onChange={(text) =>
                  onChange({ ...draft, choices: replaced(choices, { ...choice, text }) }, choice.id)
                }
                className="min-w-0 grow"
              />
              <NumberEntry
                label={t.usesShort}
                least={0}
                value={choice.uses}
                onChange={(uses) => {
                  if (uses === null) return
                  const next = { ...choice, uses: Math.min(MOST, Math.round(uses)) }
                  onChange({ ...draft, choices: replaced(choices, next) }, `${choice.id}-uses`)
                }}
                className="w-20 shrink-0 [&_label]:text-sm"
              />
              <button
                type="button"
                aria-label={picture.remove(t.choice(place + 1))}
                disabled={choices.length === 1}
                onClick={() => onChange(withChoices(draft, without(choices, choice.id)))}
                className="grid h-12 w-11 shrink-0 place-items-center text-soft hover:text-ink disabled:opacity-35"
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
            disabled={choices.length >= MOST}
            onClick={addChoice}
          >
            <Icon name="plus" />
            {t.addChoice}
          </Button>
        </div>
      </fieldset>
      <ul className="grid gap-5">
        {gaps.map((gap) => {
          const remove = () => onChange(withoutGap(draft, gap.id))
          const right = <RightIn draft={draft} gap={gap} onChange={change} />
          return (
            <li key={gap.id}>
              {gap.area === undefined ? (
                <div id={field.part(gap.id)} className="border-s-4 border-ink ps-4">
                  {right}
                </div>
              ) : (
                <AreaRow
                  id={gap.id}
                  name={fillIn.gap(gap.id)}
                  area={gap.area}
                  onArea={(area) => change({ ...gap, area }, gap.id)}
                  onRemove={remove}
                >
                  {right}
                </AreaRow>
              )}
            </li>
          )
        })}
      </ul>
      <PartialCredit rule={draft.rule} onChange={(rule) => onChange({ ...draft, rule })} />
    </div>
  )
}

interface RightProps {
  readonly draft: GapMatchDraft
  readonly gap: MatchGapDraft
  readonly onChange: (gap: MatchGapDraft) => void
}

/** Which choices are right in a gap. */
function RightIn({ draft, gap, onChange }: RightProps) {
  const { gapMatch: t } = useStrings('bank')
  return (
    <fieldset className="min-w-0">
      <legend className="font-bold">{t.right(gap.id)}</legend>
      <div className="flex flex-wrap gap-x-6">
        {draft.choices.map(({ id, text }) => (
          <Checkbox
            key={id}
            label={plainText(text) || <span className="text-soft">{t.untitled}</span>}
            checked={gap.right.includes(id)}
            onChange={(event) =>
              onChange({
                ...gap,
                right: event.target.checked
                  ? [...gap.right, id]
                  : gap.right.filter((each) => each !== id),
              })
            }
          />
        ))}
      </div>
      {gap.right.length === 0 && <p className="text-sm text-soft">{t.rightHint}</p>}
    </fieldset>
  )
}
