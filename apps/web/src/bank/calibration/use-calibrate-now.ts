import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../app/api.ts'
import { toast } from '../../design/toast.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { calibrationsQuery } from './queries.ts'

/** Asks for a calibration, and says what became of it once it is done. */
export function useCalibrateNow(workspaceId: string) {
  const t = useStrings('calibration')
  const queries = useQueryClient()
  const { data, dataUpdatedAt } = useQuery(calibrationsQuery(workspaceId))
  const newest = data?.items[0]
  const [asked, setAsked] = useState<{ newest: string | undefined; at: number } | null>(null)
  const ask = useMutation({
    mutationFn: () => api.calibration.calibrate({ params: { workspaceId } }),
    onSuccess: async () => {
      setAsked({ newest: newest?.id, at: Date.now() })
      await queries.invalidateQueries(calibrationsQuery(workspaceId))
    },
  })

  useEffect(() => {
    // What was fetched before it was asked for knows nothing of it.
    if (asked === null || data === undefined || dataUpdatedAt <= asked.at) return
    if (data.request === 'running') return
    setAsked(null)
    if (data.request === 'failed') return
    const made = newest !== undefined && newest.id !== asked.newest
    toast(made ? t.made(t.answersOf(newest.answers)) : t.nothingNew)
    if (made) void queries.invalidateQueries({ queryKey: ['bank', workspaceId] })
  }, [asked, data, dataUpdatedAt, newest, t, queries, workspaceId])

  const running = ask.isPending || asked !== null || data?.request === 'running'
  return { ask: () => ask.mutate(), running, error: ask.error }
}
