import { useState } from 'react'
import type { ImportView } from '@quizmentor/contract/interchange'
import { useWorkspace } from '../../app/me.ts'
import { buttonClass } from '../../design/button.tsx'
import { Progress } from '../../design/progress.tsx'
import { ProblemNotice } from '../../design/problem-notice.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { uploads } from './use-uploads.ts'

/** An upload that another page began and didn't finish: it goes on with the same file. */
export function Halted({ view }: { readonly view: ImportView }) {
  const { upload: t } = useStrings('interchange')
  const { workspaceId } = useWorkspace()
  const { fileSize } = useFormat()
  const [isOther, setOther] = useState(false)
  const [sent, whole] = [fileSize(view.received), fileSize(view.size)]
  return (
    <div className="grid max-w-text justify-items-start gap-4">
      <p>{t.halted(sent, whole)}</p>
      <div className="w-full">
        <Progress
          label={t.label(view.fileName)}
          value={view.received}
          max={view.size}
          text={t.progress(sent, whole)}
        />
      </div>
      {isOther && <ProblemNotice text={t.otherFile} />}
      <label
        className={`${buttonClass({ kind: 'primary' })} cursor-pointer has-focus-visible:outline-3
          has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
      >
        {t.chooseAgain}
        <input
          type="file"
          className="only-heard"
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file === undefined) return
            const isSame = file.size === view.size && file.name.slice(-200) === view.fileName
            setOther(!isSame)
            if (isSame) uploads.add([{ id: view.id, workspaceId, file, sent: view.received }])
          }}
        />
      </label>
    </div>
  )
}
