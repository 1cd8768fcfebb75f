import { useId, useState } from 'react'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'

interface Props {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly tags: readonly string[]
  /** Offered while typing. */
  readonly known: readonly string[]
  readonly onChange: (tags: string[]) => void
}

const MOST = 20

/** Tags: Enter or a comma sets one, Backspace in the empty field takes the last one off. */
export function TagField({ id, label, hint, tags, known, onChange }: Props) {
  const { actions } = useStrings('common')
  const listId = useId()
  const [text, setText] = useState('')

  function add(written: string) {
    const added = written
      .split(',')
      .map((tag) => tag.trim().toLowerCase().replace(/^#/, '').slice(0, 40))
      .filter((tag) => tag !== '')
    setText('')
    if (added.length > 0) onChange([...new Set([...tags, ...added])].slice(0, MOST))
  }

  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-bold">
        {label}
      </label>
      <div
        className="flex min-h-12 flex-wrap items-center gap-1.5 rounded-sm border-2 border-edge bg-leaf
          px-2 py-1.5 focus-within:border-ink hover:border-ink has-focus-visible:outline-3
          has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
      >
        {tags.map((tag) => (
          <span key={tag} className="inline-flex items-center bg-sunk ps-2 text-sm font-bold">
            {tag}
            <button
              type="button"
              aria-label={`${actions.remove}: ${tag}`}
              onClick={() => onChange(tags.filter((each) => each !== tag))}
              className="grid size-7 place-items-center"
            >
              <Icon name="close" className="size-3" />
            </button>
          </span>
        ))}
        <input
          id={id}
          value={text}
          list={listId}
          maxLength={400}
          aria-describedby={`${id}-hint`}
          disabled={tags.length >= MOST}
          onChange={(event) => {
            const { value } = event.target
            // Picking from the list gives the whole tag at once.
            if (value.includes(',') || (known.includes(value) && value.length - text.length > 1))
              add(value)
            else setText(value)
          }}
          onBlur={() => add(text)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
              event.preventDefault()
              add(text)
            } else if (event.key === 'Backspace' && text === '') onChange(tags.slice(0, -1))
          }}
          className="min-w-28 grow bg-transparent px-1.5 py-1 outline-none"
        />
        <datalist id={listId}>
          {known
            .filter((tag) => !tags.includes(tag))
            .map((tag) => (
              <option key={tag} value={tag}>
                {tag}
              </option>
            ))}
        </datalist>
      </div>
      <p id={`${id}-hint`} className="text-sm text-soft">
        {hint}
      </p>
    </div>
  )
}
