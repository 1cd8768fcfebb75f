import { Failure } from '../../app/failure.tsx'
import { Button } from '../../design/button.tsx'
import { Progress } from '../../design/progress.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import type { Upload } from './uploads.ts'
import { uploads } from './use-uploads.ts'

interface Props {
  readonly upload: Upload
  /** Called once it is stopped by the person. */
  readonly onCancel?: () => void
}

/** A file that is going up: how far it is, and a way to stop it. */
export function UploadLine({ upload: { id, file, sent, state, error }, onCancel }: Props) {
  const { upload: t } = useStrings('interchange')
  const { actions } = useStrings('common')
  const { fileSize, percent } = useFormat()
  const text = state === 'waiting' ? t.waiting : t.progress(fileSize(sent), fileSize(file.size))
  // Said once a quarter, not with each piece.
  const quarter = Math.floor((4 * sent) / file.size) / 4
  return (
    <div className="grid gap-3 border-b border-rule py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 grow basis-48">
          <span className="block font-bold break-words">{file.name}</span>
          <span className="tabular text-sm text-soft">{text}</span>
        </p>
        {state === 'stuck' && (
          <Button size="small" onClick={() => uploads.goOn(id)}>
            {t.goOn}
          </Button>
        )}
        <Button
          kind="quiet"
          size="small"
          aria-label={t.cancelLabel(file.name)}
          onClick={() => {
            uploads.cancel(id)
            onCancel?.()
          }}
        >
          {actions.cancel}
        </Button>
      </div>
      <p role="status" className="only-heard">
        {quarter > 0 && `${t.label(file.name)}: ${percent(quarter)}`}
      </p>
      <Progress label={t.label(file.name)} value={sent} max={file.size} text={text} />
      {state === 'stuck' && (
        <>
          <p className="text-sm font-bold">{t.stuck}</p>
          <Failure error={error} />
        </>
      )}
    </div>
  )
}
