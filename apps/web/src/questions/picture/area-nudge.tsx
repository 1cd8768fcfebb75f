import { useState } from 'react'
import type { Area, Image } from '@quizmentor/engine/question/image'
import { ChoiceBar } from '../../design/choice-bar.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { moved, resized, stepOf } from './handled.ts'

interface Props {
  readonly name: string
  readonly area: Area
  readonly image: Image
  readonly onChange: (area: Area) => void
}

const ways = [
  { way: 'left', key: 'ArrowLeft' },
  { way: 'up', key: 'ArrowUp' },
  { way: 'down', key: 'ArrowDown' },
  { way: 'right', key: 'ArrowRight' },
] as const

/** Moves or sizes an area by pressing: for those who can't drag. */
export function AreaNudge({ name, area, image, onChange }: Props) {
  const { picture: t } = useStrings('bank')
  const [how, setHow] = useState<'move' | 'size'>('move')
  return (
    <div
      role="group"
      aria-label={t.adjust(name)}
      className="flex flex-wrap items-center gap-x-4 gap-y-2"
    >
      <ChoiceBar
        label={t.arrows}
        labelHidden
        value={how}
        onChange={setHow}
        choices={[
          { value: 'move', label: t.move },
          { value: 'size', label: t.size },
        ]}
      />
      <div className="flex gap-1">
        {ways.map(({ way, key }) => {
          const label = how === 'move' ? t.moves[way] : t.sizes[way]
          return (
            <button
              key={way}
              type="button"
              aria-label={`${name}: ${label}`}
              title={label}
              onClick={() => {
                const by = stepOf(key, image)
                if (by !== null) onChange((how === 'move' ? moved : resized)(area, by, image))
              }}
              className="grid size-11 place-items-center rounded-sm border-2 border-edge hover:border-ink hover:bg-sunk rtl:[&_svg]:scale-x-100"
            >
              <Icon name={way} />
            </button>
          )
        })}
      </div>
    </div>
  )
}
