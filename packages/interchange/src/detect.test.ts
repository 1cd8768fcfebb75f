import { expect, test } from 'vitest'
import { detect } from './detect.ts'
import { bytesSource } from './source.ts'

const formatOf = (text: string, name = 'questions.txt') =>
  detect(bytesSource(name, new TextEncoder().encode(text)))

test.each([
  ['aiken', 'Which?\nA) a\nB) b\nANSWER: B\n'],
  ['aiken', 'Which?\r\nA. a\r\nB. b\r\nAnswer: B\r\n'],
  ['aiken', '1. Which?\nA. a\nB. b\nANSWER: B\n'],
  ['pasted', '1. Which?\nA. a\nB. b\nAnswer: B\n'],
  ['pasted', '1. Which?\n\na) a\nb) b\n\nAnswer: b\n'],
  ['pasted', 'Which?\n\n- A) a\n- B) b\n\nAnswer: B\n'],
])('%s: %j', async (format, text) => {
  expect(await formatOf(text)).toBe(format)
})
