import { useStrings } from '../../i18n/strings.tsx'
import { MarkdownField } from './markdown-field.tsx'
import { NumberEntry } from './number-entry.tsx'

type Values<Value> = Readonly<Record<string, Value>>

interface Props {
  readonly options: readonly { readonly id: string; readonly name: string }[]
  readonly feedback: Values<string> | undefined
  readonly onFeedback: (feedback: Values<string>, what: string) => void
  /** What options count in part; left out where they don't. */
  readonly credits?: {
    readonly values: Values<number> | undefined
    /** Whether an option has a credit of its own. */
    readonly of: (id: string) => boolean
    readonly least: number
    readonly onChange: (credits: Values<number>, what: string) => void
  }
}

/** What is said to whoever chose an option, and what it counts. Closed until somebody wants it. */
export function OptionExtras({ options, feedback = {}, onFeedback, credits }: Props) {
  const { optionExtras: t } = useStrings('bank')
  const worth = credits?.values ?? {}
  const isUsed = Object.keys(feedback).length > 0 || Object.keys(worth).length > 0
  return (
    <details open={isUsed}>
      <summary className="cursor-pointer font-bold">{t.title}</summary>
      <ul className="mt-3 grid gap-3">
        {options.map(({ id, name }) => (
          <li key={id} className="flex flex-wrap items-start gap-2">
            <MarkdownField
              id={`field-said-to-${id}`}
              label={t.said(name)}
              toolbar={false}
              limit={2_000}
              value={feedback[id] ?? ''}
              onChange={(text) => onFeedback({ ...feedback, [id]: text }, `said-${id}`)}
              className="min-w-48 grow basis-64"
            />
            {credits?.of(id) === true && (
              <NumberEntry
                label={t.counts(name)}
                least={credits.least * 100}
                value={Math.round((worth[id] ?? 0) * 100_000) / 1_000}
                onChange={(percent) => {
                  const { [id]: _, ...others } = worth
                  const share = Math.min(1, (percent ?? 0) / 100)
                  credits.onChange(
                    share === 0 ? others : { ...others, [id]: share },
                    `counts-${id}`,
                  )
                }}
                className="w-40"
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
