import type { Area } from '@quizmentor/engine/question/image'
import { Checkbox } from '../../design/checkbox.tsx'
import { TextField } from '../../design/field.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { NumberEntry } from '../editing/number-entry.tsx'
import { OptionExtras } from '../editing/option-extras.tsx'
import { newPartId, replaced, without } from '../part.ts'
import { AreaDrawing } from '../picture/area-drawing.tsx'
import { AreaRow } from '../picture/area-row.tsx'
import { PictureField } from '../picture/picture-field.tsx'
import type { HotspotDraft } from './draft.ts'

const rules = ['penalised', 'per_option', 'all_or_nothing'] as const

/** A picture, the places to choose from in it, and which of them are right. */
export function HotspotEditor({ draft, onChange }: EditorProps<HotspotDraft>) {
  const { hotspot: t, picture, rules: ruleNames } = useStrings('bank')
  const { spots, right, image } = draft

  function changeArea(id: string, area: Area, what?: string) {
    const next = spots.map((spot) => (spot.id === id ? { ...spot, area } : spot))
    onChange({ ...draft, spots: next }, what)
  }

  function remove(id: string) {
    onChange({ ...draft, spots: without(spots, id), right: right.filter((each) => each !== id) })
  }

  return (
    <fieldset className="grid min-w-0 gap-5">
      <legend className="mb-3 font-bold">{picture.label}</legend>
      <PictureField
        picture={image}
        onChange={(next, what) => onChange({ ...draft, image: next }, what)}
      />
      <div id={field.key} className="grid gap-3">
        <h2 className="font-sans text-base font-bold tracking-normal">{t.label}</h2>
        <p className="text-sm text-soft">{t.hint}</p>
        <AreaDrawing
          picture={image}
          onPicture={(next, what) => onChange({ ...draft, image: next }, what)}
          areas={spots.map(({ id, area }, place) => ({
            id,
            area,
            name: t.spot(place + 1),
            sign: String(place + 1),
            right: right.includes(id),
          }))}
          most={40}
          onAdd={(area) => {
            const spot = { id: newPartId(), area, label: '' }
            onChange({ ...draft, spots: [...spots, spot] })
            return spot.id
          }}
          onArea={changeArea}
          onRemove={remove}
        />
        <ul className="grid gap-5">
          {spots.map((spot, place) => (
            <li key={spot.id}>
              <AreaRow
                id={spot.id}
                name={t.spot(place + 1)}
                area={spot.area}
                onArea={(area) => changeArea(spot.id, area, spot.id)}
                onRemove={() => remove(spot.id)}
              >
                <Checkbox
                  label={t.isRight}
                  aria-label={t.isRightLabel(place + 1)}
                  checked={right.includes(spot.id)}
                  onChange={(event) =>
                    onChange({
                      ...draft,
                      right: event.target.checked
                        ? [...right, spot.id]
                        : right.filter((id) => id !== spot.id),
                    })
                  }
                />
                <TextField
                  label={t.name}
                  hint={t.nameHint}
                  optional
                  value={spot.label}
                  maxLength={200}
                  onChange={(event) =>
                    onChange(
                      {
                        ...draft,
                        spots: replaced(spots, { ...spot, label: event.target.value }),
                      },
                      `${spot.id}-label`,
                    )
                  }
                />
              </AreaRow>
            </li>
          ))}
        </ul>
      </div>
      {spots.length > 0 && (
        <OptionExtras
          options={spots.map(({ id }, place) => ({ id, name: t.spot(place + 1) }))}
          feedback={draft.feedback}
          onFeedback={(feedback, what) => onChange({ ...draft, feedback }, what)}
        />
      )}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <NumberEntry
          id={field.most}
          label={t.most}
          hint={t.mostHint}
          least={0}
          value={draft.most}
          onChange={(most) =>
            onChange({ ...draft, most: Math.min(40, Math.round(most ?? 0)) }, 'most')
          }
        />
        <Select
          label={ruleNames.label}
          value={draft.rule}
          options={rules.map((value) => ({ value, label: ruleNames[value] }))}
          onChange={(rule) => onChange({ ...draft, rule })}
        />
      </div>
    </fieldset>
  )
}
