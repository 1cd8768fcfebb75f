import { invalid, type Problem } from '../../http/problem.ts'
import { commonWords } from './common-passwords.ts'

/**
 * Throws where a new password is one that is guessed first: a common word dressed up, one thing
 * repeated, a run along the keyboard or the alphabet, or the person's own name or address.
 */
export function refuseCommonPassword(
  password: string,
  person: { readonly email: string; readonly name: string },
): void {
  if (isCommon(password) || isPersonal(password, person)) throw tooCommon()
}

function tooCommon(): Problem {
  const detail = 'This password is easily guessed. Use a longer one, of several unrelated words.'
  return invalid([{ pointer: '/body/password', code: 'common_password', detail }], detail)
}

const runs = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiop asdfghjkl zxcvbnm',
  'qwertzuiopu asdfghjkl yxcvbnm',
  'azertyuiop qsdfghjklm wxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1a2b3c4d5e6f7g8h9i0j',
  'a1b2c3d4e5f6g7h8i9j0',
].flatMap((run) => {
  const compact = run.replaceAll(' ', '')
  return [compact, compact.split('').toReversed().join('')]
})

function isCommon(password: string): boolean {
  const plain = password.toLowerCase().replace(/\s/g, '')
  return (
    isRepeated(plain) ||
    runs.some((run) => run.includes(plain)) ||
    startsWithRun(plain) ||
    isDressedWord(plain)
  )
}

/** One to five characters again and again: `aaaaaaaaaa`, `abcabcabcabc`, `1234512345`. */
function isRepeated(text: string): boolean {
  for (let size = 1; size <= 5; size++) {
    const again = text.slice(0, size).repeat(Math.ceil(text.length / size))
    if (text.length >= 2 * size && again.startsWith(text)) return true
  }
  return false
}

/** A run and up to four more: `qwertyuiop12`, `123456789a`. */
function startsWithRun(text: string): boolean {
  const body = text.slice(0, Math.max(8, text.length - 4))
  return runs.some((run) => run.includes(body))
}

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
}

/** `password123!`, `Pa$$w0rd2024`, `welcomewelcome`, `summer2026!!`. */
function isDressedWord(text: string): boolean {
  const readable = (part: string) =>
    part.replace(/[013457810@$!€]/g, (sign) => lookAlikes[sign] ?? '')
  const bare = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  // Look-alikes may stand at the ends too, so digits are taken off before and after reading.
  const candidates = [bare, readable(bare), readable(text), readable(text.replace(/\W+$/, ''))]
  return candidates.some((word) => isWordOrTwo(word.replace(/[^\p{L}]/gu, '')))
}

function isWordOrTwo(word: string): boolean {
  if (commonWords.has(word)) return true
  const half = word.slice(0, word.length / 2)
  return word === half + half && commonWords.has(half)
}

/** Little but the person's own address or name, which anybody knows. */
function isPersonal(password: string, { email, name }: { email: string; name: string }): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '')
  const plain = letters(password)
  const own = [email, email.split('@')[0] ?? '', name, ...name.split(/\s+/)].map(letters)
  return own.some(
    (word) => word.length >= 4 && plain.replace(word, '').length < 3 && plain.includes(word),
  )
}
