import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'

const watchMs = 1_500

/** The calibrations kept, newest first; asked again and again while one is being made. */
export const calibrationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['bank', workspaceId, 'calibrations'],
    queryFn: () => api.calibration.listVersions({ params: { workspaceId } }),
    refetchInterval: ({ state }) => (state.data?.request === 'running' ? watchMs : false),
  })

/** What a calibration found of each question, the worst fitting first, page by page. */
export const calibratedQuestionsQuery = (workspaceId: string, calibrationId: string) =>
  infiniteQueryOptions({
    queryKey: ['bank', workspaceId, 'calibrations', calibrationId],
    queryFn: ({ pageParam }) =>
      api.calibration.listVersionQuestions({
        params: { workspaceId, calibrationId },
        query: { limit: 50, ...(pageParam !== null && { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })
