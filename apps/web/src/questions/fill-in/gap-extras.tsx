import { Disclosure } from '../../design/disclosure.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { NumberEntry } from '../editing/number-entry.tsx'
import { OtherTexts } from '../editing/other-texts.tsx'
import { PercentEntry } from '../editing/percent-entry.tsx'
import { rightOf, withCredit, type GapDraft } from './draft.ts'

interface Props {
  readonly gap: GapDraft
  readonly onChange: (gap: GapDraft, what?: string) => void
}

/** What few gaps need: a weight, a number that is right too, answers that count in part. */
export function GapExtras({ gap, onChange }: Props) {
  const { fillIn: t, others: words, optionExtras } = useStrings('bank')
  const { match, choices, weight, number } = gap
  const { others = [] } = match
  const picked = choices.length > 0
  const credits = picked ? (gap.credits ?? []).filter(({ credit }) => credit > 0) : []
  const used =
    (weight === undefined ? 0 : 1) +
    (picked ? credits.length : others.length + (number === undefined ? 0 : 1))
  return (
    <Disclosure
      title={t.more(gap.id)}
      note={used === 0 ? undefined : optionExtras.set(used)}
      open={used > 0}
    >
      <NumberEntry
        label={t.weight}
        hint={t.weightHint}
        least={1e-9}
        value={weight ?? null}
        onChange={(next) =>
          onChange(
            { ...gap, weight: next === null ? undefined : Math.min(1_000, next) },
            `${gap.id}-weight`,
          )
        }
        className="max-w-72"
      />
      {picked ? (
        <ChoiceCredits gap={gap} onChange={onChange} />
      ) : (
        <>
          <GapNumber gap={gap} onChange={onChange} />
          <section className="grid gap-2">
            <h2 className="font-sans text-base font-bold tracking-normal">{words.title}</h2>
            <OtherTexts
              others={others}
              onChange={(next, what) =>
                onChange({ ...gap, match: { ...match, others: next } }, what)
              }
            />
          </section>
        </>
      )}
    </Disclosure>
  )
}

/** A number that is right however it is written. */
function GapNumber({ gap, onChange }: Props) {
  const { fillIn: t, slider } = useStrings('bank')
  const { value = null, tolerance = 0 } = gap.number ?? {}
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <NumberEntry
        label={t.number}
        hint={t.numberHint}
        value={value}
        onChange={(next) =>
          onChange(
            {
              ...gap,
              number: next === null && tolerance === 0 ? undefined : { value: next, tolerance },
            },
            `${gap.id}-number`,
          )
        }
      />
      <NumberEntry
        label={slider.tolerance}
        least={0}
        value={tolerance}
        onChange={(next) =>
          onChange({ ...gap, number: { value, tolerance: next ?? 0 } }, `${gap.id}-tolerance`)
        }
      />
    </div>
  )
}

/** What the choices count that aren't right. */
function ChoiceCredits({ gap, onChange }: Props) {
  const { fillIn: t, optionExtras } = useStrings('bank')
  const right = rightOf(gap)
  const wrong = gap.choices
    .map((choice, place) => ({ ...choice, name: choice.text || t.choice(place) }))
    .filter(({ id }) => !right.has(id))
  return (
    <section className="grid gap-2">
      <h2 className="font-sans text-base font-bold tracking-normal">{t.credits}</h2>
      <p className="text-sm text-soft">{t.creditsHint}</p>
      <div className="flex flex-wrap gap-3">
        {wrong.map(({ id, name }) => (
          <PercentEntry
            key={id}
            label={optionExtras.counts(name)}
            share={gap.credits?.find(({ choice }) => choice === id)?.credit ?? 0}
            onChange={(credit) => onChange(withCredit(gap, id, credit), `${id}-credit`)}
            className="w-48"
          />
        ))}
      </div>
    </section>
  )
}
