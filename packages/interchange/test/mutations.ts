import { expect } from 'vitest'
import { UnreadableFile } from '../src/found.ts'
import { readAll, type Reader } from './text-formats.ts'
import { seededRandom } from '@quizmentor/engine/question/parts'

const pieces = [
  ...[
    '{',
    '}',
    '=',
    '~',
    '#',
    '####',
    '->',
    '::',
    '\\',
    '%',
    '%50%',
    '//',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
  ],
  ...[
    '$CATEGORY: ',
    '[html]',
    '<b>',
    '<',
    '&',
    '&#',
    ':',
    '..',
    '*',
    '- [x] ',
    '> ',
    '# ',
    '```\n',
  ],
  ...[
    '{1:SA:',
    '{1:MC:',
    'ANSWER: ',
    'A) ',
    'Answer: ',
    '1. ',
    '\ufeff',
    '\u0000',
    '\ud83d\ude00',
    '{{g1}}',
  ],
].map((piece) => Buffer.from(piece))

/**
 * Reads files that are samples cut, joined and strewn with what means something. Nothing but
 * `UnreadableFile` is thrown, and no file takes long.
 */
export async function surviveMutations(
  reader: Reader,
  samples: readonly (string | Uint8Array)[],
  count: number,
): Promise<void> {
  const random = seededRandom(7)
  const files = samples.map((sample) => Buffer.from(sample))
  const some = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  for (let made = 0; made < count; made++) {
    let bytes = some(files) ?? Buffer.alloc(0)
    for (let change = 0; change < 1 + random() * 6; change++) {
      const at = Math.floor(random() * (bytes.length + 1))
      const end = at + Math.floor(random() * 40)
      const added = random() < 0.6 ? some(pieces) : some(files)?.subarray(at, end)
      const rest = bytes.subarray(random() < 0.5 ? at : end)
      bytes = Buffer.concat([bytes.subarray(0, at), added ?? Buffer.alloc(0), rest])
      if (random() < 0.05) bytes[at] = Math.floor(random() * 256)
    }
    const began = performance.now()
    try {
      await readAll(reader, bytes)
    } catch (error) {
      if (!(error instanceof UnreadableFile))
        throw new Error(`on ${JSON.stringify(bytes.toString('latin1'))}`, { cause: error })
    }
    expect(performance.now() - began).toBeLessThan(5_000)
  }
}
