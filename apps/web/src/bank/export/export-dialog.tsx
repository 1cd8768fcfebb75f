import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WrittenFormat } from '@quizmentor/contract/interchange'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { saveFile } from '../../app/save-file.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Icon } from '../../design/icon.tsx'
import { Select } from '../../design/select.tsx'
import { toast } from '../../design/toast.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { NoticeList } from '../import/notice-list.tsx'
import { filterQuery } from '../queries.ts'
import type { QuestionFilter } from '../questions/filter.ts'
import { fileNameIn } from './file-name.ts'

interface Props {
  readonly filter: QuestionFilter
  readonly open: boolean
  readonly onClose: () => void
}

const formats: readonly WrittenFormat[] = [
  'json',
  'moodle-xml',
  'qti',
  'gift',
  'xlsx',
  'csv',
  'anki',
  'aiken',
  'cloze',
]

/** Gives the questions that fit the list's filters as a file, and says before what gets lost. */
export function ExportDialog({ filter, open, onClose }: Props) {
  const { export: t, formats: names } = useStrings('interchange')
  const { actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const [format, setFormat] = useState<WrittenFormat>('json')
  const query = { ...filterQuery(filter), format }
  const losses = useQuery({
    queryKey: ['bank', workspaceId, 'losses', query],
    queryFn: ({ signal }) =>
      api.interchange.checkExport({ params: { workspaceId }, query, signal }),
    enabled: open,
    // What was said before about another format would be wrong here, if only for a moment.
    staleTime: 0,
  })
  const download = useMutation({
    async mutationFn() {
      const file = await api.interchange.exportQuestions({ params: { workspaceId }, query })
      const name = fileNameIn(file.headers.get('content-disposition')) ?? `questions.${format}`
      const type = file.headers.get('content-type') ?? 'application/octet-stream'
      saveFile(name, new Blob([await file.arrayBuffer()], { type }))
      return name
    },
    onSuccess(name) {
      toast(t.done(name))
      onClose()
    },
  })
  const isEmpty = losses.data?.questions === 0
  return (
    <Dialog
      title={t.title}
      wide
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{actions.cancel}</Button>
          <Button
            kind="primary"
            busy={download.isPending}
            disabled={isEmpty}
            onClick={() => download.mutate()}
          >
            <Icon name="download" />
            {download.isPending ? t.preparing : t.download}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-5">
        <p>{t.which}</p>
        <Select
          label={t.format}
          value={format}
          options={formats.map((value) => ({
            value,
            label: names[value],
            content: (
              <span className="grid">
                <span className="font-bold">{names[value]}</span>
                <span className="text-sm font-normal">{t.good[value]}</span>
              </span>
            ),
          }))}
          onChange={setFormat}
        />
        <div className="min-h-12">
          <p role="status" className="font-bold">
            {losses.isPending
              ? t.checking
              : losses.data === undefined
                ? ''
                : isEmpty
                  ? t.none
                  : losses.data.lostCount === 0
                    ? t.lossless(losses.data.questions)
                    : t.losses(losses.data.questions)}
          </p>
          {losses.data !== undefined && losses.data.lostCount > 0 && (
            <div className="mt-3">
              <NoticeList
                label={t.title}
                notices={losses.data.lost}
                count={losses.data.lostCount}
                titles={{ not_representable: t.leftOut }}
              />
            </div>
          )}
          {losses.isError && <Failure error={losses.error} onRetry={() => void losses.refetch()} />}
        </div>
        <Failure error={download.error} />
      </div>
    </Dialog>
  )
}
