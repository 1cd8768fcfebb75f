import { useId } from 'react'
import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { show, solutionOf, type QuestionContent } from '@quizmentor/engine/question/question'
import { useStrings } from '../../i18n/strings.tsx'
import { Markdown } from '../../questions/prompt.tsx'
import { QuestionPlayer } from '../../questions/question-player.tsx'

/** A question to be read: with its right answer, explanation and hints. */
export function QuestionPrint({ content }: { readonly content: QuestionContent }) {
  const { editor: t } = useStrings('bank')
  const { types } = useStrings('questions')
  const id = useId()
  // A text of one's own has no key to be given: its model answer stands below.
  const given = content.type === 'extended_text' ? null : keyAsGiven(content)
  const shown = show(content, seededRandom(1))
  return (
    <div className="grid gap-4">
      <p className="text-sm font-bold text-soft">{types[content.type]}</p>
      <div id={id}>
        <Markdown text={content.stem} className="font-display text-lg font-bold" />
      </div>
      <QuestionPlayer
        key={JSON.stringify(content)}
        question={
          content.type === 'single_choice' || content.type === 'multiple_choice'
            ? { type: content.type, stem: content.stem, body: content.body }
            : shown
        }
        given={given}
        onChange={() => undefined}
        locked
        solution={solutionOf(content)}
        correct
        labelledBy={id}
      />
      {content.explanation !== '' && (
        <div>
          <p className="mb-1 text-sm font-bold">{t.explanation}</p>
          <Markdown text={content.explanation} />
        </div>
      )}
      {content.hints.length > 0 && (
        <div>
          <p className="mb-1 text-sm font-bold">{t.hints}</p>
          <ul className="list-[square] ps-5">
            {content.hints.map((hint) => (
              <li key={hint}>
                <Markdown text={hint} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
