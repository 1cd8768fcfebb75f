import type { Client } from '@quizmentor/client/client'
import { ProblemError } from '@quizmentor/client/failures'
import { CHUNK_BYTES } from '@quizmentor/contract/interchange'
import { setTimeout as delay } from 'node:timers/promises'
import { newId } from '../../../src/platform/ids.ts'

/** Sends a file to be imported, piece after piece; gives the import's id. */
export async function upload(
  client: Client,
  workspaceId: string,
  file: Buffer,
  fileName: string,
): Promise<string> {
  const importId = newId()
  const params = { workspaceId, importId }
  await client.interchange.createImport({
    params: { workspaceId },
    body: { id: importId, fileName, size: file.length },
  })
  for (let number = 0; number * CHUNK_BYTES < file.length; number++) {
    const data = file.subarray(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES).toString('base64')
    await patiently(() =>
      client.interchange.sendChunk({ params: { ...params, number }, body: { data } }),
    )
  }
  return importId
}

/** Comes again where it is asked to. */
async function patiently(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      return void (await ask())
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 429) throw error
      await delay((error.retryAfterSeconds ?? 1) * 1_000)
    }
  }
}
