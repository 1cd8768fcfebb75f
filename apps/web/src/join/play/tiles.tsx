import { AnswerMark, answerFill, letterOf } from '../../design/answer-mark.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { GameOption } from '../../live/options.ts'
import { Markdown } from '../../questions/prompt.tsx'
import { useAnswerKeys } from './answer-keys.ts'

interface Props {
  readonly options: readonly GameOption[]
  readonly chosen: ReadonlySet<string>
  /** Several may be chosen before they are sent. */
  readonly many: boolean
  readonly isLocked: boolean
  /** The answer is given: what wasn't chosen steps back. */
  readonly isGiven: boolean
  readonly onChoose: (id: string) => void
  readonly onSend: () => void
}

/** The answers as tiles: colour, shape and letter as on the big screen. */
export function Tiles(props: Props) {
  const { options, chosen, many, isLocked, isGiven, onChoose, onSend } = props
  const { question: t } = useStrings('play')
  const isPad = options.every((option) => option.text === null)

  function choose(place: number) {
    const option = options[place]
    if (option !== undefined && !isLocked) onChoose(option.id)
  }
  useAnswerKeys({ count: options.length, onChoose: choose, onSend })

  return (
    <div
      role="group"
      aria-labelledby="stem"
      className={`grid grow auto-rows-[minmax(4.5rem,1fr)] gap-2.5 ${isPad ? 'grid-cols-2' : ''}`}
    >
      {options.map((option, place) => {
        const isChosen = chosen.has(option.id)
        const steppedBack = isGiven ? !isChosen : isLocked
        return (
          <button
            key={option.id}
            type="button"
            aria-pressed={many || isGiven ? isChosen : undefined}
            aria-disabled={isLocked || undefined}
            aria-label={option.text === null ? t.answer(letterOf(place)) : undefined}
            onClick={() => choose(place)}
            className={`keeps-colour relative flex items-center gap-3.5 rounded-sm border-3
              border-ink px-3.5 py-2.5 text-start font-bold transition-[opacity,translate] duration-150
              pressed:translate-y-0.5 ${answerFill(place)} ${isPad ? 'justify-center' : ''}
              ${isChosen ? 'ring-4 ring-ink ring-offset-3 ring-offset-paper' : ''}
              ${steppedBack ? 'opacity-35' : ''}`}
          >
            <AnswerMark place={place} plain className={isPad ? 'size-24' : 'size-12'} />
            {option.text !== null && (
              <span dir="auto" className={`min-w-0 grow ${sizeOf(option.text)}`}>
                <span className="only-heard">{letterOf(place)}: </span>
                <Markdown text={option.text} inline />
              </span>
            )}
            {isChosen && (
              <Icon name="check" className={`text-2xl ${isPad ? 'absolute end-3 top-3' : ''}`} />
            )}
          </button>
        )
      })}
    </div>
  )
}

function sizeOf(text: string): string {
  if (text.length <= 24) return 'text-xl leading-tight'
  return text.length <= 90 ? 'text-lg leading-tight' : 'text-base leading-snug'
}
