import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { savesItself, type EditingState } from './editing.ts'

/** Whether what is written is safe, in words. */
export function SavingLine({ saving, stored }: Pick<EditingState, 'saving' | 'stored'>) {
  const { saving: t } = useStrings('bank')
  const byHand = !savesItself(stored?.state ?? null)
  const text = saving === 'unsaved' && byHand ? t.byHand : t.states[saving]
  return (
    <p
      role="status"
      className="flex min-w-0 flex-1 basis-28 items-center gap-1.5 text-sm text-soft"
    >
      {saving === 'saved' && <Icon name="check" className="text-correct" />}
      {(saving === 'failed' || saving === 'conflict') && (
        <Icon name="warning" className="text-wrong" />
      )}
      {text}
    </p>
  )
}
