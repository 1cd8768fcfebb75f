import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../app/api.ts'

/** The device's time zone, for what “today” means. */
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** A learner's home. */
export const homeQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['practice', workspaceId, 'home'],
    queryFn: () => api.practice.home({ params: { workspaceId }, query: { timeZone } }),
  })

/** How well one wants to remember, and what that costs. */
export const memorySettingsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['practice', workspaceId, 'memory-settings'],
    queryFn: () => api.practice.getMemorySettings({ params: { workspaceId } }),
  })

/** A session where it was left. Only the session page moves it on, so it's never fetched behind its back. */
export const sessionQuery = (workspaceId: string, sessionId: string) =>
  queryOptions({
    queryKey: ['practice', workspaceId, 'session', sessionId],
    queryFn: () => api.practice.getSession({ params: { workspaceId, sessionId } }),
    staleTime: Infinity,
    gcTime: 30_000,
  })

/** The result of a session. */
export const resultQuery = (workspaceId: string, sessionId: string) =>
  queryOptions({
    queryKey: ['practice', workspaceId, 'result', sessionId],
    queryFn: () => api.practice.getResult({ params: { workspaceId, sessionId } }),
  })

/** One's sessions, newest first. */
export const sessionsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['practice', workspaceId, 'sessions'],
    queryFn: ({ pageParam }) =>
      api.practice.listSessions({
        params: { workspaceId },
        query: { limit: 30, ...(pageParam !== null && { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })

/** The topic tree of a workspace. */
export const topicsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['bank', workspaceId, 'topics'],
    queryFn: () => api.bank.listTopics({ params: { workspaceId } }),
    staleTime: 60_000,
  })

/** Quizzes, by words of their titles. */
export const quizzesQuery = (workspaceId: string, search: string) =>
  queryOptions({
    queryKey: ['bank', workspaceId, 'quizzes', { search }],
    queryFn: () =>
      api.bank.listQuizzes({
        params: { workspaceId },
        query: { limit: 30, ...(search !== '' && { search }) },
      }),
    placeholderData: (before) => before,
  })

/** What to read about a topic. */
export const readingQuery = (workspaceId: string, topicId: string) =>
  queryOptions({
    queryKey: ['bank', workspaceId, 'reading', topicId],
    queryFn: () => api.bank.getTopicReading({ params: { workspaceId, topicId } }),
    staleTime: 60_000,
  })
