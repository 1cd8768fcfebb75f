import { useEffect, useState } from 'react'
import { inputClass } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'

interface Props {
  readonly label: string
  readonly value: string
  readonly onSearch: (text: string) => void
  readonly autoFocus?: boolean
}

const PAUSE = 250

/** Searches while somebody types, once they pause for a moment. */
export function SearchBox({ label, value, onSearch, autoFocus = false }: Props) {
  const { actions } = useStrings('common')
  const [text, setText] = useState(value)
  const [before, setBefore] = useState(value)
  if (value !== before) {
    // The address changed by itself, such as by going back.
    setBefore(value)
    if (value !== text.trim()) setText(value)
  }

  useEffect(() => {
    const wanted = text.trim()
    if (wanted === value) return
    const pause = setTimeout(() => onSearch(wanted), PAUSE)
    return () => clearTimeout(pause)
  }, [text, value, onSearch])

  return (
    <search className="relative grow">
      <Icon name="search" className="pointer-events-none absolute start-3.5 top-3.5 text-soft" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoFocus={autoFocus}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onSearch(text.trim())
        }}
        className={`${inputClass} ps-11 pe-11 [&::-webkit-search-cancel-button]:hidden`}
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={`${actions.remove}: ${text}`}
          onClick={() => {
            setText('')
            onSearch('')
          }}
          className="absolute inset-y-0 end-0 grid w-11 place-items-center text-soft hover:text-ink"
        >
          <Icon name="close" />
        </button>
      )}
    </search>
  )
}
