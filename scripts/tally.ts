import { z } from 'zod'

/** How the tests of one runner ended. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** What failed beside single tests. */
  remarks: string[]
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.unknown()) }),
  ),
})

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
})

/**
 * Reads a runner's report. A file that could not be loaded counts as a failure, and so does a
 * runner that ran nothing, left no report or failed without saying where.
 */
export function tallyOf(
  runner: 'vitest' | 'playwright',
  report: string | undefined,
  succeeded: boolean,
): Tally {
  const tally = runner === 'vitest' ? ofVitest(report) : ofPlaywright(report)
  if (tally === undefined)
    return { passed: 0, failed: 1, skipped: 0, remarks: ['it left no report'] }
  if (tally.passed + tally.failed === 0) fail(tally, 'no test was run')
  if (!succeeded && tally.failed === 0) fail(tally, 'it failed, though no test did')
  return tally
}

function ofVitest(report: string | undefined): Tally | undefined {
  const parsed = parse(vitestReport, report)
  if (!parsed) return undefined
  const tally: Tally = {
    passed: parsed.numPassedTests,
    failed: parsed.numFailedTests,
    skipped: parsed.numPendingTests + parsed.numTodoTests,
    remarks: [],
  }
  for (const { name, status, assertionResults } of parsed.testResults)
    if (status === 'failed' && assertionResults.length === 0) fail(tally, `${name} was not run`)
  return tally
}

function ofPlaywright(report: string | undefined): Tally | undefined {
  const parsed = parse(playwrightReport, report)
  if (!parsed) return undefined
  const { expected, unexpected, flaky, skipped } = parsed.stats
  return { passed: expected + flaky, failed: unexpected, skipped, remarks: [] }
}

function parse<T>(schema: z.ZodType<T>, report: string | undefined): T | undefined {
  try {
    return schema.parse(JSON.parse(report ?? ''))
  } catch {
    return undefined
  }
}

function fail(tally: Tally, remark: string): void {
  tally.failed += 1
  tally.remarks.push(remark)
}

/** All tallies in one. */
export function total(tallies: readonly Tally[]): Tally {
  const sum = (count: 'passed' | 'failed' | 'skipped') =>
    tallies.reduce((before, tally) => before + tally[count], 0)
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    remarks: tallies.flatMap(({ remarks }) => remarks),
  }
}

/** `N passed, N failed`, and how many were skipped where some were. */
export function summary({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
