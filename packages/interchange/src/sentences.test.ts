import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const server = `${import.meta.dirname}/../../../apps/server/src/features/interchange`
const files = [import.meta.dirname, server].flatMap((folder) =>
  globSync(`${folder}/**/*.ts`).filter((name) => !name.endsWith('.test.ts')),
)

/** What is written in quotation marks of any kind, on one line. */
const quoted = /(['"`])((?:\\.|\$\{[^}]*\}|(?!\1)[^\\\n])*)\1/g
const remark = /^\s*(?:\/\/|\/?\*).*$/gm
/** Three words, the first of them as at the beginning of a sentence. */
const sentence = /^(?:[A-Z][a-z']*|“[^”]*”|The “[^”]*”) \S+ \S/
/** What isn't told of a file: names, and words that another sentence ends with. */
const notTold = [
  /^SQLite format/,
  /^QuizMentor (?:answer|text)/,
  /was expected$/,
  /: \$\{error\.message\}$/,
]

test('what is told of a file is whole sentences, in every reader and writer', () => {
  const sentences = files.flatMap((file) => {
    const code = readFileSync(file, 'utf8').replace(remark, '')
    return Array.from(code.matchAll(quoted), ([, , text = '']) => text).filter(
      (text) => sentence.test(text) && !notTold.some((pattern) => pattern.test(text)),
    )
  })
  expect(sentences.length).toBeGreaterThan(250)
  expect(sentences.filter((text) => !text.endsWith('.'))).toEqual([])
})
