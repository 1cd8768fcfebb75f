import type { QuizRow } from '@quizmentor/contract/bank'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api } from '../app/api.ts'
import { Loaded } from '../app/loaded.tsx'
import { TextField } from '../design/field.tsx'
import type { Common } from '../i18n/en/common.ts'
import type { Host } from '../i18n/en/host.ts'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly workspaceId: string
  readonly onPick: (quiz: QuizRow) => void
}

/** The workspace's quizzes, found by name. */
export function QuizPicker({ workspaceId, onPick }: Props) {
  const { start: t } = useStrings('host')
  const { count } = useStrings('common')
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const quizzes = useQuery({
    queryKey: ['games', 'quizzes', workspaceId, search],
    queryFn: ({ signal }) =>
      api.bank.listQuizzes({
        params: { workspaceId },
        query: { limit: 50, ...(search !== '' && { search }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="grid gap-4">
      <TextField
        label={t.search}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Loaded query={quizzes}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-soft">{search === '' ? t.noQuizzes : t.noQuiz}</p>
          ) : (
            <ul aria-label={t.choose} className="border-t-2 border-ink">
              {items.map((quiz) => (
                <li key={quiz.id} className="border-b border-rule">
                  <button
                    type="button"
                    onClick={() => onPick(quiz)}
                    className="grid min-h-16 w-full content-center gap-0.5 px-2 py-2.5 text-start
                      hover:bg-sunk"
                  >
                    <span className="font-bold">{quiz.title}</span>
                    <span className="text-sm text-soft">
                      {quizSize(quiz, t, count)}
                      {!quiz.playable && `; ${t.partly}`}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}

/** “12 questions in 3 rounds”. */
export function quizSize(
  quiz: Pick<QuizRow, 'questions' | 'rounds'>,
  words: Host['start'],
  count: Common['count'],
): string {
  return words.size(count.questions(quiz.questions), words.rounds(quiz.rounds))
}
