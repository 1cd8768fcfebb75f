import { useEffect, useId, useRef } from 'react'
import type { ExtendedText } from '@quizmentor/engine/question/extended-text'
import type { SolutionOf } from '@quizmentor/engine/question/question'
import { Button } from '../../design/button.tsx'
import { ChoiceBar } from '../../design/choice-bar.tsx'
import { inputClass } from '../../design/field.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { plainText } from '../markdown-source.ts'
import type { PlayerProps } from '../player-props.ts'
import { Markdown } from '../prompt.tsx'
import { markOf, marks, toMark, wordsIn, type Mark } from './marks.ts'

interface Props extends PlayerProps<'extended_text'> {
  /** The model answer and rubric, once the learner asked for them. */
  readonly revealed: SolutionOf<'extended_text'> | null
  /** Asks for them; nothing where they can't be had. */
  readonly onReveal: (() => void) | null
}

/** Write or recall an answer, compare it with the model answer, and mark it. */
export function ExtendedTextPlayer(props: Props) {
  const { question, given, onChange, locked, solution, revealed, onReveal } = props
  const { written: t } = useStrings('questions')
  const shown = solution ?? revealed
  const model = useRef<HTMLElement>(null)
  const asked = useRef(false)
  const isShown = shown !== null
  useEffect(() => {
    // The button that was pressed is gone.
    if (isShown && asked.current) model.current?.focus()
  }, [isShown])
  const { lines, template } = question.body
  const isUnanswered = locked && given === null
  const text = given?.text ?? template
  if (shown === null)
    return (
      <div className="grid gap-4">
        {lines === 0 ? (
          <p className="text-soft">{t.recall}</p>
        ) : (
          <Writing
            {...props}
            text={text}
            onText={(next) =>
              onChange({ type: 'extended_text', text: next, marks: given?.marks ?? {} })
            }
          />
        )}
        {!locked && onReveal !== null && (
          <Button
            onClick={() => {
              asked.current = true
              onReveal()
            }}
            className="justify-self-start"
          >
            <Icon name="eye" />
            {t.show}
          </Button>
        )}
      </div>
    )
  return (
    <div className="grid gap-6">
      {lines > 0 && !isUnanswered && <OwnAnswer text={text} />}
      <section
        ref={model}
        tabIndex={-1}
        className="border-s-4 border-correct bg-correct-wash px-4 py-3"
      >
        <h2 className="mb-1 font-sans text-base font-bold tracking-normal text-correct">
          {t.model}
        </h2>
        {shown.key.model === '' ? (
          <p className="text-soft">{t.noModel}</p>
        ) : (
          <Markdown text={shown.key.model} />
        )}
      </section>
      <Marking
        rubric={shown.key.rubric}
        given={given?.marks ?? {}}
        locked={locked}
        isUnanswered={isUnanswered}
        onMark={(id, mark) =>
          onChange({ type: 'extended_text', text, marks: { ...given?.marks, [id]: marks[mark] } })
        }
      />
    </div>
  )
}

interface WritingProps extends Pick<Props, 'question' | 'locked' | 'labelledBy'> {
  readonly text: string
  readonly onText: (text: string) => void
}

function Writing({ question, locked, labelledBy, text, onText }: WritingProps) {
  const { written: t, yourAnswer } = useStrings('questions')
  const id = useId()
  const { lines, mostWords } = question.body
  const count = wordsIn(text)
  const words = t.words(count)
  const isTooLong = mostWords !== undefined && count > mostWords
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-bold">
        {yourAnswer}
      </label>
      <textarea
        id={id}
        value={text}
        onChange={(event) => onText(event.target.value)}
        readOnly={locked}
        maxLength={20_000}
        aria-describedby={`${labelledBy} ${id}-words`}
        style={{ minHeight: `calc(${lines} * 1lh + 1.25rem)` }}
        className={`${inputClass} field-sizing-content max-h-[70vh] resize-y`}
      />
      <p
        id={`${id}-words`}
        className={`tabular text-sm ${isTooLong ? 'font-bold text-partial' : 'text-soft'}`}
      >
        {mostWords === undefined
          ? words
          : isTooLong
            ? t.tooLong(words, mostWords)
            : t.wordsOf(words, mostWords)}
      </p>
    </div>
  )
}

function OwnAnswer({ text }: { readonly text: string }) {
  const { written: t, yourAnswer } = useStrings('questions')
  return (
    <section className="border-s-4 border-ink bg-leaf px-4 py-3">
      <h2 className="mb-1 font-sans text-base font-bold tracking-normal">{yourAnswer}</h2>
      <p className={`whitespace-pre-line ${text.trim() === '' ? 'text-soft' : ''}`}>
        {text.trim() === '' ? t.nothingWritten : text}
      </p>
    </section>
  )
}

interface MarkingProps {
  readonly rubric: ExtendedText['key']['rubric']
  readonly given: Readonly<Record<string, number>>
  readonly locked: boolean
  /** Nobody answered: the rubric is only to be read. */
  readonly isUnanswered: boolean
  readonly onMark: (id: string, mark: Mark) => void
}

function Marking({ rubric, given, locked, isUnanswered, onMark }: MarkingProps) {
  const { written: t } = useStrings('questions')
  if (isUnanswered && rubric.length === 0) return null
  const choices = (['none', 'partly', 'fully'] as const).map((value) => ({
    value,
    label: t.marks[value],
  }))
  return (
    <section className="grid gap-4">
      {rubric.length > 0 && !isUnanswered && (
        <h2 className="font-sans text-base font-bold tracking-normal">
          {locked ? t.markedAs : t.mark}
        </h2>
      )}
      {toMark({ rubric }).map((id) => {
        const criterion = rubric.find((each) => each.id === id)
        const mark = markOf(given, id)
        return (
          <div key={id} className="grid gap-1.5">
            {criterion !== undefined && (
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <Markdown text={criterion.text} inline className="min-w-0" />
                <span className="text-sm text-soft">{t.points(criterion.points)}</span>
              </div>
            )}
            {isUnanswered ? null : locked ? (
              <p className="flex items-center gap-2 font-bold">
                <Icon name={mark === 'fully' ? 'check' : mark === 'partly' ? 'partial' : 'cross'} />
                {t.marked[mark ?? 'open']}
              </p>
            ) : (
              <ChoiceBar
                label={criterion === undefined ? t.whole : plainText(criterion.text)}
                labelHidden={criterion !== undefined}
                choices={choices}
                value={mark}
                onChange={(next) => onMark(id, next)}
              />
            )}
          </div>
        )
      })}
    </section>
  )
}
