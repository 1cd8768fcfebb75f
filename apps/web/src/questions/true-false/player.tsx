import { useStrings } from '../../i18n/strings.tsx'
import { Choices } from '../choices.tsx'
import type { PlayerProps } from '../player-props.ts'

/** Say whether the stem is true. */
export function TrueFalsePlayer(props: PlayerProps<'true_false'>) {
  const t = useStrings('questions')
  const { given, solution } = props
  return (
    <Choices
      {...props}
      many={false}
      choices={[
        { id: 'true', content: t.true },
        { id: 'false', content: t.false },
      ]}
      chosen={given === null ? [] : [String(given.truth)]}
      onToggle={(id) => props.onChange({ type: 'true_false', truth: id === 'true' })}
      key_={solution && [String(solution.key.truth)]}
    />
  )
}
