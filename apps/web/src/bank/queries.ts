import type { QueryClient } from '@tanstack/react-query'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import type { QuestionFilter } from './questions/filter.ts'

/** A filter as calls have it. */
export function filterQuery({ topic, below, min, max, ...rest }: QuestionFilter) {
  return {
    ...rest,
    ...(topic !== undefined && { topicId: topic }),
    ...(below === true && { below: 'true' as const }),
    ...(min !== undefined && { minDifficulty: min }),
    ...(max !== undefined && { maxDifficulty: max }),
  }
}

/** Questions, last changed first, page by page. */
export const questionsQuery = (workspaceId: string, filter: QuestionFilter) =>
  infiniteQueryOptions({
    queryKey: ['bank', workspaceId, 'questions', filter],
    queryFn: ({ pageParam, signal }) =>
      api.bank.listQuestions({
        params: { workspaceId },
        query: {
          limit: 100,
          ...filterQuery(filter),
          ...(pageParam !== null && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })

/** A question with its key. The editor keeps what it opened, so nothing is fetched behind its back. */
export const questionQuery = (workspaceId: string, questionId: string) =>
  queryOptions({
    queryKey: ['bank', workspaceId, 'question', questionId],
    queryFn: () => api.bank.getQuestion({ params: { workspaceId, questionId } }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

/** The versions of a question, newest first. */
export const versionsQuery = (workspaceId: string, questionId: string) =>
  infiniteQueryOptions({
    queryKey: ['bank', workspaceId, 'versions', questionId],
    queryFn: ({ pageParam }) =>
      api.bank.listQuestionVersions({
        params: { workspaceId, questionId },
        query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })

/** The tags in use, most used first. */
export const tagsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['bank', workspaceId, 'tags'],
    queryFn: () => api.bank.listTags({ params: { workspaceId } }),
    staleTime: 60_000,
  })

/** The tracks of a workspace, with their blueprints. */
export const tracksQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['bank', workspaceId, 'tracks'],
    queryFn: () => api.bank.listTracks({ params: { workspaceId } }),
  })

/** Quizzes, last changed first, page by page. */
export const quizPagesQuery = (workspaceId: string, search: string) =>
  infiniteQueryOptions({
    queryKey: ['bank', workspaceId, 'quizzes', 'pages', search],
    queryFn: ({ pageParam, signal }) =>
      api.bank.listQuizzes({
        params: { workspaceId },
        query: {
          limit: 50,
          ...(search !== '' && { search }),
          ...(pageParam !== null && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })

/** A quiz with its rounds and questions. */
export const quizQuery = (workspaceId: string, quizId: string) =>
  queryOptions({
    queryKey: ['bank', workspaceId, 'quiz', quizId],
    queryFn: () => api.bank.getQuiz({ params: { workspaceId, quizId } }),
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

/**
 * Marks what lists show as out of date, after something in the bank changed. Those in view are
 * fetched again, unless it is to happen `later`, when they are opened the next time.
 */
export function refreshLists(
  queries: QueryClient,
  workspaceId: string,
  when: 'now' | 'later' = 'now',
): void {
  void queries.invalidateQueries({
    refetchType: when === 'now' ? 'active' : 'none',
    predicate: ({ queryKey: [area, workspace, what] }) =>
      (area === 'practice' && workspace === workspaceId && what === 'home') ||
      (area === 'bank' && workspace === workspaceId && what !== 'question' && what !== 'quiz'),
  })
}
