import { lazy, Suspense, useMemo, useState } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { QuestionFilter } from './filter.ts'

const ExportDialog = lazy(async () => ({
  default: (await import('../export/export-dialog.tsx')).ExportDialog,
}))

/** Gives what the list shows as a file. */
export function ExportButton({ filter }: { readonly filter: QuestionFilter }) {
  const { commands } = useStrings('bank')
  const [open, setOpen] = useState(false)
  // Once it was open it stays, so that it can close.
  const [wanted, setWanted] = useState(false)
  useCommands(
    useMemo((): Command[] => {
      const run = () => {
        setWanted(true)
        setOpen(true)
      }
      return [{ id: 'export-questions', label: commands.exportQuestions, icon: 'download', run }]
    }, [commands]),
  )
  return (
    <>
      <Button
        className="max-sm:px-3"
        onClick={() => {
          setWanted(true)
          setOpen(true)
        }}
      >
        <Icon name="download" />
        <span className="max-sm:sr-only">{commands.export}</span>
      </Button>
      {wanted && (
        <Suspense>
          <ExportDialog filter={filter} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
