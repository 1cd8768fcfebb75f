import { useState } from 'react'
import { isSamePair } from '@quizmentor/engine/question/associate'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { plainText } from '../markdown-source.ts'
import { Outcome } from '../outcome.tsx'
import type { PlayerProps } from '../player-props.ts'
import { Markdown } from '../prompt.tsx'

type Pair = [string, string]

/** Find what belongs together: pick one, then the other. */
export function AssociatePlayer(props: PlayerProps<'associate'>) {
  const { question, given, onChange, locked, solution } = props
  const { pairs: t } = useStrings('questions')
  const [picked, setPicked] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const { options, most } = question.body
  const pairs = given?.pairs ?? []
  const isFull = pairs.length >= most
  const textOf = (id: string) => options.find((option) => option.id === id)?.text ?? ''
  const nameOf = (id: string) => plainText(textOf(id))

  function press(id: string) {
    if (picked === id) {
      setPicked(null)
      return setSaid('')
    }
    if (picked === null) {
      if (isFull) return setSaid(t.full)
      setPicked(id)
      return setSaid(t.picked(nameOf(id)))
    }
    const pair: Pair = [picked, id]
    setPicked(null)
    if (pairs.some((each) => isSamePair(each, pair)))
      return setSaid(t.again(nameOf(picked), nameOf(id)))
    onChange({ type: 'associate', pairs: [...pairs, pair] })
    setSaid(t.made(nameOf(picked), nameOf(id)))
  }

  function takeApart(place: number) {
    const left = pairs.filter((_, each) => each !== place)
    setSaid('')
    onChange(left.length === 0 ? null : { type: 'associate', pairs: left })
  }

  const key = solution?.key.pairs ?? null
  const missing = key?.filter((pair) => !pairs.some((made) => isSamePair(made, pair))) ?? []
  return (
    <div className="grid gap-5">
      {solution === null && (
        <>
          <div role="group" aria-label={t.options} className="flex flex-wrap gap-2.5">
            {options.map(({ id, text }) => {
              const places = pairs.flatMap((pair, place) => (pair.includes(id) ? [place + 1] : []))
              return (
                <button
                  key={id}
                  type="button"
                  aria-pressed={picked === id}
                  disabled={locked}
                  onClick={() => press(id)}
                  className={`flex min-h-12 max-w-full items-center gap-2.5 rounded-sm border-2 px-4 py-2
                    text-start ${
                      picked === id
                        ? 'border-ink bg-leaf ring-2 ring-ink'
                        : places.length > 0
                          ? 'border-edge bg-sunk'
                          : 'border-edge hover:border-ink hover:bg-leaf'
                    }`}
                >
                  <Markdown text={text} inline className="min-w-0" />
                  {places.map((place) => (
                    <PairNumber key={place} place={place} />
                  ))}
                </button>
              )
            })}
          </div>
          <p
            role="status"
            className={`text-sm ${said === t.full ? 'font-bold text-wrong' : 'text-soft'}`}
          >
            {said === '' ? t.most(most) : said}
          </p>
        </>
      )}
      <section aria-label={t.yours}>
        <h2 className="mb-2 font-sans text-base font-bold tracking-normal">{t.yours}</h2>
        {pairs.length === 0 && <p className="text-soft">{t.none}</p>}
        <ul className="grid gap-2">
          {pairs.map((pair, place) => {
            const words = <Both one={textOf(pair[0])} other={textOf(pair[1])} />
            return (
              <li key={pair.join(' ')}>
                {key === null ? (
                  <div className="flex items-center gap-3 border-b border-rule">
                    <PairNumber place={place + 1} />
                    <div className="min-w-0 grow">{words}</div>
                    {!locked && (
                      <button
                        type="button"
                        aria-label={t.apart(t.and(nameOf(pair[0]), nameOf(pair[1])))}
                        onClick={() => takeApart(place)}
                        className="grid size-11 shrink-0 place-items-center text-soft hover:text-ink"
                      >
                        <Icon name="close" />
                      </button>
                    )}
                  </div>
                ) : (
                  <Outcome right={key.some((right) => isSamePair(right, pair))}>{words}</Outcome>
                )}
              </li>
            )
          })}
          {missing.map((pair) => (
            <li key={pair.join(' ')}>
              <Outcome right label={t.missing}>
                <span className="mb-0.5 block text-sm font-bold text-correct">{t.missing}</span>
                <Both one={textOf(pair[0])} other={textOf(pair[1])} />
              </Outcome>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Both({ one, other }: { readonly one: string; readonly other: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
      <Markdown text={one} inline className="min-w-0" />
      <Icon name="link" className="text-soft" />
      <Markdown text={other} inline className="min-w-0" />
    </div>
  )
}

function PairNumber({ place }: { readonly place: number }) {
  return (
    <span className="tabular grid h-6 min-w-6 shrink-0 place-items-center rounded-full bg-ink px-1 text-xs font-bold text-paper">
      {place}
    </span>
  )
}
