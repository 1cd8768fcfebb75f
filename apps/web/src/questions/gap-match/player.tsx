import { useState } from 'react'
import { entry } from '@quizmentor/engine/question/parts'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { GappedText } from '../gapped-text.tsx'
import { plainText } from '../markdown-source.ts'
import { boundsOf, placed } from '../picture/bounds.ts'
import { Picture } from '../picture/picture.tsx'
import type { PlayerProps } from '../player-props.ts'
import { Markdown } from '../prompt.tsx'
import { FilledGap } from './filled-gap.tsx'
import { Gap, type GapChoice } from './gap.tsx'
import { put, usedIn } from './put.ts'

/** Put choices into the gaps of a text or a picture. */
export function GapMatchPlayer(props: PlayerProps<'gap_match'>) {
  const { question, given, onChange, locked, solution } = props
  const { gaps: t, gap: gapName } = useStrings('questions')
  const [picked, setPicked] = useState<GapChoice | null>(null)
  const [said, setSaid] = useState('')
  const { text, image, choices, gaps } = question.body
  const filled = given?.gaps ?? {}
  const choiceOf = (id: string | undefined) => choices.find((choice) => choice.id === id)

  function fill(gapId: string, place: number, choice: GapChoice | null) {
    const next = put(filled, gapId, choice)
    setPicked(null)
    setSaid(choice === null ? '' : t.put(plainText(choice.text), gapName(place + 1)))
    onChange(Object.keys(next).length === 0 ? null : { type: 'gap_match', gaps: next })
  }

  const judged = (id: string) => {
    const accepted = solution === null ? [] : (entry(solution.key.gaps, id) ?? [])
    const choice = entry(filled, id)
    return {
      right: choice === undefined ? accepted.length === 0 : accepted.includes(choice),
      given: choiceOf(choice),
      rightChoice: choiceOf(accepted[0]),
    }
  }

  const renderGap = (id: string, place: number, inPicture: boolean) => {
    const area = gaps[place]?.area
    const style = inPicture && area && image ? placed(boundsOf(area), image) : undefined
    if (solution !== null)
      return (
        <FilledGap key={id} name={gapName(place + 1)} {...judged(id)} {...(style && { style })} />
      )
    return (
      <Gap
        key={id}
        name={gapName(place + 1)}
        choices={choices}
        filled={choiceOf(entry(filled, id))}
        picked={picked}
        locked={locked}
        onPut={(choice) => fill(id, place, choice)}
        {...(style && { style })}
      />
    )
  }

  const inPicture = gaps.flatMap((gap, place) =>
    gap.area === undefined || image === undefined ? [] : [{ ...gap, place }],
  )
  return (
    <div className="grid gap-5">
      {solution === null && (
        <div role="group" aria-label={t.choices} className="flex flex-wrap gap-2.5">
          {choices.map((choice) => {
            const used = usedIn(filled, choice.id)
            const isUsedUp = choice.uses > 0 && used >= choice.uses
            const isPicked = picked?.id === choice.id
            return (
              <button
                key={choice.id}
                type="button"
                aria-pressed={isPicked}
                disabled={locked}
                onClick={() => {
                  setPicked(isPicked ? null : choice)
                  setSaid(isPicked ? '' : t.picked(plainText(choice.text)))
                }}
                className={`flex min-h-11 max-w-full items-center gap-2 rounded-sm border-2 px-3.5 py-1.5
                  text-start ${
                    isPicked
                      ? 'border-ink bg-leaf ring-2 ring-ink'
                      : isUsedUp
                        ? 'border-rule bg-sunk text-soft'
                        : 'border-edge hover:border-ink hover:bg-leaf'
                  }`}
              >
                <Markdown text={choice.text} inline className="min-w-0" />
                {isUsedUp && <Icon name="check" label={t.used} className="text-soft" />}
              </button>
            )
          })}
        </div>
      )}
      {text !== '' && (
        <GappedText
          text={text}
          gapIds={gaps.map(({ id }) => id)}
          renderGap={(id, place) => renderGap(id, place, false)}
        />
      )}
      {image !== undefined && (
        <Picture image={image}>
          {inPicture.map(({ id, place }) => renderGap(id, place, true))}
        </Picture>
      )}
      {solution !== null && inPicture.length > 0 && (
        <ul className="grid gap-1.5">
          {inPicture.map(({ id, place }) => (
            <li key={id}>
              <FilledGap name={gapName(place + 1)} nameShown {...judged(id)} />
            </li>
          ))}
        </ul>
      )}
      <p
        role="status"
        className={said === '' || solution !== null ? 'only-heard' : 'text-sm text-soft'}
      >
        {solution === null && said}
      </p>
    </div>
  )
}
