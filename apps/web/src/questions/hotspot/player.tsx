import { useState } from 'react'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { Outcome } from '../outcome.tsx'
import { boundsOf, placed } from '../picture/bounds.ts'
import { Picture } from '../picture/picture.tsx'
import { Shape } from '../picture/shape.tsx'
import type { PlayerProps } from '../player-props.ts'
import { spotsWith } from './choose.ts'

type Verdict = 'right' | 'wrong' | 'missed' | 'left'

const looks: Record<Verdict | 'open' | 'chosen', string> = {
  open: 'stroke-ink stroke-2 fill-transparent [stroke-dasharray:5_4] group-hover:fill-ink/15',
  chosen: 'stroke-accent stroke-4 fill-accent/30',
  right: 'stroke-correct stroke-4 fill-correct/30',
  wrong: 'stroke-wrong stroke-4 fill-wrong/25',
  missed: 'stroke-correct stroke-4 fill-transparent [stroke-dasharray:8_5]',
  left: 'stroke-ink stroke-1 fill-transparent [stroke-dasharray:5_4]',
}

/** Choose one or more of the marked places of a picture. */
export function HotspotPlayer(props: PlayerProps<'hotspot'>) {
  const { question, given, onChange, locked, solution, labelledBy } = props
  const { picture: t, solution: words, optionsChosen } = useStrings('questions')
  const [said, setSaid] = useState('')
  const { image, spots, most } = question.body
  const chosen = given?.spots ?? []
  const key = solution?.key.spots ?? null

  function toggle(id: string) {
    const next = spotsWith(chosen, id, most)
    setSaid(next === null ? t.tooMany(most) : '')
    if (next !== null) onChange({ type: 'hotspot', spots: next })
  }

  const judged = spots.map((spot, place) => ({
    ...spot,
    name: spot.label === '' ? t.spot(place + 1) : `${t.spot(place + 1)}: ${spot.label}`,
    number: place + 1,
    isChosen: chosen.includes(spot.id),
    verdict: key === null ? null : verdictOf(key.includes(spot.id), chosen.includes(spot.id)),
  }))
  return (
    <div className="grid gap-3">
      <Picture image={image}>
        <div role="group" aria-labelledby={labelledBy}>
          {judged.map(({ id, area, name, number, isChosen, verdict }) => {
            const box = boundsOf(area)
            return (
              <button
                key={id}
                type="button"
                aria-pressed={isChosen}
                aria-label={[name, verdictWord(verdict, words)].filter(Boolean).join('. ')}
                disabled={locked}
                onClick={() => toggle(id)}
                style={placed(box, image)}
                className="group pointer-events-none absolute outline-none"
              >
                <svg
                  viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
                  preserveAspectRatio="none"
                  aria-hidden
                  className="absolute inset-0 size-full overflow-visible"
                >
                  <Shape
                    area={area}
                    className={`fill-none stroke-paper group-focus-visible:stroke-[11] ${
                      verdict === 'left' || (verdict === null && !isChosen)
                        ? 'stroke-4'
                        : 'stroke-6'
                    }`}
                  />
                  <Shape
                    area={area}
                    className="fill-none stroke-transparent stroke-7 group-focus-visible:stroke-focus"
                  />
                  <Shape
                    area={area}
                    className={`${locked ? '' : 'pointer-events-auto cursor-pointer'} ${
                      looks[verdict ?? (isChosen ? 'chosen' : 'open')]
                    }`}
                  />
                </svg>
                <Badge number={number} verdict={verdict} isChosen={isChosen} />
              </button>
            )
          })}
        </div>
      </Picture>
      {solution === null && most !== 1 && (
        <p className="text-sm text-soft">
          {`${most === 0 ? '' : `${t.most(most)} `}${optionsChosen(chosen.length)}`}
        </p>
      )}
      <p
        role="status"
        className={said === '' || locked ? 'only-heard' : 'text-sm font-bold text-wrong'}
      >
        {locked ? '' : said}
      </p>
      {solution !== null && (
        <ul className="grid gap-1.5">
          {judged.map(
            ({ id, name, verdict }) =>
              verdict !== null &&
              verdict !== 'left' && (
                <li key={id}>
                  <Outcome right={verdict !== 'wrong'} label={verdictWord(verdict, words)}>
                    {name}
                    {verdict === 'missed' && (
                      <span className="ms-2 text-sm font-bold text-correct">{words.missed}</span>
                    )}
                  </Outcome>
                </li>
              ),
          )}
        </ul>
      )}
    </div>
  )
}

interface BadgeProps {
  readonly number: number
  readonly verdict: Verdict | null
  readonly isChosen: boolean
}

/** The number of a place, by which it can be told and chosen by key. */
function Badge({ number, verdict, isChosen }: BadgeProps) {
  const look =
    verdict === 'right' || verdict === 'missed'
      ? 'bg-correct text-paper border-paper'
      : verdict === 'wrong'
        ? 'bg-wrong text-paper border-paper'
        : isChosen
          ? 'bg-accent text-on-accent border-paper'
          : 'bg-paper text-ink border-ink'
  return (
    <span
      className={`tabular absolute -top-3 -left-3 grid h-6 min-w-6 place-items-center rounded-full
        border-2 px-1 text-xs leading-none font-bold ${look}`}
    >
      {verdict === 'right' ? (
        <Icon name="check" />
      ) : verdict === 'wrong' ? (
        <Icon name="cross" />
      ) : (
        number
      )}
    </span>
  )
}

function verdictWord(
  verdict: Verdict | null,
  words: { readonly right: string; readonly wrong: string; readonly missed: string },
): string {
  return verdict === 'left' || verdict === null ? '' : words[verdict]
}

function verdictOf(inKey: boolean, chosen: boolean): Verdict {
  if (inKey) return chosen ? 'right' : 'missed'
  return chosen ? 'wrong' : 'left'
}
