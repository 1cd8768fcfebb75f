import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { Scope } from '@quizmentor/contract/practice'
import { useWorkspace } from '../app/me.ts'
import { inputClass } from '../design/field.tsx'
import { Section } from '../design/page.tsx'
import { textLink } from '../design/text-link.ts'
import { useStrings } from '../i18n/strings.tsx'
import { quizzesQuery } from './queries.ts'

interface Props {
  readonly onPractise: (scope: Scope) => void
}

/** Quizzes to work through alone. Nothing where the workspace has none. */
export function QuizList({ onPractise }: Props) {
  const { home: t } = useStrings('learn')
  const { count } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const [search, setSearch] = useState('')
  const words = useDeferredValue(search.trim())
  const quizzes = useQuery(quizzesQuery(workspaceId, words))
  const items = quizzes.data?.items ?? []
  if (words === '' && items.length === 0) return null
  const searchable = words !== '' || items.length > 6 || quizzes.data?.nextCursor !== null
  return (
    <Section title={t.quizzes}>
      {searchable && (
        <input
          type="search"
          aria-label={t.searchQuizzes}
          placeholder={t.searchQuizzes}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className={`${inputClass} mb-4 max-w-narrow`}
        />
      )}
      {items.length === 0 && <p role="status">{t.noQuizzes}</p>}
      <ul className="grid gap-x-12 md:grid-cols-2">
        {items.map((quiz) => (
          <li key={quiz.id} className="flex items-center gap-4 border-t border-rule py-3.5">
            <div className="min-w-0 grow">
              <h3 className="text-base tracking-normal">{quiz.title}</h3>
              <p className="text-sm text-soft">{count.questions(quiz.questions)}</p>
            </div>
            <button
              type="button"
              onClick={() => onPractise({ kind: 'quiz', id: quiz.id })}
              aria-label={t.startTrack(quiz.title)}
              className={`${textLink} min-h-9 px-1`}
            >
              {t.start}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
