import { describe, expect, it } from 'vitest'
import { summary, tallyOf, total } from './tally.ts'

const vitest = (counts: object, testResults: object[] = []) =>
  JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults,
    ...counts,
  })

const playwright = (stats: object) =>
  JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats } })

describe('the last line of npm test', () => {
  it('sums over all runners', () => {
    const all = total([
      tallyOf('vitest', vitest({ numPassedTests: 10, numFailedTests: 1 }), false),
      tallyOf('playwright', playwright({ expected: 2 }), true),
    ])
    expect(summary(all)).toBe('12 passed, 1 failed')
  })

  it('names skipped tests where there are some', () => {
    const tally = tallyOf('vitest', vitest({ numPassedTests: 1, numTodoTests: 2 }), true)
    expect(summary(tally)).toBe('1 passed, 0 failed, 2 skipped')
  })

  it.each([
    ['that ran nothing', vitest({}), true],
    ['whose tests were all skipped', vitest({ numPendingTests: 5 }), true],
    ['that left no report', undefined, true],
    ['that left half a report', '{"numPassed', true],
    ['that failed without a failed test', vitest({ numPassedTests: 5 }), false],
  ])('counts a runner %s as a failure', (_, report, succeeded) => {
    expect(tallyOf('vitest', report, succeeded).failed).toBe(1)
  })

  it('counts a file that could not be loaded as a failure', () => {
    const file = { name: 'broken.test.ts', status: 'failed', assertionResults: [] }
    const tally = tallyOf('vitest', vitest({ numPassedTests: 5 }, [file]), false)
    expect(summary(tally)).toBe('5 passed, 1 failed')
    expect(tally.remarks).toEqual(['broken.test.ts was not run'])
  })
})
