import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchesText, textMatch, unmatchable } from './text-match.ts'

function accepts(accepted: string, given: string, rules: object = {}) {
  return matchesText(textMatch.parse({ accepted: [accepted], ...rules }), given)
}

describe('written answers', () => {
  test.each([
    ['Paris', ' paris '],
    ['New York', 'new   york'],
    ['café', 'cafe'],
    ['Málaga', 'MALAGA'],
    ['Straße', 'STRASSE'],
    ['Øresund', 'oresund'],
    ['Æsop', 'Aesop'],
    ["don't", 'don’t'],
    ['"use strict"', '“use strict”'],
    ['well-known', 'well‑known'],
    ['−5', '-5'],
    ['ﬁle', 'file'],
    ['１２', '12'],
    ['½', '1/2'],
    ['Ångström', 'A\u030angstro\u0308m'],
    ['word', 'wo\u00adrd'],
    ['Everest', 'Everest.'],
    ['ΟΔΟΣ', 'οδος'],
  ])('%j is met by %j', (accepted, given) => {
    expect(accepts(accepted, given)).toBe(true)
  })

  test.each([
    ['Paris', ''],
    ['Paris', '   '],
    ['Paris', 'Pari'],
    ['C#', 'C'],
    ['n!', 'n'],
    ['?.', '?'],
    ['が', 'か'],
    ['กิน', 'กน'],
  ])('%j is not met by %j', (accepted, given) => {
    expect(accepts(accepted, given)).toBe(false)
  })

  test('case and accents count where the author says so', () => {
    expect(accepts('Polish', 'polish', { caseSensitive: true })).toBe(false)
    expect(accepts('Polish', 'Polish', { caseSensitive: true })).toBe(true)
    expect(accepts('résumé', 'resume', { accentSensitive: true })).toBe(false)
    expect(accepts('résumé', 're\u0301sume\u0301', { accentSensitive: true })).toBe(true)
  })

  test.each([
    ['photosynthesis', 'photosinthesis', 1, true],
    ['photosynthesis', 'fotosinthesis', 1, false],
    ['photosynthesis', 'fotosynthesis', 2, true],
    ['photosynthesis', 'phtoosynthesis', 1, true],
    ['photosynthesis', 'photosynthesiss', 1, true],
    ['photosynthesis', 'photosynthesis of plants', 3, false],
    // Too short for a typo: another word.
    ['cat', 'bat', 3, false],
    ['lime', 'lame', 3, true],
    ['lime', 'lamb', 3, false],
    // A typo in a number is another number.
    ['World War 2', 'World War 1', 2, false],
    ['World War 2', 'Wrold War 2', 2, true],
  ])('%j against %j with %d typos: %s', (accepted, given, typos, expected) => {
    expect(accepts(accepted, given, { typos })).toBe(expected)
  })

  test('any of the accepted answers will do', () => {
    const match = textMatch.parse({ accepted: ['UK', 'United Kingdom'] })
    expect(matchesText(match, 'united kingdom')).toBe(true)
    expect(matchesText(match, 'uk')).toBe(true)
    expect(matchesText(match, 'England')).toBe(false)
  })

  test('an accepted answer of invisible characters is found', () => {
    const match = textMatch.parse({ accepted: ['ok', '\u200b', '\u0301'] })
    expect(unmatchable(match)).toEqual([1, 2])
  })

  test('allowing typos never takes a right answer away, and order of letters of two is one typo', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z ]{8,20}$/),
        fc.stringMatching(/^[a-z ]{0,20}$/),
        fc.nat(18),
        (accepted, given, at) => {
          fc.pre(accepted.trim().length >= 8)
          if (accepts(accepted, given)) expect(accepts(accepted, given, { typos: 2 })).toBe(true)
          const word = accepted.trim()
          const swapped = swap(word, at % (word.length - 1))
          fc.pre(swapped === swapped.trim() && !swapped.includes('  ') && !word.includes('  '))
          expect(accepts(word, swapped, { typos: 1 })).toBe(true)
        },
      ),
    )
  })
})

function swap(word: string, at: number): string {
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
}
