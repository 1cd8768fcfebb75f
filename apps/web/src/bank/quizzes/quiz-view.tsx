import type { Quiz } from '@quizmentor/contract/bank'
import { Page, Section } from '../../design/page.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { PlayButtons } from './play-buttons.tsx'
import { QuizQuestion } from './quiz-question.tsx'

/** A quiz to be looked at: its rounds and what they ask. */
export function QuizView({ quiz }: { readonly quiz: Quiz }) {
  const { count } = useStrings('common')
  const questions = quiz.rounds.reduce((sum, round) => sum + round.questions.length, 0)
  return (
    <Page
      title={quiz.title}
      lead={quiz.description}
      actions={
        <PlayButtons
          quizId={quiz.id}
          title={quiz.title}
          questions={questions}
          playable={quiz.playable}
        />
      }
    >
      {quiz.rounds.map((round, place) => (
        <Section
          key={`${place} ${round.title}`}
          title={round.title}
          actions={
            <span className="text-sm text-soft">{count.questions(round.questions.length)}</span>
          }
        >
          <ol>
            {round.questions.map((question) => (
              <li key={question.id} className="border-b border-rule py-2">
                <QuizQuestion question={question} />
              </li>
            ))}
          </ol>
        </Section>
      ))}
    </Page>
  )
}
