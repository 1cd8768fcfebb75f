import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'vitest'
import type { z } from 'zod'

const folder = fileURLToPath(new URL('../../../../shared/data/reference/', import.meta.url))

/**
 * A file of figures that others computed. They lie beside the repository; where they don't, the
 * test is skipped and says why.
 */
export function referenceText(file: string, context: TestContext): string {
  context.skip(!existsSync(folder + file), `${file} is not on this machine`)
  return readFileSync(folder + file, 'utf8')
}

export function reference<T>(file: string, schema: z.ZodType<T>, context: TestContext): T {
  return schema.parse(JSON.parse(referenceText(file, context)))
}
