import { expect, test } from 'vitest'
import { patternTexts } from './text-pattern.ts'

test.each([
  ['grey', ['grey'], false],
  ['gr[ae]y', ['gray', 'grey'], false],
  [
    '(the )?(cat|dog)s?',
    ['cat', 'cats', 'dog', 'dogs', 'the cat', 'the cats', 'the dog', 'the dogs'],
    false,
  ],
  ['^[tT]wo\\s*\\+$', ['two+', 'two +', 'Two+', 'Two +'], false],
  ['[nN][iI][tT][rR][oO][gG][eE][nN]', ['nitrogen'], false],
  ['.*Ohm.*', ['*Ohm*'], true],
  ['3\\*4', ['3*4'], false],
])('%s stands for a few texts', (pattern, texts, wildcards) => {
  const found = patternTexts(pattern)
  expect({ ...found, texts: found?.texts.toSorted() }).toEqual({
    texts: texts.toSorted(),
    wildcards,
  })
})

test.each(['[0-9]{4}', '\\d+', '(a|b)*', '(?!no).*', 'a(b', '[^x]', '3\\*.*', '(a|b)'.repeat(9)])(
  '%s stands for more than texts can say',
  (pattern) => {
    expect(patternTexts(pattern)).toBeNull()
  },
)
