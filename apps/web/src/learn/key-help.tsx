import { Dialog } from '../design/dialog.tsx'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
}

/** The keys of practising. */
export function KeyHelp({ open, onClose }: Props) {
  const { session: t } = useStrings('learn')
  const { shortcuts, palette } = useStrings('common')
  const keys: readonly (readonly [string, string])[] = [
    ['1–9 · A–F', t.keyHelp.choose],
    ['Enter', t.keyHelp.check],
    ['H', t.keyHelp.hint],
    ['1–4', t.keyHelp.rate],
    ['U', t.keyHelp.undo],
    ['↑ ↓', t.keyHelp.move],
    ['?', t.keyHelp.help],
    ['Ctrl K', palette.title],
  ]
  return (
    <Dialog title={shortcuts.title} open={open} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-3">
        {keys.map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="border-2 border-edge bg-paper px-2 py-0.5 font-mono text-sm font-bold">
                {key}
              </kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
