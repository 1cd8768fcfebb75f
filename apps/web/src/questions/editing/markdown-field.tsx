import {
  useId,
  useRef,
  useState,
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../design/button.tsx'
import { inputClass } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { unfolded } from './images.ts'
import { useImages } from './images-context.ts'
import {
  codeBlock,
  link,
  replacedBy,
  toggledAround,
  toggledLines,
  type Selected,
} from './insert.ts'
import { smallImage } from './small-image.ts'

interface Props {
  readonly id: string
  readonly label: string
  readonly labelHidden?: boolean
  readonly hint?: string
  readonly placeholder?: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The most characters, images included. */
  readonly limit: number
  readonly toolbar?: boolean
  /** One more button at the end of the toolbar. */
  readonly tool?: {
    readonly label: string
    readonly onUse: (textarea: HTMLTextAreaElement) => void
  }
  /** Takes a pasted text for itself: `true` where it did. */
  readonly onPasteText?: (text: string, textarea: HTMLTextAreaElement) => boolean
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  readonly rows?: number
  readonly autoFocus?: boolean
  readonly className?: string
}

/** A field for Markdown: marks by button and by key, small pictures by pasting or dropping. */
export function MarkdownField(props: Props) {
  const { id, value, onChange, limit, toolbar = true, tool } = props
  const { markdown: t } = useStrings('bank')
  const images = useImages()
  const area = useRef<HTMLTextAreaElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const hintId = useId()
  const [note, setNote] = useState('')

  function edit(change: (selected: Selected) => Selected) {
    const textarea = area.current
    if (textarea === null) return
    const next = change({
      text: textarea.value,
      start: textarea.selectionStart,
      end: textarea.selectionEnd,
    })
    flushSync(() => onChange(next.text))
    textarea.focus()
    textarea.setSelectionRange(next.start, next.end)
  }

  async function insertImage(picture: Blob) {
    setNote(t.imageWorking)
    try {
      const room = limit - unfolded(value, images).length - 40
      const data = await smallImage(picture, room)
      if (data === null) return setNote(t.imageTooLarge)
      setNote(t.imageDone)
      // The cursor goes where the words for those who can't see it belong.
      edit((selected) => {
        const { text } = replacedBy(selected, `![](image:${images.number(data)})`)
        const at = selected.start + 2
        return { text, start: at, end: at }
      })
    } catch {
      setNote(t.imageUnreadable)
    }
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const picture = pictureIn(event.clipboardData)
    if (picture !== null) {
      event.preventDefault()
      void insertImage(picture)
      return
    }
    const text = event.clipboardData.getData('text/plain')
    if (props.onPasteText?.(text, event.currentTarget) === true) event.preventDefault()
  }

  function onDrop(event: DragEvent<HTMLTextAreaElement>) {
    const picture = pictureIn(event.dataTransfer)
    if (picture === null) return
    event.preventDefault()
    void insertImage(picture)
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    props.onKeyDown?.(event)
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return
    const mark = { b: '**', i: '*', e: '`' }[event.key.toLowerCase()]
    if (mark === undefined || event.shiftKey) return
    event.preventDefault()
    edit((selected) => toggledAround(selected, mark))
  }

  return (
    <div className={`grid gap-1.5 ${props.className ?? ''}`}>
      {/* A row with nothing to be seen takes no room. */}
      <div
        className={
          props.labelHidden === true && !toolbar
            ? 'contents'
            : 'flex flex-wrap items-end justify-between gap-x-4'
        }
      >
        <label htmlFor={id} className={props.labelHidden === true ? 'only-heard' : 'font-bold'}>
          {props.label}
        </label>
        {toolbar && (
          <div role="group" aria-label={t.toolbar(props.label)} className="flex flex-wrap">
            <Tool label={t.bold} onUse={() => edit((at) => toggledAround(at, '**'))}>
              <b>B</b>
            </Tool>
            <Tool label={t.italic} onUse={() => edit((at) => toggledAround(at, '*'))}>
              <i>I</i>
            </Tool>
            <Tool label={t.code} onUse={() => edit((at) => toggledAround(at, '`'))}>
              <code className="font-mono text-xs">{'<>'}</code>
            </Tool>
            <Tool label={t.codeBlock} onUse={() => edit(codeBlock)}>
              <code className="font-mono text-xs">{'{ }'}</code>
            </Tool>
            <Tool label={t.formula} onUse={() => edit((at) => toggledAround(at, '$'))}>
              <span className="text-base">√</span>
            </Tool>
            <Tool label={t.list} onUse={() => edit((at) => toggledLines(at, '- '))}>
              <Icon name="menu" />
            </Tool>
            <Tool label={t.link} onUse={() => edit(link)}>
              <Icon name="link" />
            </Tool>
            <Tool label={t.image} onUse={() => file.current?.click()}>
              <Icon name="image" />
            </Tool>
            {tool !== undefined && (
              <Button
                size="small"
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => area.current !== null && tool.onUse(area.current)}
                className="ms-1"
              >
                {tool.label}
              </Button>
            )}
            <input
              ref={file}
              type="file"
              accept="image/*"
              hidden
              aria-label={t.image}
              onChange={(event) => {
                const picture = event.target.files?.[0]
                event.target.value = ''
                if (picture !== undefined) void insertImage(picture)
              }}
            />
          </div>
        )}
      </div>
      <textarea
        ref={area}
        id={id}
        rows={props.rows ?? 1}
        autoFocus={props.autoFocus ?? false}
        value={value}
        placeholder={props.placeholder}
        aria-describedby={hintId}
        onChange={(event) => onChange(event.target.value)}
        onPaste={onPaste}
        onDrop={onDrop}
        onKeyDown={onKeyDown}
        className={`${inputClass} field-sizing-content max-h-[60vh] resize-y
          supports-[field-sizing:content]:resize-none`}
      />
      <p id={hintId} className={props.hint === undefined ? 'only-heard' : 'text-sm text-soft'}>
        {props.hint}
      </p>
      <p role="status" className={note === '' ? 'only-heard' : 'text-sm text-soft'}>
        {note}
      </p>
    </div>
  )
}

interface ToolProps {
  readonly label: string
  readonly onUse: () => void
  readonly children: ReactNode
}

/** A button of the toolbar. Pressing it leaves the selection where it is. */
function Tool({ label, onUse, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onUse}
      className="grid h-9 min-w-9 place-items-center px-1.5 text-sm text-soft hover:bg-sunk
        hover:text-ink"
    >
      {children}
    </button>
  )
}

function pictureIn(data: DataTransfer): File | null {
  return [...data.files].find(({ type }) => type.startsWith('image/')) ?? null
}
