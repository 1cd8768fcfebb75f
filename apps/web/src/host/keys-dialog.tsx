import { Dialog } from '../design/dialog.tsx'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
}

/** The keys that lead a game. */
export function KeysDialog({ open, onClose }: Props) {
  const { keys: t } = useStrings('host')
  const rows = [
    [[t.space, '→'], t.next],
    [['S'], t.skip],
    [['R'], t.reveal],
    [['L'], t.leaderboard],
    [['P'], t.pause],
    [['+'], t.extend],
    [['F'], t.fullScreen],
    [['M'], t.mute],
    [['?'], t.help],
  ] as const
  return (
    <Dialog title={t.title} open={open} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2.5">
        {rows.map(([keys, what]) => (
          <div key={what} className="contents">
            <dt className="flex items-center gap-2">
              {keys.map((key, index) => (
                <span key={key}>
                  {index > 0 && <span className="me-2 text-soft">{t.or}</span>}
                  <kbd className="inline-block min-w-8 border-2 border-ink bg-paper px-2 text-center font-sans font-bold">
                    {key}
                  </kbd>
                </span>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
