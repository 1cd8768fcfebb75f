import { Choices } from '../choices.tsx'
import type { PlayerProps } from '../player-props.ts'
import { Markdown } from '../prompt.tsx'

/** Choose one option. */
export function SingleChoicePlayer(props: PlayerProps<'single_choice'>) {
  const { question, given, solution } = props
  return (
    <Choices
      {...props}
      many={false}
      choices={question.body.options.map(({ id, text }) => ({
        id,
        content: <Markdown text={text} inline />,
      }))}
      chosen={given === null ? [] : [given.choice]}
      onToggle={(choice) => props.onChange({ type: 'single_choice', choice })}
      key_={solution && [solution.key.choice]}
      credits={solution?.key.credits}
    />
  )
}
