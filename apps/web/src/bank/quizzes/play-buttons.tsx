import { Link } from '@tanstack/react-router'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { useStartSession } from '../../learn/start-session.ts'

interface Props {
  readonly quizId: string
  readonly title: string
  readonly questions: number
  readonly playable: boolean
  readonly size?: 'small' | 'normal'
}

/** The two ways to play a quiz: alone, or live. */
export function PlayButtons({ quizId, title, questions, playable, size = 'normal' }: Props) {
  const { quizzes: t } = useStrings('bank')
  const { workspaceId, can } = useWorkspace()
  const start = useStartSession()
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size={size}
          busy={start.isPending}
          disabled={questions === 0}
          aria-label={t.practise(title)}
          onClick={() =>
            start.mutate({
              scope: { kind: 'quiz', id: quizId },
              length: { kind: 'questions', questions: Math.min(questions, 100) },
            })
          }
        >
          <Icon name="play" />
          {t.practiseShort}
        </Button>
        {can('host') &&
          (playable ? (
            <Link
              to="/w/$workspaceId/games"
              params={{ workspaceId }}
              search={{ quiz: quizId }}
              aria-label={t.host(title)}
              className={buttonClass({ size })}
            >
              <Icon name="games" />
              {t.hostShort}
            </Link>
          ) : (
            <p className="max-w-52 text-xs text-soft">
              {questions === 0 ? t.noQuestions : t.notPlayable}
            </p>
          ))}
      </div>
      <Failure error={start.error} />
    </div>
  )
}
