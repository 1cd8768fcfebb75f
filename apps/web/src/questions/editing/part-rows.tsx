import { type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../design/button.tsx'
import { moved } from '../../design/sortable.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { newPart, replaced, without, type Part } from '../part.ts'
import { field, goToField } from './fields.ts'
import { MarkdownField } from './markdown-field.tsx'
import { readPastedOptions, type PastedOptions } from './paste-options.ts'
import { Reorder } from './reorder.tsx'

interface Props {
  readonly label: string
  readonly parts: readonly Part[]
  readonly onChange: (parts: Part[], what?: string) => void
  /** What a part is called, by its place from 0. */
  readonly nameOf: (place: number) => string
  readonly most: number
  readonly least?: number
  readonly addLabel: string
  readonly limit?: number
  readonly rows?: number
  /** In front of the text: the control that says whether it is right. */
  readonly renderLead?: (part: Part, place: number) => ReactNode
  /** Takes a list that was pasted in the part at this place. */
  readonly onPasteList?: (list: PastedOptions, place: number) => void
  readonly placeholder?: string
}

/**
 * Texts in an order, each on a row of its own. Enter goes on to the next, Backspace in an empty one
 * goes back.
 */
export function PartRows(props: Props) {
  const { parts, onChange, nameOf, most, least = 0, limit = 2_000 } = props
  const { rows: t } = useStrings('bank')
  const full = parts.length >= most

  function insertAfter(place: number) {
    const part = newPart()
    flushSync(() => onChange(parts.toSpliced(place + 1, 0, part)))
    goToField(field.part(part.id))
  }

  function remove(part: Part) {
    const place = parts.indexOf(part)
    const next = parts[place - 1] ?? parts[place + 1]
    flushSync(() => onChange(without(parts, part.id)))
    goToField(next === undefined ? field.add : field.part(next.id))
  }

  return (
    <div className="grid gap-3">
      <Reorder
        label={props.label}
        items={parts}
        keyOf={({ id }) => id}
        nameOf={(_, place) => nameOf(place)}
        onMove={(from, to) => onChange(moved(parts, from, to))}
        onRemove={remove}
        removable={() => parts.length > least}
        className="grid gap-2"
      >
        {(part, place, row) => (
          <div className="flex items-start gap-1">
            {row.handle}
            {props.renderLead?.(part, place)}
            <MarkdownField
              id={field.part(part.id)}
              label={nameOf(place)}
              labelHidden
              toolbar={false}
              limit={limit}
              rows={props.rows ?? 1}
              {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
              value={part.text}
              onChange={(text) => onChange(replaced(parts, { ...part, text }), part.id)}
              className="min-w-0 grow"
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return
                if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
                  event.preventDefault()
                  const next = parts[place + 1]
                  if (next !== undefined && next.text === '') goToField(field.part(next.id))
                  else if (!full) insertAfter(place)
                } else if (event.key === 'Backspace' && part.text === '' && parts.length > least) {
                  event.preventDefault()
                  remove(part)
                }
              }}
              onPasteText={(text, textarea) => {
                const list = props.onPasteList === undefined ? null : readPastedOptions(text)
                const replacesAll =
                  textarea.selectionStart === 0 && textarea.selectionEnd === textarea.value.length
                if (list === null || !replacesAll) return false
                props.onPasteList?.(list, place)
                return true
              }}
            />
            {row.menu}
          </div>
        )}
      </Reorder>
      <div>
        <Button
          id={field.add}
          size="small"
          kind="quiet"
          disabled={full}
          onClick={() => insertAfter(parts.length - 1)}
        >
          <Icon name="plus" />
          {props.addLabel}
        </Button>
        {full && <p className="mt-1 text-sm text-soft">{t.most(most)}</p>}
      </div>
    </div>
  )
}

/** The parts after a list was pasted at a place: it fills what is empty there, and goes on from it. */
export function withPasted(
  parts: readonly Part[],
  place: number,
  list: PastedOptions,
  most: number,
): { parts: Part[]; right: string[] } {
  const before = parts.slice(0, place)
  const after = parts.slice(place + 1)
  const blanks = after.filter(({ text }) => text.trim() === '')
  const reused = [...parts.slice(place, place + 1), ...blanks]
  const pasted = list.options.map(({ text }, index) => {
    const old = reused[index]
    return old === undefined ? newPart(text) : { ...old, text }
  })
  const kept = after.filter((part) => !pasted.some(({ id }) => id === part.id))
  const room = Math.max(0, most - before.length)
  const next = [
    ...before,
    ...[...pasted, ...kept.filter(({ text }) => text.trim() !== '')].slice(0, room),
  ]
  const right = list.options.flatMap((option, index) => {
    const part = pasted[index]
    return option.right && part !== undefined ? [part.id] : []
  })
  return { parts: next, right }
}
