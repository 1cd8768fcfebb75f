/** What a line of pasted text is. */
export type Line =
  | { readonly kind: 'stem'; readonly number: string; readonly text: string }
  | { readonly kind: 'options'; readonly options: readonly Option[] }
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'explanation' | 'hint'; readonly text: string }
  | { readonly kind: 'key_heading' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'blank' }

export interface Option {
  /** The letter or number before it, a capital; empty where there is a bullet. */
  readonly label: string
  readonly text: string
  readonly marked: boolean
}

const ticks = '[*✓✔☑√✅●◉]|\\[[xX✓✔]\\]|\\([xX✓✔]\\)'
const tickBefore = new RegExp(`^(?:${ticks})\\s*`)
const tickAfter = new RegExp(
  `\\s*(?:${ticks}|[([{]\\s*(?:correct|right|true answer)\\s*[)\\]}]|<-+|←)\\s*$`,
  'i',
)
const emptyBox = /^(?:\[\s?\]|☐|□|○|◯)\s*/
const bold = /^(?:\*\*|__|<(b|strong)>)(.+?)(?:\*\*|__|<\/\1>)([.)]?\s*.*)$/
const labelled = /^\(?([A-Za-z])[.)]\s*(\S.*)$/
/** A letter whose text is on the next line, as pages of Moodle are pasted. */
const alone = /^\(?([A-Za-z])[.)]$/
const ruler = /^(?:[-–—_=*]\s*){3,}$/
const numbered =
  /^(?:\*\*|__)?(?:(?:question|q|frage|pregunta)\.?\s*#?\s*)?(\d{1,4})(?:\s*[.):]|\s+[-–]\s)(?:\*\*|__)?\s*(.*)$/i
const named = /^(?:\*\*|__)?(?:question|q)\.?\s*#?\s*(\d{1,4})\s*(?:\*\*|__)?$/i
const word =
  'answers?|ans|correct(?:\\s+(?:answer|option|choice)s?)?|right\\s+answer|key|solution|antwort|lösung|réponse|respuesta|risposta|resposta|odpowiedź|ответ'
const answer = new RegExp(
  `^(?:\\*\\*|__)?(?:the\\s+)?(?:${word})(?:\\s*(?:is|are))?\\s*[:：=](?:\\*\\*|__)?\\s*(\\S.*)$`,
  'i',
)
const answerLetter = new RegExp(
  `^(?:\\*\\*|__)?(?:${word})\\s*[.–-]?\\s+\\(?([A-Z]|\\d+(?:\\.\\d+)?)[.)]?(?:\\*\\*|__)?$`,
  'i',
)
const explanation =
  /^(?:\*\*|__)?(?:explanation|rationale|feedback|reason|erklärung|explication|explicación)(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*(.*)$/i
/** Where an answer is from. */
const reference = /^(?:source|reference|quelle|référence|fuente)s?\s*[:：]\s*\S/i
const hint = /^(?:hint|tipp|indice|pista)\s*[:：]\s*(\S.*)$/i
const asked = /^(?:q|question)\s*[:：]\s*(\S.*)$/i
const answered = /^a\s*[:：]\s*(\S.*)$/i
const keyHeading =
  /^[#*_\s]*(?:answers?(?:\s+keys?)?|keys?|solutions?|lösungen|réponses|respuestas)\s*[:：]?[*_\s]*$/i

/** Reads a line. Where options have been, a number that is further in is one as well. */
export function lineOf(raw: string, afterStem: boolean): Line {
  const text = raw.trim()
  if (text === '' || ruler.test(text)) return { kind: 'blank' }
  if (keyHeading.test(text)) return { kind: 'key_heading' }
  const said = answer.exec(text) ?? answerLetter.exec(text) ?? answered.exec(text)
  if (said !== null) return { kind: 'answer', text: withoutBold(said[1] ?? '') }
  const question = asked.exec(text)
  if (question !== null) return { kind: 'stem', number: '', text: question[1] ?? '' }
  const why = explanation.exec(text)
  if (why !== null) return { kind: 'explanation', text: why[1] ?? '' }
  if (afterStem && reference.test(text)) return { kind: 'explanation', text }
  const help = hint.exec(text)
  if (help !== null) return { kind: 'hint', text: help[1] ?? '' }
  const options = optionsIn(text)
  if (options !== null) return { kind: 'options', options }
  const letter = afterStem ? alone.exec(text)?.[1] : undefined
  if (letter !== undefined)
    return { kind: 'options', options: [{ label: letter.toUpperCase(), text: '', marked: false }] }
  const isInside = afterStem && /^(?:\t| {2,})/.test(raw)
  const stem = numbered.exec(text) ?? named.exec(text)
  if (stem !== null) {
    const [, number = '', rest = ''] = stem
    if (isInside && rest !== '')
      return { kind: 'options', options: [{ label: number, ...marksOf(rest) }] }
    return { kind: 'stem', number, text: withoutBold(rest) }
  }
  const bullet = /^(?:[-–•·]\s+|\*\s+(?=\S))(\S.*)$/.exec(text)
  const box = emptyBox.test(text) || tickBefore.test(text)
  if (afterStem && (bullet !== null || box))
    return { kind: 'options', options: [{ label: '', ...marksOf(bullet?.[1] ?? text) }] }
  return { kind: 'text', text }
}

/** The options of a line: mostly one, or several as in `A) one  B) two`. */
function optionsIn(text: string): Option[] | null {
  const first = optionOf(text)
  if (first === null) return null
  const options: Option[] = []
  let rest = text
  for (;;) {
    const option = optionOf(rest)
    if (option === null) break
    const next = String.fromCodePoint((option.label.codePointAt(0) ?? 64) + 1)
    const cut = nextAt(rest, next)
    if (cut < 0) {
      options.push(option)
      break
    }
    options.push(optionOf(rest.slice(0, cut).trim()) ?? option)
    rest = rest.slice(cut).trim()
  }
  return options
}

/** Where the option after this one begins in the same line. */
function nextAt(text: string, label: string): number {
  if (!/^[B-Z]$/.test(label)) return -1
  const sign = `[${label}${label.toLowerCase()}]`
  const found = new RegExp(
    `(?:\\s{2,}|\\t|\\s(?=\\*?\\(?${label}\\)))(?=\\*?\\(?${sign}[.)]\\s*\\S)`,
  ).exec(text)
  return found === null ? -1 : found.index
}

function optionOf(text: string): Option | null {
  const before = tickBefore.exec(text)
  const bare = text
    .slice(before?.[0].length ?? 0)
    .replace(emptyBox, '')
    .replace(/^[-–•]\s+/, '')
  const strong =
    text.startsWith('**') || text.startsWith('__') || text.startsWith('<') ? bold.exec(text) : null
  const plain = strong === null ? bare : `${strong[2] ?? ''}${strong[3] ?? ''}`
  const found = labelled.exec(plain)
  if (found === null) return null
  const [, label = '', rest = ''] = found
  const marks = marksOf(rest)
  // "B) **right**" is as good as "**B) right**"; a bold letter alone says nothing.
  const isStrong = strong !== null && (strong[2] ?? '').length > 2
  return {
    label: label.toUpperCase(),
    text: marks.text,
    marked: marks.marked || isStrong || (before !== null && strong === null),
  }
}

function marksOf(text: string): { text: string; marked: boolean } {
  let bare = text.replace(emptyBox, '')
  let marked = false
  const before = bare.startsWith('**') ? null : tickBefore.exec(bare)
  if (before !== null && bare.length > before[0].length) {
    bare = bare.slice(before[0].length)
    marked = true
  }
  const after = bare.endsWith('**') ? null : tickAfter.exec(bare)
  if (after !== null && after.index > 0) {
    bare = bare.slice(0, after.index)
    marked = true
  }
  const strong = bold.exec(bare)
  if (strong !== null && (strong[3] ?? '').trim().length <= 1) {
    bare = `${strong[2] ?? ''}${strong[3] ?? ''}`
    marked = true
  }
  return { text: bare.trim(), marked }
}

function withoutBold(text: string): string {
  return text.replace(/^(?:\*\*|__)|(?:\*\*|__)$/g, '').trim()
}
