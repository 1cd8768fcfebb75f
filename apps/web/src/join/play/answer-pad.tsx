import type { Given } from '@quizmentor/engine/question/question'
import { useState } from 'react'
import { useStrings } from '../../i18n/strings.tsx'
import { givenIds, optionsOf, unnamedOptions } from '../../live/options.ts'
import { NumberPad } from './number-pad.tsx'
import type { OpenQuestion } from './question-screen.tsx'
import { SendButton } from './send-button.tsx'
import { Tiles } from './tiles.tsx'

interface Props {
  readonly screen: OpenQuestion
  readonly given: Given | null
  readonly isLocked: boolean
  readonly onAnswer: (given: Given) => void
}

/** What an answer is given with: tiles to tap, tiles to choose and send, or a pad for a number. */
export function AnswerPad({ screen, given, isLocked, onAnswer }: Props) {
  const { question: t } = useStrings('play')
  const { type, question, optionIds } = screen
  const [picked, setPicked] = useState<readonly string[]>([])

  if (type === 'numeric') {
    return (
      <NumberPad
        units={screen.units}
        given={given?.type === 'numeric' ? given : null}
        isLocked={isLocked}
        onAnswer={onAnswer}
      />
    )
  }

  const options =
    question.shown === null ? unnamedOptions(type, optionIds, t) : optionsOf(question.shown, t)
  const many = type === 'multiple_choice'
  const chosen = given === null ? new Set(picked) : givenIds(given)

  function choose(id: string) {
    if (type === 'single_choice') onAnswer({ type, choice: id })
    else if (type === 'true_false') onAnswer({ type, truth: id === 'true' })
    else setPicked(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id])
  }

  function send() {
    if (type === 'multiple_choice' && picked.length > 0) onAnswer({ type, choices: [...picked] })
  }

  return (
    <>
      <p className="-mb-2 shrink-0 text-sm text-soft">{many ? t.several : t.one}</p>
      <Tiles
        options={options}
        chosen={chosen}
        many={many}
        isLocked={isLocked}
        isGiven={given !== null}
        onChoose={choose}
        onSend={send}
      />
      {many && given === null && (
        <SendButton isReady={picked.length > 0 && !isLocked} onSend={send}>
          {picked.length === 0 ? t.send : t.chosen(picked.length)}
        </SendButton>
      )}
    </>
  )
}
