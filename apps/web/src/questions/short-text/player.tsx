import { useId } from 'react'
import { otherAnswer } from '@quizmentor/engine/question/text-match'
import { inputClass } from '../../design/field.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { AcceptedAnswers, answeredClass } from '../accepted-answers.tsx'
import type { PlayerProps } from '../player-props.ts'

/** Write a word or a short phrase. */
export function ShortTextPlayer(props: PlayerProps<'short_text'>) {
  const { given, onChange, locked, solution, correct, labelledBy } = props
  const t = useStrings('questions')
  const id = useId()
  const other = solution === null ? undefined : otherAnswer(solution.key, given?.text ?? '')
  return (
    <div className="grid gap-4">
      <div className="grid gap-1.5">
        <label htmlFor={id} className="font-bold">
          {t.yourAnswer}
        </label>
        <input
          id={id}
          value={given?.text ?? ''}
          onChange={(event) => onChange({ type: 'short_text', text: event.target.value })}
          readOnly={locked}
          maxLength={500}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby={labelledBy}
          className={`${inputClass} min-h-16 text-xl font-bold ${answeredClass(solution !== null, correct, (other?.credit ?? 0) > 0)}`}
        />
      </div>
      {solution !== null && (
        <AcceptedAnswers
          accepted={solution.key.accepted}
          given={given?.text ?? ''}
          correct={correct}
        />
      )}
    </div>
  )
}
