import { Choices } from '../choices.tsx'
import type { PlayerProps } from '../player-props.ts'
import { Markdown } from '../prompt.tsx'

/** Choose all options that are right. */
export function MultipleChoicePlayer(props: PlayerProps<'multiple_choice'>) {
  const { question, given, solution } = props
  const chosen = given?.choices ?? []
  return (
    <Choices
      {...props}
      many
      choices={question.body.options.map(({ id, text }) => ({
        id,
        content: <Markdown text={text} inline />,
      }))}
      chosen={chosen}
      onToggle={(id) =>
        props.onChange({
          type: 'multiple_choice',
          choices: chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id],
        })
      }
      key_={solution && solution.key.choices}
      credits={solution?.key.rule === 'weighted' ? solution.key.credits : undefined}
    />
  )
}
