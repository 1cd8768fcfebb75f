import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { NumberEntry } from '../editing/number-entry.tsx'
import { PartialCredit } from '../editing/partial-credit.tsx'
import { newPartId, replaced, without } from '../part.ts'
import { AreaDrawing } from '../picture/area-drawing.tsx'
import { AreaRow } from '../picture/area-row.tsx'
import { PictureField } from '../picture/picture-field.tsx'
import type { SelectPointDraft } from './draft.ts'

/** A picture, and the areas in which a point is right. */
export function SelectPointEditor({ draft, onChange }: EditorProps<SelectPointDraft>) {
  const { selectPoint: t, picture } = useStrings('bank')
  const { areas, image } = draft
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
          areas={areas.map(({ id, area }, place) => ({
            id,
            area,
            sign: String(place + 1),
            right: true,
          }))}
          most={20}
          onAdd={(area) =>
            onChange({ ...draft, areas: [...areas, { id: newPartId(), area, credit: 1 }] })
          }
        />
        <ul className="grid gap-5">
          {areas.map((each, place) => (
            <li key={each.id}>
              <AreaRow
                id={each.id}
                name={t.area(place + 1)}
                area={each.area}
                onArea={(area) =>
                  onChange({ ...draft, areas: replaced(areas, { ...each, area }) }, each.id)
                }
                onRemove={() => onChange({ ...draft, areas: without(areas, each.id) })}
              >
                <NumberEntry
                  label={t.credit}
                  least={1}
                  value={Math.round(each.credit * 100)}
                  onChange={(credit) => {
                    if (credit === null) return
                    const next = { ...each, credit: Math.min(1, credit / 100) }
                    onChange({ ...draft, areas: replaced(areas, next) }, `${each.id}-credit`)
                  }}
                  className="max-w-48"
                />
              </AreaRow>
            </li>
          ))}
        </ul>
      </div>
      <NumberEntry
        id={field.most}
        label={t.most}
        least={1}
        value={draft.most}
        onChange={(most) => {
          if (most !== null) onChange({ ...draft, most: Math.min(20, Math.round(most)) }, 'most')
        }}
        className="max-w-72"
      />
      <PartialCredit rule={draft.rule} onChange={(rule) => onChange({ ...draft, rule })} />
    </fieldset>
  )
}
