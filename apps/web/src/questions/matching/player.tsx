import { useId } from 'react'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { plainText } from '../markdown-source.ts'
import { Outcome } from '../outcome.tsx'
import type { PlayerProps } from '../player-props.ts'
import { Markdown } from '../prompt.tsx'

/** Find the partner of each prompt. */
export function MatchingPlayer(props: PlayerProps<'matching'>) {
  const { question, given, onChange, locked, solution } = props
  const t = useStrings('questions')
  const id = useId()
  const { prompts, targets } = question.body
  const pairs = given?.pairs ?? {}
  const options = targets.map((target) => ({
    value: target.id,
    label: plainText(target.text),
    content: <Markdown text={target.text} inline />,
  }))
  const textOf = (target: string | undefined) =>
    targets.find((each) => each.id === target)?.text ?? ''
  return (
    <ul className="grid gap-4 sm:gap-2.5">
      {prompts.map((prompt) => {
        const taken = pairs[prompt.id]
        const right = solution?.key.pairs[prompt.id]
        return (
          <li
            key={prompt.id}
            className="grid items-center gap-x-5 gap-y-2 border-b border-rule pb-4 sm:grid-cols-2 sm:pb-2.5"
          >
            <div id={`${id}-${prompt.id}`}>
              <Markdown text={prompt.text} inline />
            </div>
            {solution === null ? (
              <Select
                label={t.partnerOf(plainText(prompt.text))}
                labelHidden
                placeholder={t.choose}
                value={taken ?? null}
                disabled={locked}
                options={options}
                onChange={(target) =>
                  onChange({ type: 'matching', pairs: { ...pairs, [prompt.id]: target } })
                }
              />
            ) : (
              <div className="grid gap-1">
                <Outcome right={taken === right}>
                  <Markdown text={textOf(taken)} inline />
                </Outcome>
                {taken !== right && (
                  <Outcome right>
                    <Markdown text={textOf(right)} inline />
                  </Outcome>
                )}
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
