import { useRef, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Field, inputClass } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { field } from '../editing/fields.ts'
import { smallImage } from '../editing/small-image.ts'
import type { PictureDraft } from './draft.ts'

interface Props {
  readonly picture: PictureDraft
  readonly onChange: (picture: PictureDraft, what?: string) => void
}

/** As many characters as a picture's address may have. */
const ROOM = 200_000

/** Which picture it is, from a file or by its address, and what it shows in words. */
export function PictureField({ picture, onChange }: Props) {
  const { picture: t } = useStrings('bank')
  const file = useRef<HTMLInputElement>(null)
  const [note, setNote] = useState('')
  const isInside = picture.src.startsWith('data:')
  const unread = { width: null, height: null }

  async function take(chosen: Blob) {
    setNote(t.working)
    try {
      const src = await smallImage(chosen, ROOM)
      setNote(src === null ? t.tooLarge : '')
      if (src !== null) onChange({ ...picture, ...unread, src })
    } catch {
      setNote(t.unreadable)
    }
  }

  return (
    <div
      id={field.picture}
      className="grid gap-3"
      onPaste={(event) => {
        const pasted = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'))
        if (pasted === undefined) return
        event.preventDefault()
        void take(pasted)
      }}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => file.current?.click()}>
          <Icon name="image" />
          {picture.src === '' ? t.choose : t.replace}
        </Button>
        {isInside && <span className="text-sm text-soft">{t.inside}</span>}
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          aria-label={t.choose}
          onChange={(event) => {
            const chosen = event.target.files?.[0]
            event.target.value = ''
            if (chosen !== undefined) void take(chosen)
          }}
        />
      </div>
      <p role="status" className={note === '' ? 'only-heard' : 'text-sm text-soft'}>
        {note}
      </p>
      {!isInside && (
        <Field label={t.address} hint={t.addressHint}>
          {(bound) => (
            <input
              {...bound}
              type="text"
              value={picture.src}
              onChange={(event) =>
                onChange({ ...picture, ...unread, src: event.target.value.trim() }, 'src')
              }
              className={inputClass}
            />
          )}
        </Field>
      )}
      <div id={field.alt}>
        <Field label={t.alt} hint={t.altHint}>
          {(bound) => (
            <input
              {...bound}
              type="text"
              value={picture.alt}
              maxLength={1_000}
              onChange={(event) => onChange({ ...picture, alt: event.target.value }, 'alt')}
              className={inputClass}
            />
          )}
        </Field>
      </div>
    </div>
  )
}
