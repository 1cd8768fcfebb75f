import { useSyncExternalStore } from 'react'
import { api } from '../../app/api.ts'
import { problemOf } from '../../app/problem.ts'
import { queryClient } from '../../app/query-client.ts'
import { createUploads, type Upload } from './uploads.ts'

/** The files that go up from this page; they go on while other pages are looked at. */
export const uploads = createUploads({
  begin: ({ id, workspaceId, file }, signal) =>
    api.interchange.createImport({
      params: { workspaceId },
      body: { id, fileName: file.name.slice(-200), size: file.size },
      signal,
    }),
  send: ({ id, workspaceId }, { number, data }, signal) =>
    api.interchange.sendChunk({
      params: { workspaceId, importId: id, number },
      body: { data },
      signal,
    }),
  async finish({ id, workspaceId }, signal) {
    const view = await api.interchange.previewImport({
      params: { workspaceId, importId: id },
      body: {},
      signal,
    })
    queryClient.setQueryData(['bank', workspaceId, 'import', id], view)
    await queryClient.invalidateQueries({ queryKey: ['bank', workspaceId, 'imports'] })
  },
  async forget({ id, workspaceId }) {
    await api.interchange.deleteImport({ params: { workspaceId, importId: id } })
    await queryClient.invalidateQueries({ queryKey: ['bank', workspaceId, 'imports'] })
  },
  mayPass(error) {
    const { kind, status } = problemOf(error)
    return kind === 'unreachable' || status === 429 || status >= 500
  },
  pause: (tries, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(done, Math.min(15_000, 500 * 2 ** tries))
      function done() {
        clearTimeout(timer)
        removeEventListener('online', done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      // Back on the net, there is no reason to wait any longer.
      addEventListener('online', done)
      signal.addEventListener('abort', done)
    }),
})

/** The files of a workspace that are on their way. */
export function useUploads(workspaceId: string): readonly Upload[] {
  const all = useSyncExternalStore(uploads.subscribe, uploads.all)
  return all.filter((upload) => upload.workspaceId === workspaceId)
}
