import { useStrings } from '../i18n/strings.tsx'
import { Fit } from './fit.tsx'

interface Props {
  /** From 0. */
  readonly round: number
  readonly title: string
  readonly questions: number
}

/** A round begins. */
export function RoundScene({ round, title, questions }: Props) {
  const { screen: t } = useStrings('host')
  return (
    <div className="stage-page">
      <p className="round-numeral stage-number" aria-hidden>
        {round + 1}
      </p>
      <p className="text-[calc(3*var(--u))] font-bold">{t.round(round + 1)}</p>
      <Fit most={15} least={5} align="center" className="grow">
        <h1 className="poster max-w-[82cqw]">{title}</h1>
      </Fit>
      <p className="text-[calc(2.6*var(--u))] font-bold">{t.questions(questions)}</p>
    </div>
  )
}
