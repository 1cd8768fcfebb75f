import { Parser } from 'htmlparser2'
import type { Medium, Notice } from '../found.ts'
import { toMarkdown } from '../html/to-markdown.ts'
import { aloneInText, escapeText } from '../html/escape.ts'
import { dollars } from '../html/math.ts'
import { mediaType } from '../media.ts'
import { lossOf } from '../moodle-text.ts'
import type { AnkiPackage } from './package.ts'

/** Turns the HTML of one question's fields into Markdown, and remembers what came with it. */
export interface CardText {
  markdown(html: string): string
  /** Stands in HTML for a piece of Markdown that is to be taken as it is. */
  token(markdown: string): string
  /** What was lost, one of a kind. */
  note(code: string, reason: string): void
  /** What there is to tell. */
  notices(): Notice[]
  readonly media: ReadonlyMap<string, Medium>
}

/** What media files of a package are, found out once. */
export type MediaTypes = Map<string, string | null>

/** Gets the media files that these texts show, and makes ready to write them as Markdown. */
export async function cardText(
  where: string,
  fields: readonly string[],
  files: AnkiPackage,
  types: MediaTypes,
): Promise<CardText> {
  const notices = new Map<string, Notice>()
  const note = (code: string, reason: string) => {
    if (!notices.has(code)) notices.set(code, { where, code, reason })
  }
  const left = new Set<string>()
  const media = new Map<string, Medium>()
  for (const name of new Set(fields.flatMap(mediaIn))) {
    const medium = await mediumOf(name, files, types, media.size + 1)
    if (medium === 'missing') note('media_missing', `The package has no file “${name}”.`)
    else if (medium === 'unknown')
      note('media_unknown', `The file “${name}” is of no kind that can be shown.`)
    else media.set(name, medium)
  }
  const tokens: string[] = []
  const token = (markdown: string) => `\uE000${tokens.push(markdown) - 1}\uE001`
  const image = (src: string): string | null => {
    const medium = namesOf(src)
      .map((name) => media.get(name))
      .find((each) => each !== undefined)
    return medium === undefined ? null : `media:${medium.key}`
  }
  const sound = (name: string): string => {
    const medium = media.get(plainOf(name).trim())
    if (medium === undefined) return token(escaped(`(${plainOf(name)})`))
    note('sound_linked', 'A sound is a link to its file; it does not play by itself.')
    return token(`[${escaped(medium.name)}](media:${medium.key})`)
  }
  return {
    token,
    note,
    notices() {
      // How cards look is a matter of the program; a missing file is told by its name.
      const told = new Set([...left].filter((code) => code !== 'style' && code !== 'image_missing'))
      const loss = lossOf(told)
      return [...notices.values(), ...(loss === null ? [] : [{ where, ...loss }])]
    },
    media,
    markdown(html) {
      const { markdown, lost } = toMarkdown(withTokens(html, token, sound), { image })
      for (const code of lost) left.add(code)
      return markdown
        .replace(/\uE000(\d+)\uE001/g, (_, index: string) => tokens[Number(index)] ?? '')
        .trim()
    },
  }
}

/** Sounds and formulas of Anki's own kinds, which no HTML reader would know. */
function withTokens(
  html: string,
  token: (markdown: string) => string,
  sound: (name: string) => string,
): string {
  const formulaOf = (display: boolean) => (_: string, tex: string) => {
    const plain = plainOf(tex.replace(/<br\s*\/?>|<\/?(?:div|p)\b[^>]*>/gi, ' ')).trim()
    const formula = dollars(plain, display)
    return token(formula ?? escaped(plain))
  }
  return html
    .replace(/\[sound:([^\]]{1,500})\]/g, (_, name: string) => sound(name))
    .replace(/\[\$\]([^]{1,4000}?)\[\/\$\]/g, formulaOf(false))
    .replace(/\[\$\$\]([^]{1,4000}?)\[\/\$\$\]/g, formulaOf(true))
    .replace(/\[latex\]([^]{1,4000}?)\[\/latex\]/gi, formulaOf(true))
}

/** The words of a piece of HTML. */
export function plainOf(html: string): string {
  if (!/[<&]/.test(html)) return html
  let text = ''
  const parser = new Parser({ ontext: (piece) => (text += piece) }, { decodeEntities: true })
  parser.end(html)
  return text.replaceAll('\u00A0', ' ')
}

/** The names of the files that a field shows or plays. */
function mediaIn(html: string): string[] {
  const names: string[] = []
  const parser = new Parser({
    onopentag(tag, { src }) {
      if (tag === 'img' && src !== undefined && !/^[a-z][a-z0-9+.-]+:/i.test(src))
        names.push(...namesOf(src).slice(0, 1))
    },
  })
  if (/<img/i.test(html)) parser.end(html)
  for (const [, name = ''] of html.matchAll(/\[sound:([^\]]{1,500})\]/g))
    names.push(plainOf(name).trim())
  return names
}

/** A file may be named as it is or as in a URL. */
function namesOf(src: string): string[] {
  try {
    return [decodeURIComponent(src), src]
  } catch {
    return [src]
  }
}

async function mediumOf(
  name: string,
  files: AnkiPackage,
  types: MediaTypes,
  number: number,
): Promise<Medium | 'missing' | 'unknown'> {
  if (!files.hasMedium(name)) return 'missing'
  let type = types.get(name)
  if (type === undefined) {
    type = mediaType(await files.medium(name))
    types.set(name, type)
  }
  if (type === null) return 'unknown'
  return { key: `m${number}`, name, type, read: () => files.medium(name) }
}

function escaped(text: string): string {
  return escapeText(text, { ...aloneInText, inLink: true })
}
