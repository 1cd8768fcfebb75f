import { describe, expect, it } from 'vitest'
import { seededRandom } from '../question/parts.ts'
import { generateFreeName, generateName, isGeneratedName } from './generated-name.ts'
import { nicknameKey, tidyNickname } from './nickname.ts'

describe('a nickname', () => {
  it.each([
    ['keeps letters of any script', 'Zoë Ağaoğlu', 'Zoë Ağaoğlu'],
    ['keeps Hindi vowel signs', 'कीर्ति', 'कीर्ति'],
    ['keeps HTML as the text it is', '<b>Eve</b>', '<b>Eve</b>'],
    ['keeps a formula as the text it is', '=1+1', '=1+1'],
    ['loses space around and doubled', '  A \u00a0 B\t', 'A B'],
    ['loses line breaks', 'A\r\nB', 'A B'],
    ['loses zero-width characters', 'A\u200bn\u200dn\ufeff', 'Ann'],
    ['loses direction marks', '\u202eevE\u2066', 'evE'],
    ['loses control characters and lone surrogates', 'A\u0000\u001bB\ud800', 'AB'],
    ['has full-width letters as plain ones', 'Ａｎｎ', 'Ann'],
    ['ends after 20 graphemes', 'é'.normalize('NFD').repeat(30), 'é'.repeat(20)],
    ['has at most two marks on a letter', `Z${'\u0336'.repeat(40)}algo`, 'Z\u0336\u0336algo'],
  ])('%s', (_, typed, shown) => {
    expect(tidyNickname(typed)).toBe(shown)
  })

  it.each(['', '   ', '\u200b\u200b', '\u3164', '\u2800\u115f', '\u0301'])(
    'is refused where nothing can be seen (%j)',
    (typed) => {
      expect(tidyNickname(typed)).toBeNull()
    },
  )

  it.each(['fuck', 'F u c k', 'sh1t', 'ⓕⓤⓒⓚ you', 'fück off', 'Hítler', 'big $hit', 'Arschloch'])(
    'is refused where it is foul (%s)',
    (typed) => {
      expect(tidyNickname(typed)).toBeNull()
    },
  )

  it.each([
    'Scunthorpe',
    'Cassandra',
    'Dickens',
    'Essex',
    'Peacock',
    'Grape',
    'Cumbria',
    'Massimo',
  ])('is kept where a foul word is only inside a harmless one (%s)', (typed) => {
    expect(tidyNickname(typed)).toBe(typed)
  })

  it('never is longer than a phone can show, whatever is typed', () => {
    const piled = tidyNickname(`${'a\u0301\u0302'.repeat(10_000)}\ufdfa`)
    expect(piled?.length).toBeLessThanOrEqual(60)
  })
})

describe('two nicknames are the same', () => {
  it.each([
    ['in another case', 'ann', 'ANN'],
    ['with accents', 'Zoë', 'zoe'],
    ['with spaces and signs between', 'A-n n.', 'Ann'],
    ['in Cyrillic look-alikes', 'Аnn', 'Ann'],
    ['in Greek look-alikes', 'Νick', 'Nick'],
    ['with digits for letters', 'B0b', 'Bob'],
    ['with I, l and 1 exchanged', 'Bill', 'BiI1'],
    ['with rn for m', 'Torn', 'Tom'],
  ])('%s', (_, one, other) => {
    expect(nicknameKey(one)).toBe(nicknameKey(other))
  })

  it.each([
    ['Ann', 'Anna'],
    ['か', 'が'],
    ['की', 'का'],
    ['🦊', '🐼'],
    ['Иван', 'Сергей'],
  ])('but %s and %s differ', (one, other) => {
    expect(nicknameKey(one)).not.toBe(nicknameKey(other))
  })
})

describe('a generated name', () => {
  it('is the same for the same numbers', () => {
    expect(generateName(seededRandom(3))).toBe(generateName(seededRandom(3)))
  })

  it('is fit, short and known as generated', () => {
    const random = seededRandom(1)
    for (let tries = 0; tries < 3_000; tries++) {
      const name = generateName(random)
      expect(tidyNickname(name)).toBe(name)
      expect(isGeneratedName(name)).toBe(true)
    }
  })

  it('is numbered where all plain ones are taken', () => {
    const name = generateFreeName(seededRandom(1), (each) => !each.endsWith(' 3'))
    expect(name).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ 3$/)
    expect(isGeneratedName(name)).toBe(true)
    expect(isGeneratedName('Rude Otter')).toBe(false)
  })
})
