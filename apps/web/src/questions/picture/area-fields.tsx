import { useState } from 'react'
import type { Area } from '@quizmentor/engine/question/image'
import { Field, inputClass } from '../../design/field.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { NumberEntry } from '../editing/number-entry.tsx'
import { cornersInWords, readCorners } from './drawn.ts'

interface Props {
  readonly area: Area
  readonly onChange: (area: Area) => void
}

/** Where an area lies, in numbers: pixels of the picture. */
export function AreaFields({ area, onChange }: Props) {
  const { picture: t } = useStrings('bank')
  if (area.shape === 'polygon') return <Corners area={area} onChange={onChange} />
  const entries =
    area.shape === 'rectangle'
      ? [
          { label: t.left, value: area.x, with: (x: number) => ({ ...area, x }) },
          { label: t.top, value: area.y, with: (y: number) => ({ ...area, y }) },
          {
            label: t.width,
            value: area.width,
            least: 1,
            with: (width: number) => ({ ...area, width }),
          },
          {
            label: t.height,
            value: area.height,
            least: 1,
            with: (height: number) => ({ ...area, height }),
          },
        ]
      : [
          { label: t.left, value: area.x, with: (x: number) => ({ ...area, x }) },
          { label: t.top, value: area.y, with: (y: number) => ({ ...area, y }) },
          { label: t.across, value: area.rx, least: 1, with: (rx: number) => ({ ...area, rx }) },
          { label: t.down, value: area.ry, least: 1, with: (ry: number) => ({ ...area, ry }) },
        ]
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4 [&_label]:text-sm">
      {entries.map((entry) => (
        <NumberEntry
          key={entry.label}
          label={entry.label}
          value={entry.value}
          {...(entry.least !== undefined && { least: entry.least })}
          onChange={(value) => {
            if (value !== null) onChange(entry.with(value))
          }}
        />
      ))}
    </div>
  )
}

interface CornersProps {
  readonly area: Extract<Area, { shape: 'polygon' }>
  readonly onChange: (area: Area) => void
}

function Corners({ area, onChange }: CornersProps) {
  const { picture: t } = useStrings('bank')
  const [typed, setTyped] = useState<string | null>(null)
  const isWrong = typed !== null && readCorners(typed) === null
  return (
    <Field label={t.corners} hint={t.cornersHint} error={isWrong ? t.cornersHint : undefined}>
      {(bound) => (
        <input
          {...bound}
          type="text"
          value={typed ?? cornersInWords(area.points)}
          onChange={(event) => {
            setTyped(event.target.value)
            const points = readCorners(event.target.value)
            if (points !== null) onChange({ shape: 'polygon', points })
          }}
          onBlur={() => setTyped(null)}
          className={`${inputClass} tabular`}
        />
      )}
    </Field>
  )
}
