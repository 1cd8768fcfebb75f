import { expect, test } from 'vitest'
import { reportCsv } from './report-file.ts'

test('a report is a table that no spreadsheet runs as formulas', () => {
  const csv = reportCsv({
    format: 'gift',
    read: 2,
    imported: 1,
    unchanged: 0,
    updated: 0,
    byType: { true_false: 1 },
    skipped: [{ where: 'line 3', code: 'no_key', reason: '=SUM(1,2) said "no"' }],
    skippedCount: 1,
    warnings: [{ where: 'line 9', code: 'hints', reason: 'Left out.' }],
    warningCount: 1,
    categories: [],
  })
  expect(csv).toBe(
    '\uFEFFkind,where,code,reason\r\n' +
      'skipped,line 3,no_key,"\'=SUM(1,2) said ""no"""\r\n' +
      'warning,line 9,hints,Left out.\r\n',
  )
})
