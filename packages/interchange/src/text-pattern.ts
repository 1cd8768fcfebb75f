/** What a simple regular expression stands for. */
export interface PatternTexts {
  readonly texts: readonly string[]
  /** Whether `*` in them stands for any text. */
  readonly wildcards: boolean
}

const mostTexts = 200
const longestText = 200
/** Stands for any text while a pattern is read. */
const any = '\uE000'

/**
 * The texts that fit a regular expression made of words, alternatives, what may be left out, small
 * classes of letters and `.*`: `(gr[ae]y|ash)( cat)?` stands for six. Where they would be too many,
 * either case of a letter, `[aA]`, gives the small one. `null`: it says more than texts can, or stands for more than 200.
 */
export function patternTexts(pattern: string): PatternTexts | null {
  if (pattern.length > 1_000 || pattern.includes(any)) return null
  return textsOf(new PatternReader(pattern, false)) ?? textsOf(new PatternReader(pattern, true))
}

function textsOf(reader: PatternReader): PatternTexts | null {
  try {
    const found = reader.whole().map((text) => text.replace(/\s+/g, ' ').trim())
    const wildcards = found.some((text) => text.includes(any))
    // A star of the text itself couldn't be told from the others.
    if (wildcards && found.some((text) => text.includes('*'))) return null
    const texts = [...new Set(found.map((text) => text.replace(/\uE000+/g, '*')))]
    return { texts: texts.filter((text) => text !== ''), wildcards }
  } catch (error) {
    if (error instanceof NotSimple) return null
    throw error
  }
}

class NotSimple extends Error {}

class PatternReader {
  private at = 0
  private depth = 0
  private readonly pattern: string
  private readonly folds: boolean
  constructor(pattern: string, folds: boolean) {
    this.folds = folds
    this.pattern = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')
  }

  whole(): string[] {
    const texts = this.alternatives()
    if (this.at < this.pattern.length) throw new NotSimple()
    return texts
  }

  private alternatives(): string[] {
    const all: string[] = []
    do all.push(...this.sequence())
    while (this.take('|'))
    if (all.length > mostTexts) throw new NotSimple()
    return all
  }

  private sequence(): string[] {
    let texts = ['']
    while (this.at < this.pattern.length && !/[|)]/.test(this.next())) {
      const piece = this.counted(this.atom())
      if (texts.length * piece.length > mostTexts) throw new NotSimple()
      texts = texts.flatMap((text) => piece.map((more) => text + more))
      if (texts.some((text) => text.length > longestText)) throw new NotSimple()
    }
    return texts
  }

  private atom(): string[] {
    const letter = this.step()
    switch (letter) {
      case '(':
        return this.group()
      case '[':
        return this.letters()
      case '.':
        // Any one letter: of them, the full stop is what is mostly meant.
        return /[*+]/.test(this.next()) ? [any] : ['.']
      case '\\':
        return [this.escaped()]
      default:
        if (/[*+?{}^$\]]/.test(letter)) throw new NotSimple()
        return [letter]
    }
  }

  private group(): string[] {
    if (this.take('?') && !this.take(':')) throw new NotSimple()
    if (++this.depth > 20) throw new NotSimple()
    const texts = this.alternatives()
    if (!this.take(')')) throw new NotSimple()
    this.depth--
    return texts
  }

  private letters(): string[] {
    const all: string[] = []
    while (!this.take(']')) {
      const letter = this.step()
      if (letter === '' || letter === '[' || (letter === '^' && all.length === 0))
        throw new NotSimple()
      const isRange = this.next() === '-' && this.pattern[this.at + 1] !== ']'
      if (isRange) throw new NotSimple()
      all.push(letter === '\\' ? this.escaped() : letter)
    }
    if (!this.folds) return [...new Set(all)]
    return [...new Set(all.map((each) => (all.includes(otherCase(each)) ? lower(each) : each)))]
  }

  private escaped(): string {
    const letter = this.step()
    if (letter === 's') return ' '
    if (letter === '' || /[\p{L}\p{N}]/u.test(letter)) throw new NotSimple()
    return letter
  }

  /** A piece with how often it may stand there. */
  private counted(piece: string[]): string[] {
    const isOneOf = (text: string): boolean => piece.length === 1 && piece[0] === text
    if (this.take('?')) {
      this.take('?')
      return ['', ...piece]
    }
    const many = this.take('*') ? ['', ' '] : this.take('+') ? [' '] : null
    if (many === null) {
      if (this.next() === '{') throw new NotSimple()
      return piece
    }
    this.take('?')
    if (isOneOf(any)) return piece
    if (!isOneOf(' ')) throw new NotSimple()
    return many
  }

  private next(): string {
    return this.pattern[this.at] ?? ''
  }

  private step(): string {
    const letter = this.next()
    this.at++
    return letter
  }

  private take(letter: string): boolean {
    if (this.next() !== letter) return false
    this.at++
    return true
  }
}

function lower(letter: string): string {
  return letter.toLowerCase()
}

function otherCase(letter: string): string {
  const up = letter.toUpperCase()
  return up === letter ? (lower(letter) === letter ? '' : lower(letter)) : up
}
