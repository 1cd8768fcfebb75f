import { expect, test } from 'vitest'
import { pieces } from './pieces.ts'

test('addresses are told from the text around them', () => {
  expect(pieces('Open http://a.org/x?y=1. Or (https://b.org/é) now')).toEqual([
    { text: 'Open ', isAddress: false },
    { text: 'http://a.org/x?y=1', isAddress: true },
    { text: '.', isAddress: false },
    { text: ' Or (', isAddress: false },
    { text: 'https://b.org/é', isAddress: true },
    { text: ')', isAddress: false },
    { text: ' now', isAddress: false },
  ])
  expect(pieces('javascript:alert(1) ftp://x')).toEqual([
    { text: 'javascript:alert(1) ftp://x', isAddress: false },
  ])
})
