import { expect, test } from 'vitest'
import { inBytes } from './bytes.ts'

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [12_345, '12 kB'],
  [48_300_000, '48.3 MB'],
  [2_500_000_000, '2.5 GB'],
])('%d bytes are %s', (bytes, expected) => {
  expect(inBytes(bytes, 'en')).toBe(expected)
})
