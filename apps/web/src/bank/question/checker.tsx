import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { Finding } from './finding.ts'

interface Props {
  readonly findings: readonly Finding[]
  readonly onGo: (field: string) => void
}

/** What the checker found, each leading to its field. */
export function Checker({ findings, onGo }: Props) {
  const { checker: t } = useStrings('bank')
  if (findings.length === 0)
    return (
      <p className="flex gap-2.5 border-s-4 border-correct bg-correct-wash px-4 py-3">
        <Icon name="check" className="mt-1 text-correct" />
        {t.nothing}
      </p>
    )
  return (
    <ul className="grid gap-px border-y-2 border-ink bg-rule">
      {findings.map(({ code, severity, field }) => (
        <li key={`${code} ${field}`} className="bg-paper">
          <button
            type="button"
            onClick={() => onGo(field)}
            className="flex w-full items-start gap-2.5 px-1 py-2.5 text-start hover:bg-leaf"
          >
            <Icon
              name={severity === 'error' ? 'cross' : 'warning'}
              label={t[severity]}
              className={`mt-1 ${severity === 'error' ? 'text-wrong' : 'text-partial'}`}
            />
            <span className="min-w-0 grow">{t.findings[code]}</span>
            <Icon name="right" className="mt-1 text-soft rtl:-scale-x-100" />
          </button>
        </li>
      ))}
    </ul>
  )
}
