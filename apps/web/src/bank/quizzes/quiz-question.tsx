import { Link } from '@tanstack/react-router'
import type { QuestionRow } from '@quizmentor/contract/bank'
import { useWorkspace } from '../../app/me.ts'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { DifficultyMeter } from '../difficulty-meter.tsx'
import { isLive } from '../live-type.ts'
import { Stamp } from '../stamp.tsx'
import { TypeIcon } from '../type-icon.tsx'

/** A question in a quiz, and what keeps it from being played live. */
export function QuizQuestion({ question }: { readonly question: QuestionRow }) {
  const { quizzes: t } = useStrings('bank')
  const { types } = useStrings('questions')
  const { workspaceId, can } = useWorkspace()
  const [stem = ''] = question.excerpt.split('\n')
  return (
    <div className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-0.5">
      <div className="min-w-0 grow basis-52">
        {can('author') ? (
          <Link
            to="/w/$workspaceId/bank/questions/$questionId"
            params={{ workspaceId, questionId: question.id }}
            className="line-clamp-2 underline-offset-4 hover:underline"
          >
            {stem}
          </Link>
        ) : (
          <p className="line-clamp-2">{stem}</p>
        )}
        {!isLive(question.type) && (
          <p className="flex items-center gap-1.5 text-sm text-partial">
            <Icon name="warning" />
            {t.notLive}
          </p>
        )}
      </div>
      <span className="flex items-center gap-x-3 text-sm text-soft">
        {question.state !== 'published' && <Stamp state={question.state} />}
        <span className="inline-flex items-center gap-1.5" title={types[question.type]}>
          <TypeIcon type={question.type} />
          <span className="only-heard">{types[question.type]}</span>
        </span>
        <DifficultyMeter value={question.difficulty} />
      </span>
    </div>
  )
}
