import { answerFill } from '../../design/answer-mark.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { Headline } from './headline.tsx'

interface Props {
  /** From 0. */
  readonly round: number
  readonly title: string
}

/** Between two rounds. */
export function RoundScreen({ round, title }: Props) {
  const { round: t } = useStrings('play')
  return (
    <div
      className={`keeps-colour flex grow flex-col justify-center gap-4 p-6 ${answerFill(round + 1)}`}
    >
      <p className="text-lg font-bold">{t.title(round + 1)}</p>
      <Headline className="text-5xl">{title}</Headline>
      <p className="mt-4 text-lg">{t.detail}</p>
    </div>
  )
}
