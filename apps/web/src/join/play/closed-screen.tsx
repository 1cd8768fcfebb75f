import { useStrings } from '../../i18n/strings.tsx'
import { Headline } from './headline.tsx'

/** Answers are closed, and the host has yet to reveal. */
export function ClosedScreen({ isAnswered }: { readonly isAnswered: boolean }) {
  const { closed } = useStrings('play')
  return (
    <div className="flex grow flex-col justify-center gap-4 bg-sunk p-6">
      <Headline className="text-4xl">{closed.title}</Headline>
      <p className="text-lg">{isAnswered ? closed.received : closed.none}</p>
    </div>
  )
}
