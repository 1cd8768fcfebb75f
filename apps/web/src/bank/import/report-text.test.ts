import { expect, test } from 'vitest'
import { interchange } from '../../i18n/en/interchange.ts'
import { reportText } from './report-text.ts'

test.each([
  [{ imported: 3, updated: 0, unchanged: 0 }, '3 questions were imported.'],
  [{ imported: 0, updated: 0, unchanged: 0 }, '0 questions were imported.'],
  [{ imported: 0, updated: 2, unchanged: 2 }, '2 were there already, and are as they were.'],
  [
    { imported: 1, updated: 3, unchanged: 1 },
    '1 question was imported. 2 questions were updated. 1 was there already, and is as it was.',
  ],
])('%o is told as %s', (report, text) => {
  expect(reportText(interchange.report, report)).toBe(text)
})
