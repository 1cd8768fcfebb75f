import { useId, type ReactNode } from 'react'
import { AnswerMark, answerFill, letterOf } from '../design/answer-mark.tsx'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'

export interface Choice {
  readonly id: string
  readonly content: ReactNode
}

interface Props {
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  readonly many: boolean
  /** Each choice by its id: chosen, or no longer. */
  readonly onToggle: (id: string) => void
  readonly locked: boolean
  /** The right ones, once they may be known. */
  readonly key_: readonly string[] | null
  /** What others are worth, by id. */
  readonly credits?: Readonly<Record<string, number>> | undefined
  readonly look: 'rows' | 'tiles'
  readonly labelledBy: string
}

type Verdict = 'right' | 'partly' | 'wrong' | 'missed' | 'left'

/** Choices with letter, shape and colour: radio buttons, or boxes to tick where many may be right. */
export function Choices(props: Props) {
  const name = useId()
  const tiles = props.look === 'tiles'
  return (
    <div
      role={props.many ? 'group' : 'radiogroup'}
      aria-labelledby={props.labelledBy}
      className={tiles ? 'grid auto-rows-fr gap-2 sm:grid-cols-2' : 'grid grid-cols-1 gap-2.5'}
    >
      {props.choices.map((choice, place) => {
        const chosen = props.chosen.includes(choice.id)
        const verdict =
          props.key_ === null
            ? null
            : verdictOf(props.key_.includes(choice.id), chosen, props.credits?.[choice.id] ?? 0)
        const Row = tiles ? Tile : Line
        return (
          <Row
            key={choice.id}
            place={place}
            chosen={chosen}
            verdict={verdict}
            many={props.many}
            locked={props.locked}
            input={
              <input
                type={props.many ? 'checkbox' : 'radio'}
                name={name}
                checked={chosen}
                disabled={props.locked && !chosen}
                aria-disabled={props.locked || undefined}
                onChange={() => props.locked || props.onToggle(choice.id)}
                className="only-heard"
              />
            }
          >
            {choice.content}
          </Row>
        )
      })}
    </div>
  )
}

interface RowProps {
  readonly place: number
  readonly chosen: boolean
  readonly verdict: Verdict | null
  readonly many: boolean
  readonly locked: boolean
  readonly input: ReactNode
  readonly children: ReactNode
}

const verdictLooks: Record<Verdict, string> = {
  right: 'border-correct bg-correct-wash',
  partly: 'border-partial bg-partial-wash',
  wrong: 'border-wrong bg-wrong-wash',
  missed: 'border-dashed border-correct',
  left: 'border-rule opacity-75',
}

const focusWithin = `has-focus-visible:outline-3 has-focus-visible:outline-offset-2
  has-focus-visible:outline-focus`

function Line({ place, chosen, verdict, many, locked, input, children }: RowProps) {
  const look =
    verdict === null
      ? chosen
        ? 'border-ink bg-leaf ring-2 ring-ink forced-colors:outline-3'
        : `border-edge ${locked ? 'opacity-60' : 'hover:border-ink hover:bg-leaf'}`
      : verdictLooks[verdict]
  return (
    <label
      className={`relative flex min-h-16 items-center gap-3.5 rounded-sm border-2 px-3 py-2.5
        transition-colors duration-150 ${look} ${focusWithin} ${locked ? 'cursor-default' : ''}`}
    >
      {input}
      <AnswerMark place={place} className="size-10" />
      <span className="only-heard">{letterOf(place)}: </span>
      <span className="min-w-0 grow">{children}</span>
      {verdict === null ? (
        chosen && <Icon name="check" className="text-lg" />
      ) : (
        <VerdictWord verdict={verdict} many={many} />
      )}
    </label>
  )
}

function Tile({ place, chosen, verdict, many, locked, input, children }: RowProps) {
  const faded = (locked && !chosen && verdict === null) || verdict === 'left' || verdict === 'wrong'
  return (
    <label
      className={`relative flex min-h-18 items-center gap-3.5 rounded-sm border-2
        border-ink px-4 py-3 text-lg font-bold transition-opacity duration-150 ${answerFill(place)}
        ${chosen ? 'outline-4 outline-offset-2 outline-ink' : ''} ${faded ? 'opacity-40' : ''}
        ${focusWithin}`}
    >
      {input}
      <AnswerMark place={place} plain className="size-11" />
      <span className="only-heard">{letterOf(place)}: </span>
      <span className="min-w-0 grow">{children}</span>
      {verdict === null ? (
        chosen && <Icon name="check" className="text-xl" />
      ) : (
        <VerdictWord verdict={verdict} many={many} plain />
      )}
    </label>
  )
}

interface VerdictProps {
  readonly verdict: Verdict
  readonly many: boolean
  readonly plain?: boolean
}

function VerdictWord({ verdict, many, plain = false }: VerdictProps) {
  const { solution: t } = useStrings('questions')
  if (verdict === 'left') return null
  // Of one right answer it goes without saying that it wasn't chosen.
  const word = verdict === 'missed' && !many ? t.right : t[verdict]
  const colour =
    verdict === 'wrong' ? 'text-wrong' : verdict === 'partly' ? 'text-partial' : 'text-correct'
  const sign = verdict === 'wrong' ? 'cross' : verdict === 'partly' ? 'partial' : 'check'
  return (
    <span className={`flex items-center gap-1.5 text-sm font-bold ${plain ? '' : colour}`}>
      <Icon name={sign} className="text-lg" />
      <span className={verdict === 'missed' && many ? '' : 'max-sm:only-heard'}>{word}</span>
    </span>
  )
}

function verdictOf(inKey: boolean, chosen: boolean, credit: number): Verdict {
  if (inKey) return chosen ? 'right' : 'missed'
  if (!chosen) return 'left'
  return credit > 0 ? 'partly' : 'wrong'
}
