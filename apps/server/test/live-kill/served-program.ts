import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// The program as `main.ts` runs it, but for its beginning, which waits for a word: whoever kills it
// has the next one loaded by then.
enableCompileCache(
  fileURLToPath(new URL('../../../../node_modules/.cache/compiled', import.meta.url)),
)
const { serve } = await import('../../src/serve.ts')
process.once('disconnect', () => process.exit(1))
process.once('message', () => {
  // From here on it ends by itself as it always does.
  process.channel?.unref()
  void serve()
})
