import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findViolations } from './architecture.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'quizmentor-architecture-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function write(file: string, source: string): Promise<void> {
  await mkdir(dirname(join(root, file)), { recursive: true })
  await writeFile(join(root, file), source)
}

async function violations(file: string, source: string): Promise<string[]> {
  await write(file, source)
  return (await findViolations(root)).map(({ where, what }) => `${where} ${what}`)
}

const server = 'apps/server/src'

describe('the architecture check', () => {
  it.each([
    ['packages/engine/src/a.ts', "import { b } from '@quizmentor/contract/b'", 'one way'],
    ['packages/engine/src/a.ts', "import { readFile } from 'node:fs'", 'zod, ts-fsrs alone'],
    ['packages/engine/src/a.ts', "import pg from 'pg'", 'zod, ts-fsrs alone'],
    ['packages/engine/src/a.ts', "await import('pg')", 'zod, ts-fsrs alone'],
    ['packages/engine/src/a.ts', 'const now = new Date()', 'no clock'],
    ['packages/engine/src/a.ts', 'const now = new Date', 'no clock'],
    ['packages/contract/src/a.ts', "export type { B } from '@quizmentor/client/b'", 'one way'],
    ['packages/client/src/a.ts', "import '../../contract/src/b.ts'", 'leaves the package'],
    ['apps/web/src/a.tsx', "import { b } from '../../server/src/b.ts'", 'leaves the package'],
    ['apps/server/src/a.ts', "import { b } from '@quizmentor/web/b'", 'one way'],
    ['packages/other/src/a.ts', "import { z } from 'zod'", 'no place in the architecture'],
    [`${server}/platform/a.ts`, "import { b } from '../http/b.ts'", 'not http/'],
    [`${server}/platform/a.ts`, "import { b } from '../features/bank/service.ts'", 'not features/'],
    [`${server}/http/a.ts`, "import type { B } from '../features/bank/b.ts'", 'not features/'],
    [`${server}/features/live/a.ts`, "import { b } from '../bank/queries.ts'", 'are its own'],
    [`${server}/features/live/a.ts`, "import type { B } from '../bank/queries.ts'", 'are its own'],
    [`${server}/features/live/a.ts`, "import { b } from '../bank/queries/b.ts'", 'are its own'],
    [`${server}/features/live/a.ts`, "import { b } from '../bank/rules.ts'", 'service.ts of bank'],
    [
      `${server}/features/live/a.ts`,
      "import {\n  type B,\n  c,\n} from '../bank/c.ts'",
      'service.ts',
    ],
  ])('in %s refuses %s', async (file, source, why) => {
    expect(await violations(file, source)).toEqual([
      expect.stringMatching(new RegExp(`^${file}:\\d+ .*${why}`)),
    ])
  })

  it.each([
    ['packages/engine/src/a.ts', "import { z } from 'zod'\nimport { fsrs } from 'ts-fsrs'"],
    ['packages/engine/src/a.ts', 'const day = new Date(milliseconds)'],
    ['packages/engine/src/a.ts', "// import pg from 'pg'\nexport type A = 'from' | 'import'"],
    ['packages/engine/src/a.test.ts', "import fc from 'fast-check'\nconst now = new Date()"],
    ['packages/client/src/a.ts', "import { b } from '@quizmentor/engine/b'"],
    ['apps/web/src/a.tsx', "import { b } from '@quizmentor/client/b'"],
    ['apps/server/src/a.test.ts', "import { b } from '@quizmentor/client/b'"],
    [`${server}/features/live/a.ts`, "import { b } from '../bank/service.ts'"],
    [`${server}/features/live/a.ts`, "import { type B } from '../bank/rules.ts'"],
    [`${server}/features/live/a.ts`, "import { b } from './queries.ts'"],
    [`${server}/features/live/a.ts`, "import { b } from '../../platform/b.ts'"],
  ])('in %s allows %s', async (file, source) => {
    expect(await violations(file, source)).toEqual([])
  })
})

describe('the linter', () => {
  const project = fileURLToPath(new URL('..', import.meta.url))

  async function lint(file: string, source: string): Promise<string> {
    await write(file, source)
    // Its paths are those below the folder it lies in.
    await copyFile(join(project, '.oxlintrc.json'), join(root, '.oxlintrc.json'))
    const oxlint = join(project, 'node_modules/oxlint/bin/oxlint')
    return new Promise((resolve) => {
      const args = [oxlint, '--format=default', '.']
      execFile(process.execPath, args, { cwd: root }, (_, stdout) => resolve(stdout))
    })
  }

  it.each([
    ['Math.random()', 'Take it as an argument'],
    ['Date.now()', 'Take it as an argument'],
    ['performance.now()', 'Take it as an argument'],
    ['crypto.randomUUID()', 'Take it as an argument'],
    ['setTimeout(() => {}, 1)', 'no I/O'],
    ["fetch('https://x.test')", 'no I/O'],
    ['process.env', 'no I/O'],
    ["document.querySelector('a')", 'no I/O'],
    ["console.log('a')", 'no I/O'],
  ])('refuses %s in the engine and says what to do instead', async (source, why) => {
    expect(await lint('packages/engine/src/a.ts', `export const a = () => ${source}\n`)).toContain(
      why,
    )
  })

  it('allows the engine what is pure', async () => {
    const source = 'export const a = (at: number) => new Date(at).getTime() + Math.sqrt(2)\n'
    expect(await lint('packages/engine/src/a.ts', source)).toContain('0 errors')
  })

  it('refuses casts to any, non-null assertions and barrels', async () => {
    expect(await lint('packages/client/src/a.ts', 'export const a: any = 1\n')).toContain(
      'no-explicit-any',
    )
    expect(
      await lint('packages/client/src/a.ts', 'export const a = (b?: string) => b!\n'),
    ).toContain('no-non-null-assertion')
    expect(await lint('packages/client/src/index.ts', "export * from './a.ts'\n")).toContain(
      'no-barrel-file',
    )
  })

  it('refuses console in the server', async () => {
    expect(await lint('apps/server/src/a.ts', "console.log('a')\n")).toContain('no-console')
  })
})
