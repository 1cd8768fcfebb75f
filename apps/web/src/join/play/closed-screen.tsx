import { useStrings } from '../../i18n/strings.tsx'
import { Headline } from './headline.tsx'

/** Nothing more can be answered, and the host has yet to reveal. */
export function ClosedScreen({ isAnswered }: { readonly isAnswered: boolean }) {
  const { closed } = useStrings('play')
  return (
    <div className="flex grow flex-col justify-center gap-4 bg-sunk p-6">
      <Headline className="text-4xl">{isAnswered ? closed.received : closed.title}</Headline>
      <p className="text-lg">{isAnswered ? closed.reveal : closed.none}</p>
    </div>
  )
}
