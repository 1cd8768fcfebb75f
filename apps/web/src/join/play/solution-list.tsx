import type { Given, ShownQuestion, Solution } from '@quizmentor/engine/question/question'
import { AnswerMark, letterOf } from '../../design/answer-mark.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { useExactNumber } from '../../live/exact-number.ts'
import { givenIds, optionsOf, rightIds } from '../../live/options.ts'
import { Markdown } from '../../questions/prompt.tsx'

interface Props {
  readonly shown: ShownQuestion
  readonly solution: Solution
  /** One's own answer, where it differs. */
  readonly given: Given | null
}

/** The right answer, and beside it one's own. */
export function SolutionList({ shown, solution, given }: Props) {
  const { result: t } = useStrings('play')
  const right = rightIds(solution)
  return (
    <dl className="grid gap-3">
      <div>
        <dt className="text-sm text-soft">{right.size > 1 ? t.rightAnswers : t.rightAnswer}</dt>
        <dd className="text-lg font-bold">
          {solution.type === 'numeric' ? (
            <RightNumber value={solution} />
          ) : (
            <Chosen shown={shown} ids={right} />
          )}
        </dd>
      </div>
      {given !== null && (
        <div>
          <dt className="text-sm text-soft">{t.yours}</dt>
          <dd>
            {given.type === 'numeric' ? (
              <GivenNumber value={given.value} unit={given.unit} />
            ) : (
              <Chosen shown={shown} ids={givenIds(given)} />
            )}
          </dd>
        </div>
      )}
    </dl>
  )
}

function Chosen({
  shown,
  ids,
}: {
  readonly shown: ShownQuestion
  readonly ids: ReadonlySet<string>
}) {
  const { question: t } = useStrings('play')
  return (
    <ul className="grid gap-1.5">
      {optionsOf(shown, t).map(
        (option, place) =>
          ids.has(option.id) && (
            <li key={option.id} className="flex items-center gap-2.5">
              <AnswerMark place={place} className="size-8" />
              <span className="only-heard">{letterOf(place)}: </span>
              <Markdown text={option.text ?? ''} inline className="min-w-0" />
            </li>
          ),
      )}
    </ul>
  )
}

function RightNumber({ value }: { readonly value: Extract<Solution, { type: 'numeric' }> }) {
  const { result: t } = useStrings('play')
  const { percent } = useFormat()
  const exact = useExactNumber()
  const { tolerance, unit } = value.key
  const margin = tolerance.kind === 'absolute' ? exact(tolerance.amount) : percent(tolerance.amount)
  return (
    <>
      <GivenNumber value={value.key.value} unit={unit} />
      {tolerance.amount > 0 && (
        <span className="ms-2 text-sm font-normal text-soft">{t.tolerance(margin)}</span>
      )}
    </>
  )
}

function GivenNumber({
  value,
  unit,
}: {
  readonly value: number
  readonly unit: string | undefined
}) {
  const exact = useExactNumber()
  return (
    <span className="tabular font-display font-black">
      {exact(value)} {unit}
    </span>
  )
}
