import type { ReactNode } from 'react'
import type { Area } from '@quizmentor/engine/question/image'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { field } from '../editing/fields.ts'
import { AreaFields } from './area-fields.tsx'

interface Props {
  readonly id: string
  readonly name: string
  readonly area: Area
  readonly onArea: (area: Area) => void
  readonly onRemove: () => void
  readonly children?: ReactNode
}

/** One area of a picture: what is said of it, where it lies, and a way to be rid of it. */
export function AreaRow({ id, name, area, onArea, onRemove, children }: Props) {
  const { picture: t } = useStrings('bank')
  return (
    <fieldset id={field.part(id)} className="grid min-w-0 gap-3 border-s-4 border-ink ps-4">
      <legend className="contents">
        <span className="flex items-center justify-between gap-3">
          <span className="font-bold">
            {name} <span className="font-normal text-soft">{t.shapes[area.shape]}</span>
          </span>
          <button
            type="button"
            aria-label={t.remove(name)}
            title={t.remove(name)}
            onClick={onRemove}
            className="grid size-9 place-items-center text-soft hover:text-ink"
          >
            <Icon name="close" />
          </button>
        </span>
      </legend>
      {children}
      <AreaFields area={area} onChange={onArea} />
    </fieldset>
  )
}
