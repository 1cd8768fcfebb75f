import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../design/button.tsx'
import { inputClass } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { newPart, replaced, without, type Part } from '../part.ts'
import { field, goToField } from './fields.ts'

interface Props {
  readonly label: string
  readonly nameOf: (place: number) => string
  readonly addLabel: string
  readonly most: number
  readonly limit: number
  readonly parts: readonly Part[]
  readonly onChange: (parts: Part[], what?: string) => void
  /** In front of a text: whether it is right. */
  readonly renderLead?: (part: Part, place: number) => ReactNode
}

/** Short plain texts, one per line: Enter adds one, several pasted lines become several. */
export function TextList(props: Props) {
  const { label, nameOf, addLabel, most, limit, parts, onChange } = props
  const { actions } = useStrings('common')

  function insertAfter(place: number, texts: readonly string[] = ['']) {
    const added = texts.slice(0, most - parts.length).map((text) => newPart(text))
    const last = added.at(-1)
    if (last === undefined) return
    flushSync(() => onChange(parts.toSpliced(place + 1, 0, ...added)))
    goToField(field.part(last.id))
  }

  return (
    <div role="group" aria-label={label} className="grid gap-2">
      {parts.map((part, place) => (
        <div key={part.id} className="flex items-center gap-1">
          {props.renderLead?.(part, place)}
          <input
            id={field.part(part.id)}
            aria-label={`${label}: ${nameOf(place)}`}
            placeholder={nameOf(place)}
            value={part.text}
            maxLength={limit}
            onChange={(event) =>
              onChange(replaced(parts, { ...part, text: event.target.value }), part.id)
            }
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
                event.preventDefault()
                insertAfter(place)
              } else if (event.key === 'Backspace' && part.text === '' && parts.length > 1) {
                event.preventDefault()
                const next = parts[place - 1] ?? parts[place + 1]
                flushSync(() => onChange(without(parts, part.id)))
                if (next !== undefined) goToField(field.part(next.id))
              }
            }}
            onPaste={(event) => {
              const lines = event.clipboardData
                .getData('text/plain')
                .split(/\r?\n/)
                .map((line) => line.trim())
                .filter((line) => line !== '')
              if (lines.length < 2) return
              event.preventDefault()
              if (part.text.trim() !== '') return insertAfter(place, lines)
              const [first = '', ...rest] = lines.slice(0, most - parts.length + 1)
              const added = rest.map((line) => newPart(line))
              onChange(replaced(parts, { ...part, text: first }).toSpliced(place + 1, 0, ...added))
            }}
            className={`${inputClass} max-w-text`}
          />
          {parts.length > 1 && (
            <button
              type="button"
              aria-label={`${actions.remove}: ${part.text || nameOf(place)}`}
              onClick={() => onChange(without(parts, part.id))}
              className="grid size-11 shrink-0 place-items-center text-soft hover:text-ink"
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      ))}
      <div>
        <Button
          size="small"
          kind="quiet"
          disabled={parts.length >= most}
          onClick={() => insertAfter(parts.length - 1)}
        >
          <Icon name="plus" />
          {addLabel}
        </Button>
      </div>
    </div>
  )
}
