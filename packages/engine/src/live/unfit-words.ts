import { lookAlike } from './look-alike.ts'

const listed = (text: string) => text.trim().split(/\s+/)

/** Unfit wherever they stand in a nickname. */
const anywhere = listed(`
  fuck motherf nigger nigga faggot bitch asshole arsehole bullshit dickhead wanker blowjob
  handjob hitler whore pussy dildo pedophil paedophil childporn porno pornhub retard hurensohn
  fotze arschloch wichser schlampe missgeburt enculé salope connard putain hijodeputa pendejo
  maricón stronzo vaffanculo kurwa блядь пизда хуй
`)

/** Unfit as a word of their own: inside other words they are harmless (Scunthorpe). */
const alone = listed(`
  shit shitty cunt cock dick ass arse slut cum tits penis vagina anus rape rapist nazi isis kkk
  fag twat spic kike coon paki tranny porn sex piss ficken hure merde pute puta mierda cazzo
  troia
`)

const letters = (text: string) => lookAlike(text).replace(/[^\p{L}\p{N}\p{M}]/gu, '')

const stems = anywhere.map(letters)
const words = new Set(alone.map(letters))

/**
 * Whether a nickname holds a word that no class should have on its screen. A short list against
 * the most common cases, look-alikes and spacing included; the host removes whatever else comes.
 */
export function isUnfit(nickname: string): boolean {
  const joined = letters(nickname)
  if (words.has(joined) || stems.some((stem) => joined.includes(stem))) return true
  const spaced = lookAlike(nickname).split(/[^\p{L}\p{N}\p{M}]+/u)
  return spaced.some((word) => words.has(word))
}
