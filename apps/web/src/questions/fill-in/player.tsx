import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { matchesText, type TextMatch } from '@quizmentor/engine/question/text-match'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { mayHaveMath } from '../markdown-source.ts'
import type { PlayerProps } from '../player-props.ts'
import { loadMarkdown } from '../prompt.tsx'

/** Fill the gaps in a text, by typing or by picking. */
export function FillInPlayer(props: PlayerProps<'fill_in'>) {
  const { question, given, onChange, locked, solution } = props
  const { text, gaps } = question.body
  const box = useRef<HTMLDivElement>(null)
  const [places, setPlaces] = useState<ReadonlyMap<string, HTMLElement>>(new Map())
  const [renderer, setRenderer] = useState<Awaited<ReturnType<typeof loadMarkdown>> | null>(null)

  useEffect(() => {
    void loadMarkdown(mayHaveMath(text)).then(setRenderer)
  }, [text])

  useLayoutEffect(() => {
    if (renderer === null || box.current === null) return
    const fragment = renderer.render(text, false, mayHaveMath(text) ? renderer.math : null)
    setPlaces(gapPlaces(fragment))
    box.current.replaceChildren(fragment)
  }, [renderer, text])

  return (
    <>
      <div ref={box} className="prose text-lg leading-[2.4]" />
      {gaps.map((gap, index) => {
        const place = places.get(gap.id)
        if (place === undefined) return null
        const value = given?.gaps[gap.id] ?? ''
        return createPortal(
          solution === null ? (
            <Gap
              number={index + 1}
              choices={gap.choices}
              value={value}
              locked={locked}
              onChange={(next) =>
                onChange({ type: 'fill_in', gaps: { ...given?.gaps, [gap.id]: next } })
              }
            />
          ) : (
            <FilledGap number={index + 1} value={value} match={solution.key.gaps[gap.id]} />
          ),
          place,
          gap.id,
        )
      })}
    </>
  )
}

interface GapProps {
  readonly number: number
  readonly choices: readonly string[]
  readonly value: string
  readonly locked: boolean
  readonly onChange: (value: string) => void
}

const gapClass = `min-h-11 rounded-sm border-2 border-edge bg-leaf px-2.5 font-sans text-base
  font-bold text-ink hover:border-ink focus:border-ink`

function Gap({ number, choices, value, locked, onChange }: GapProps) {
  const t = useStrings('questions')
  if (choices.length > 0)
    return (
      <select
        aria-label={t.gap(number)}
        value={value}
        disabled={locked}
        onChange={(event) => onChange(event.target.value)}
        className={`${gapClass} max-w-full`}
      >
        <option value="" disabled>
          {t.choose}
        </option>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    )
  return (
    <input
      aria-label={t.gap(number)}
      value={value}
      readOnly={locked}
      maxLength={500}
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      className={`${gapClass} field-sizing-content max-w-full min-w-28`}
    />
  )
}

interface FilledGapProps {
  readonly number: number
  readonly value: string
  readonly match: TextMatch | undefined
}

function FilledGap({ number, value, match }: FilledGapProps) {
  const t = useStrings('questions')
  const right = match !== undefined && matchesText(match, value)
  return (
    <span className="font-bold whitespace-normal">
      <span className="only-heard">{t.gap(number)}: </span>
      <span
        className={`inline-flex items-baseline gap-1.5 px-2 py-0.5 leading-normal ${
          right ? 'bg-correct-wash text-correct' : 'bg-wrong-wash text-wrong'
        }`}
      >
        <Icon
          name={right ? 'check' : 'cross'}
          label={right ? t.solution.right : t.solution.wrong}
          className="self-center"
        />
        <span className={right ? '' : 'line-through'}>{value || t.solution.empty}</span>
      </span>
      {!right && match !== undefined && (
        <span className="ms-1.5 inline-flex items-baseline gap-1.5 bg-correct-wash px-2 py-0.5 leading-normal text-correct">
          <Icon name="check" label={t.solution.rightAnswer} className="self-center" />
          {match.accepted[0]}
        </span>
      )}
    </span>
  )
}

/** Puts an empty element in place of each `{{gap}}` and gives them by the gap's id. */
function gapPlaces(fragment: DocumentFragment): ReadonlyMap<string, HTMLElement> {
  const places = new Map<string, HTMLElement>()
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
  for (const node of texts) {
    const pieces = node.data.split(/\{\{([A-Za-z0-9_-]{1,16})\}\}/)
    if (pieces.length === 1) continue
    node.replaceWith(
      ...pieces.map((piece, index) => {
        if (index % 2 === 0) return piece
        const place = document.createElement('span')
        places.set(piece, place)
        return place
      }),
    )
  }
  return places
}
