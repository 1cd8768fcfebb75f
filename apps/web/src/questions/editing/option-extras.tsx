import { entry } from '@quizmentor/engine/question/parts'
import { Disclosure } from '../../design/disclosure.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { MarkdownField } from './markdown-field.tsx'
import { PercentEntry } from './percent-entry.tsx'

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
  const isSaid = (id: string) => (entry(feedback, id) ?? '') !== ''
  const counts = (id: string) => credits?.of(id) === true && entry(worth, id) !== undefined
  const used = new Set(options.flatMap(({ id }) => (isSaid(id) || counts(id) ? [id] : [])))
  return (
    <Disclosure
      title={credits === undefined ? t.saidToEach : t.title}
      note={used.size === 0 ? undefined : t.set(used.size)}
      open={used.size > 0}
    >
      <p className="-mt-2 text-sm text-soft">{t.hint}</p>
      <ul className="grid gap-3">
        {options.map(({ id, name }) => (
          <li key={id} className="flex flex-wrap items-start gap-2">
            <MarkdownField
              id={`field-said-to-${id}`}
              label={t.said(name)}
              toolbar={false}
              limit={2_000}
              value={entry(feedback, id) ?? ''}
              onChange={(text) => onFeedback({ ...feedback, [id]: text }, `said-${id}`)}
              className="min-w-48 grow basis-64"
            />
            {credits?.of(id) === true && (
              <PercentEntry
                label={t.counts(name)}
                least={credits.least}
                share={entry(worth, id) ?? 0}
                onChange={(share) => {
                  const { [id]: _, ...others } = worth
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
    </Disclosure>
  )
}
