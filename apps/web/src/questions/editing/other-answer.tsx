import type { ReactNode } from 'react'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { field } from './fields.ts'
import { MarkdownField } from './markdown-field.tsx'
import { PercentEntry } from './percent-entry.tsx'

interface Other {
  readonly id: string
  readonly credit: number
  readonly feedback: string
}

interface Props<Draft extends Other> {
  readonly other: Draft
  readonly name: string
  readonly onChange: (other: Draft, what?: string) => void
  readonly onRemove: () => void
  /** Which answers it is about. */
  readonly children: ReactNode
}

/** An answer that isn't right: what it counts, what is said to it, and a way to be rid of it. */
export function OtherAnswer<Draft extends Other>(props: Props<Draft>) {
  const { other, name, onChange } = props
  const { others: t, picture } = useStrings('bank')
  return (
    <fieldset id={field.part(other.id)} className="grid min-w-0 gap-3 border-s-4 border-edge ps-4">
      <legend className="contents">
        <span className="flex items-center justify-between gap-3">
          <span className="font-bold">{name}</span>
          <button
            type="button"
            aria-label={picture.remove(name)}
            title={picture.remove(name)}
            onClick={props.onRemove}
            className="grid size-11 place-items-center text-soft hover:text-ink"
          >
            <Icon name="close" />
          </button>
        </span>
      </legend>
      {props.children}
      <div className="flex flex-wrap items-start gap-3">
        <PercentEntry
          label={t.counts}
          share={other.credit}
          onChange={(credit) => onChange({ ...other, credit }, `${other.id}-credit`)}
          className="w-44"
        />
        <MarkdownField
          id={`field-said-to-${other.id}`}
          label={t.said}
          toolbar={false}
          limit={20_000}
          value={other.feedback}
          onChange={(feedback) => onChange({ ...other, feedback }, `${other.id}-said`)}
          className="min-w-48 grow basis-64"
        />
      </div>
    </fieldset>
  )
}
