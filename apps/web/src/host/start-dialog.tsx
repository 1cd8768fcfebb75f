import type { QuizRow } from '@quizmentor/contract/bank'
import type { GameSettings } from '@quizmentor/engine/live/types'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { Button } from '../design/button.tsx'
import { Checkbox } from '../design/checkbox.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { QuizPicker, quizSize } from './quiz-picker.tsx'
import { SettingsForm } from './settings-form.tsx'
import { useStartGame } from './start-game.ts'

interface Props {
  readonly workspaceId: string
  /** Chosen already, such as on the quiz's own page. */
  readonly firstQuizId: string | null
  readonly open: boolean
  readonly onClose: () => void
}

interface Chosen {
  readonly id: string
  readonly title: string
  readonly rounds: number
  readonly questions: number
  readonly playable: boolean
}

const usual: GameSettings = {
  scoring: 'speed',
  seconds: 20,
  previewSeconds: 5,
  questionOnPhones: true,
  generatedNames: false,
}

/** From a quiz to a lobby: which quiz, how it is played. */
export function StartDialog({ workspaceId, firstQuizId, open, onClose }: Props) {
  const { start: t } = useStrings('host')
  const [picked, setPicked] = useState<Chosen | null>(null)
  const [isChanging, setChanging] = useState(false)
  const [settings, setSettings] = useState(usual)
  const [withScreen, setWithScreen] = useState(true)
  const starting = useStartGame(workspaceId)
  const first = useFirstQuiz(workspaceId, open ? firstQuizId : null)
  const quiz = isChanging ? null : (picked ?? first.data ?? null)

  return (
    <Dialog
      title={t.title}
      open={open}
      onClose={onClose}
      wide
      actions={
        quiz === null ? undefined : (
          <Button
            kind="primary"
            size="large"
            busy={starting.isPending}
            onClick={() => starting.mutate({ quizId: quiz.id, settings, withScreen })}
          >
            {t.action}
          </Button>
        )
      }
    >
      {first.isLoading ? (
        <Skeleton />
      ) : quiz === null ? (
        <QuizPicker
          workspaceId={workspaceId}
          onPick={(row: QuizRow) => {
            setPicked(row)
            setChanging(false)
          }}
        />
      ) : (
        <div className="grid gap-6">
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 border-s-4 border-ink ps-4">
            <div>
              <p className="poster text-xl">{quiz.title}</p>
              <QuizSize quiz={quiz} />
            </div>
            <Button kind="quiet" size="small" onClick={() => setChanging(true)}>
              {t.change}
            </Button>
          </div>
          <SettingsForm settings={settings} onChange={setSettings} />
          <Checkbox
            label={t.openScreen}
            checked={withScreen}
            onChange={(event) => setWithScreen(event.target.checked)}
          />
          <Failure error={starting.error} />
        </div>
      )}
    </Dialog>
  )
}

function QuizSize({ quiz }: { readonly quiz: Chosen }) {
  const { start: t } = useStrings('host')
  const { count } = useStrings('common')
  return (
    <p className="text-sm text-soft">
      {quizSize(quiz, t, count)}
      {!quiz.playable && `; ${t.partly}`}
    </p>
  )
}

function useFirstQuiz(workspaceId: string, quizId: string | null) {
  return useQuery({
    queryKey: ['games', 'quiz', workspaceId, quizId],
    enabled: quizId !== null,
    queryFn: async ({ signal }): Promise<Chosen> => {
      const params = { workspaceId, quizId: quizId ?? '' }
      const { id, title, playable, rounds } = await api.bank.getQuiz({ params, signal })
      const questions = rounds.reduce((sum, round) => sum + round.questions.length, 0)
      return { id, title, playable, rounds: rounds.length, questions }
    },
  })
}
