import type { Area } from '@quizmentor/engine/question/image'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { NumberEntry } from '../editing/number-entry.tsx'
import { PartialCredit } from '../editing/partial-credit.tsx'
import { PercentEntry } from '../editing/percent-entry.tsx'
import { newPartId, replaced, without } from '../part.ts'
import { AreaDrawing } from '../picture/area-drawing.tsx'
import { AreaRow } from '../picture/area-row.tsx'
import { PictureField } from '../picture/picture-field.tsx'
import type { SelectPointDraft } from './draft.ts'

/** A picture, and the areas in which a point is right. */
export function SelectPointEditor({ draft, onChange }: EditorProps<SelectPointDraft>) {
  const { selectPoint: t, picture } = useStrings('bank')
  const { areas, image } = draft

  function changeArea(id: string, area: Area, what?: string) {
    const next = areas.map((each) => (each.id === id ? { ...each, area } : each))
    onChange({ ...draft, areas: next }, what)
  }

  function remove(id: string) {
    onChange({ ...draft, areas: without(areas, id) })
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
          areas={areas.map(({ id, area }, place) => ({
            id,
            area,
            name: t.area(place + 1),
            sign: String(place + 1),
            right: true,
          }))}
          most={20}
          onAdd={(area) => {
            const added = { id: newPartId(), area, credit: 1 }
            onChange({ ...draft, areas: [...areas, added] })
            return added.id
          }}
          onArea={changeArea}
          onRemove={remove}
        />
        <ul className="grid gap-5">
          {areas.map((each, place) => (
            <li key={each.id}>
              <AreaRow
                id={each.id}
                name={t.area(place + 1)}
                area={each.area}
                onArea={(area) => changeArea(each.id, area, each.id)}
                onRemove={() => remove(each.id)}
              >
                <PercentEntry
                  label={t.credit}
                  least={0.01}
                  share={each.credit}
                  onChange={(credit) =>
                    onChange(
                      { ...draft, areas: replaced(areas, { ...each, credit }) },
                      `${each.id}-credit`,
                    )
                  }
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
