/** What a link or an image of a file may lead to. */
export type Target =
  | { readonly url: string }
  /** What was left out, as a code. */
  | { readonly lost: string | null }

// oxlint-disable-next-line no-control-regex -- browsers skip these in URLs
const invisible = /[\0-\x20\x7F-\xA0\xAD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/g

/** Where a link may lead: web pages and mail. Places in the same page are left out silently. */
export function linkTarget(href: string): Target {
  const url = href.trim()
  const bare = url.replace(invisible, '')
  if (/^(?:https?:\/\/[^/\\]|mailto:)/i.test(url)) return { url: destination(url) }
  if (url === '' || url.startsWith('#')) return { lost: null }
  return { lost: /^(?:javascript|vbscript|data|livescript|mocha):/i.test(bare) ? 'script' : 'link' }
}

/** The longest image that may stand in a text itself, in characters: an icon. */
const longestDataUrl = 8_000
const dataImage = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=]+$/

/** Where an image is: what `image` makes of it, or else a small one in the text itself. */
export function imageTarget(
  src: string,
  image: ((src: string) => string | null) | undefined,
): Target {
  const url = src.trim()
  const own = image?.(url) ?? null
  if (own !== null) return { url: destination(own) }
  if (dataImage.test(url) && url.length <= longestDataUrl) return { url }
  if (/^(?:https?:)?[/\\]{2}/i.test(url)) return { lost: 'remote_image' }
  if (/^\w+script:/i.test(url.replace(invisible, ''))) return { lost: 'script' }
  return { lost: /^data:/i.test(url) ? 'data_url' : 'image_missing' }
}

/** A URL as Markdown has it in parentheses. */
function destination(url: string): string {
  return url
    .toWellFormed()
    .replace(/[^\x21-\x7E]|[<>()\\"`$|^{}[\]*]/gu, (character) =>
      /[()*]/.test(character)
        ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
        : encodeURIComponent(character),
    )
    .replace(/&(?=#?\w+;)/g, '&amp;')
}
