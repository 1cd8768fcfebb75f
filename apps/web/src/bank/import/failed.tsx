import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { FormatName, ImportView } from '@quizmentor/contract/interchange'
import { useWorkspace } from '../../app/me.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { FormatSelect } from './format-select.tsx'
import type { Reading } from './reading.ts'

interface Props {
  readonly view: ImportView
  readonly busy: boolean
  readonly onRead: (reading: Reading) => void
}

/** A file that couldn't be read or stored: why, and what to do. */
export function Failed({
  view: { fileName, failure, format, received, size },
  busy,
  onRead,
}: Props) {
  const { failed: t, preview } = useStrings('interchange')
  const { workspaceId } = useWorkspace()
  const [chosen, setChosen] = useState<FormatName | null>(format)
  const advice = failure === null ? undefined : t.advice[failure.code]
  return (
    <div className="grid max-w-text gap-6">
      <div
        role="alert"
        className="flex items-start gap-3 border-s-4 border-wrong bg-wrong-wash p-4"
      >
        <Icon name="warning" className="mt-1 text-wrong" />
        <div className="grid min-w-0 gap-2">
          <h2 className="text-lg">{t.title}</h2>
          {failure !== null && (
            <>
              <p lang="en">{failure.reason}</p>
              {!isWhole(failure.where, fileName) && (
                <p className="text-sm break-words text-soft">{t.where(failure.where)}</p>
              )}
            </>
          )}
          <p>{advice ?? t.otherwise}</p>
          <p className="text-sm text-soft">{t.nothingTaken}</p>
        </div>
      </div>
      {received < size ? (
        <div>
          <Link
            to="/w/$workspaceId/bank/import"
            params={{ workspaceId }}
            className={buttonClass({ kind: 'primary' })}
          >
            {t.sendAgain}
          </Link>
        </div>
      ) : (
        <div className="grid items-end gap-4 sm:grid-cols-[1fr_auto]">
          <FormatSelect value={chosen} disabled={busy} onChange={setChosen} />
          <Button busy={busy} onClick={() => onRead(chosen === null ? {} : { format: chosen })}>
            {preview.readAgain}
          </Button>
        </div>
      )}
    </div>
  )
}

function isWhole(where: string, fileName: string): boolean {
  return ['', 'the whole file', fileName].includes(where)
}
