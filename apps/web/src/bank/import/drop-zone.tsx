import { useId, useRef, useState } from 'react'
import { buttonClass } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'

interface Props {
  readonly onFiles: (files: readonly File[]) => void
}

/** Files are dropped here, or chosen. */
export function DropZone({ onFiles }: Props) {
  const { page: t, formats } = useStrings('interchange')
  const { list } = useFormat()
  const id = useId()
  // Leaving one of the elements inside is not leaving.
  const depth = useRef(0)
  const [over, setOver] = useState(false)

  function leave(levels: number) {
    depth.current = Math.max(0, depth.current - levels)
    if (depth.current === 0) setOver(false)
  }

  return (
    <div
      onDragEnter={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        depth.current++
        setOver(true)
      }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault()
      }}
      onDragLeave={() => leave(1)}
      onDrop={(event) => {
        event.preventDefault()
        leave(depth.current)
        onFiles([...event.dataTransfer.files])
      }}
      className={`grid justify-items-center gap-4 border-4 border-dashed px-4 py-8 text-center
        transition-colors duration-150 sm:py-12 ${over ? 'border-accent bg-leaf' : 'border-edge'}`}
    >
      <Icon name="upload" className="text-3xl" />
      <p className="poster text-xl max-sm:hidden">{t.drop}</p>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-formats`}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // The same file may be chosen again.
          event.target.value = ''
        }}
        className="peer only-heard"
      />
      <label
        htmlFor={id}
        className={`${buttonClass({ kind: 'primary', size: 'large' })} cursor-pointer hover:bg-accent-strong
          peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus`}
      >
        {t.choose}
      </label>
      <p id={`${id}-formats`} className="max-w-text text-sm text-soft">
        {t.formats(list(Object.values(formats)))}
      </p>
    </div>
  )
}
