import { useId } from 'react'
import { Icon } from '../../design/icon.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { plainText } from '../markdown-source.ts'
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
                <Outcome right={taken === right} text={textOf(taken)} />
                {taken !== right && <Outcome right text={textOf(right)} />}
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Outcome({ right, text }: { readonly right: boolean; readonly text: string }) {
  const { solution: t } = useStrings('questions')
  return (
    <div
      className={`flex items-center gap-2.5 border-s-4 px-3 py-2 ${
        right ? 'border-correct bg-correct-wash' : 'border-wrong bg-wrong-wash'
      }`}
    >
      <Icon
        name={right ? 'check' : 'cross'}
        label={right ? t.right : t.wrong}
        className={right ? 'text-correct' : 'text-wrong'}
      />
      <Markdown text={text} inline className="min-w-0" />
    </div>
  )
}
