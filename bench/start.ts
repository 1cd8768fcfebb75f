import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startProgram } from '../apps/server/test/program.ts'

const budget = { coldMs: 3_000, warmMs: 1_000, residentMB: 200 }

/**
 * From nothing to ready on a fresh data folder (cold) and on one that was used (warm), and what
 * program and database take when idle, beside a bare PostgreSQL and a bare Fastify.
 */
export async function run({ quick }: { quick: boolean }) {
  const rounds = quick ? 3 : 7
  const ours: Sample[] = []
  const bare: Sample[] = []
  // In turn, so that whatever else the machine does meets both.
  for (let round = 0; round < rounds; round++) {
    bare.push(await sample(startBare))
    ours.push(await sample(startOurs))
  }
  const [mine, baseline] = [summarise(ours), summarise(bare)]
  return {
    rounds,
    ours: mine,
    baseline,
    ratios: {
      cold: mine.coldMs / baseline.coldMs,
      warm: mine.warmMs / baseline.warmMs,
      ...(mine.residentMB &&
        baseline.residentMB && { resident: mine.residentMB / baseline.residentMB }),
    },
    budget: {
      ...budget,
      kept:
        mine.coldMs < budget.coldMs &&
        mine.warmMs < budget.warmMs &&
        (mine.residentMB ?? 0) < budget.residentMB,
    },
  }
}

interface Sample {
  coldMs: number
  warmMs: number
  residentMB: number | undefined
}

interface Started {
  pid: number
  stop(): Promise<unknown>
}

type Start = (folder: string) => Promise<Started>

async function startOurs(dataFolder: string): Promise<Started> {
  return startProgram({ dataFolder })
}

/** The least that a program with the same parts does. */
async function startBare(folder: string): Promise<Started> {
  const child = fork(fileURLToPath(new URL('start-baseline/bare.ts', import.meta.url)), [folder])
  await once(child, 'message')
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.send('stop')
      await once(child, 'close')
    },
  }
}

async function sample(start: Start): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-bench-'))
  try {
    const cold = await timed(() => start(folder))
    await cold.result.stop()
    const warm = await timed(() => start(folder))
    // Work that was put off until after the start is part of what an idle program holds.
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    const residentMB = await resident(warm.result.pid)
    await warm.result.stop()
    return { coldMs: cold.ms, warmMs: warm.ms, residentMB }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function timed<T>(action: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const started = performance.now()
  const result = await action()
  return { result, ms: performance.now() - started }
}

function summarise(samples: readonly Sample[]) {
  const all = samples.map(({ residentMB }) => residentMB).filter((each) => each !== undefined)
  return {
    coldMs: median(samples.map(({ coldMs }) => coldMs)),
    coldWorstMs: Math.max(...samples.map(({ coldMs }) => coldMs)),
    warmMs: median(samples.map(({ warmMs }) => warmMs)),
    warmWorstMs: Math.max(...samples.map(({ warmMs }) => warmMs)),
    residentMB: all.length > 0 ? median(all) : undefined,
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

/**
 * Memory of a process and all that come from it, shared pages counted once (PSS); only Linux tells.
 */
async function resident(root: number): Promise<number | undefined> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc').catch(() => [])) {
    const stat = /^\d+$/.test(name)
      ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
      : ''
    const parent = /\) \S (\d+)/.exec(stat)?.[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const family = [...parents.keys()].filter((pid) => descends(pid, root, parents))
  if (family.length === 0) return undefined
  const sizes = await Promise.all(
    family.map(async (pid) => {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
      return Number(/^Pss: +(\d+)/m.exec(rollup)?.[1] ?? 0)
    }),
  )
  return sizes.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1000
}

function descends(pid: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (let each = pid; each > 1; each = parents.get(each) ?? 0) if (each === root) return true
  return false
}
