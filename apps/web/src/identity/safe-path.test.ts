import { expect, test } from 'vitest'
import { safePath } from './safe-path.ts'

test.each(['/', '/w/1', '/invite/abc?x=1#y', '/account'])('%s is a path of this site', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/%09/../\\evil.example',
  'javascript:alert(1)',
  'w/1',
  '',
  null,
  undefined,
  7,
  ['/'],
])('%s is not', (value) => {
  expect(safePath(value)).toBeNull()
})
