import { lookAlike } from './look-alike.ts'
import { isUnfit } from './unfit-words.ts'

const mostGraphemes = 20

/** What a nickname may weigh at most: graphemes can be made of many characters. */
const maxLength = 60

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * The nickname as everybody sees it, or `null` where nothing that can be seen is left or it is
 * unfit. What can't be seen or turns the text around (control, zero-width and direction
 * characters) is dropped; marks piled on one letter are cut to two. Nothing is escaped: `<b>` and
 * `=1+1` are text, and whoever shows a nickname shows it as text.
 */
export function tidyNickname(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\t\n\r]+/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .trim()
  const short = firstGraphemes(text).trim()
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(short) && !isUnfit(short) ? short : null
}

function firstGraphemes(text: string): string {
  let kept = ''
  let count = 0
  for (const { segment } of graphemes.segment(text)) {
    if (count === mostGraphemes || kept.length + segment.length > maxLength) break
    kept += segment
    count++
  }
  return kept
}

/**
 * The same for nicknames that people take for each other: case, accents, spaces and punctuation
 * don't count, and letters of other alphabets and digits count as the Latin letter they look like.
 */
export function nicknameKey(nickname: string): string {
  const plain = lookAlike(nickname).replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  // Nicknames of signs alone, such as emoji, are themselves.
  return plain === '' ? nickname : plain
}
