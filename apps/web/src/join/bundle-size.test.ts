import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build, mergeConfig, type InlineConfig, type Rolldown } from 'vite'
import { expect, test, vi } from 'vitest'
import config from '../../vite.config.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const BUDGET = 80_000

/** What has to run before the nickname can be typed: the page, and the longest of its languages. */
function neededAtOnce(chunks: readonly Rolldown.OutputChunk[]): ReadonlySet<Rolldown.OutputChunk> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const needed = new Set<Rolldown.OutputChunk>()
  const add = (chunk: Rolldown.OutputChunk | undefined) => {
    if (chunk === undefined || needed.has(chunk)) return
    needed.add(chunk)
    for (const name of chunk.imports) add(byName.get(name))
  }
  for (const chunk of chunks) if (chunk.isEntry) add(chunk)
  const languages = chunks.filter((chunk) =>
    /\/i18n\/\w+\/join\.ts$/.test(chunk.facadeModuleId ?? ''),
  )
  add(languages.toSorted((a, b) => b.code.length - a.code.length)[0])
  return needed
}

async function joinChunks(): Promise<Rolldown.OutputChunk[]> {
  // Otherwise React builds itself for tests.
  vi.stubEnv('NODE_ENV', 'production')
  const plugins = (config.plugins ?? [])
    .flat()
    .filter((plugin) => !(plugin && 'name' in plugin && plugin.name.startsWith('vite-plugin-pwa')))
  const onlyJoin: InlineConfig = {
    root,
    configFile: false,
    logLevel: 'silent',
    mode: 'production',
    build: { write: false, rolldownOptions: { input: 'join.html' } },
  }
  const built = await build(
    mergeConfig({ ...config, build: { ...config.build, rolldownOptions: {} }, plugins }, onlyJoin),
  )
  const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []))
  return outputs.filter((each) => each.type === 'chunk')
}

test(
  `a phone loads less than ${BUDGET / 1000} KB of compressed JavaScript before the nickname field works`,
  { timeout: 60_000 },
  async () => {
    const chunks = await joinChunks()
    const needed = [...neededAtOnce(chunks)]
    const sizes = needed.map((chunk) => [chunk.fileName, gzipSync(chunk.code).length] as const)
    const total = sizes.reduce((sum, [, size]) => sum + size, 0)
    expect(
      needed.some((chunk) =>
        chunk.moduleIds.some((id) => /\/(zod|katex|marked|react-aria|@tanstack)\//.test(id)),
      ),
    ).toBe(false)
    expect(total, sizes.map(([name, size]) => `${name}: ${size}`).join('\n')).toBeLessThan(BUDGET)
    expect(total).toBeGreaterThan(20_000)
  },
)
