import type { CSSProperties } from 'react'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { Markdown } from '../prompt.tsx'
import type { GapChoice } from './gap.tsx'

interface Props {
  readonly name: string
  readonly nameShown?: boolean
  readonly right: boolean
  readonly given: GapChoice | undefined
  /** Nothing where the gap was to stay empty. */
  readonly rightChoice: GapChoice | undefined
  /** In a picture: where the gap lies. What would be right is said elsewhere then. */
  readonly style?: CSSProperties
}

/** A gap once it is judged, with what belongs there. */
export function FilledGap({ name, nameShown = false, right, given, rightChoice, style }: Props) {
  const { solution: t, gaps } = useStrings('questions')
  const look = right ? 'bg-correct-wash text-correct' : 'bg-wrong-wash text-wrong'
  const answer = (
    <span
      className={`inline-flex max-w-full items-center gap-1.5 px-2 py-0.5 leading-normal ${look} ${
        style === undefined
          ? ''
          : `size-full overflow-hidden border-2 px-1! text-xs whitespace-nowrap sm:text-sm ${right ? 'border-correct' : 'border-wrong'}`
      }`}
    >
      <Icon name={right ? 'check' : 'cross'} label={right ? t.right : t.wrong} />
      <span
        className={`min-w-0 ${right ? '' : 'line-through'} ${
          style === undefined ? '' : 'overflow-hidden text-ellipsis'
        }`}
      >
        {given === undefined ? (
          style !== undefined ? null : right ? (
            gaps.staysEmpty
          ) : (
            t.empty
          )
        ) : (
          <Markdown text={given.text} inline />
        )}
      </span>
    </span>
  )
  if (style !== undefined)
    return (
      <div aria-hidden style={style} className="absolute flex font-bold">
        {answer}
      </div>
    )
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-1.5 align-middle font-bold whitespace-normal">
      <span className={nameShown ? '' : 'only-heard'}>{name}: </span>
      {answer}
      {!right && (
        <span className="inline-flex max-w-full items-center gap-1.5 bg-correct-wash px-2 py-0.5 leading-normal text-correct">
          <Icon name="check" label={t.rightAnswer} />
          {rightChoice === undefined ? (
            gaps.staysEmpty
          ) : (
            <Markdown text={rightChoice.text} inline className="min-w-0" />
          )}
        </span>
      )}
    </span>
  )
}
