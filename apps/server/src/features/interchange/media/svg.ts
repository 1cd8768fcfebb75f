import { bytesSource } from '@quizmentor/interchange/source'
import { textOf } from '@quizmentor/interchange/text'
import { escapeXml, parseXml, textIn, type XmlElement } from '@quizmentor/interchange/xml'

const mostBytes = 4 * 1024 * 1024

const drawn = new Set(
  `svg g defs symbol title desc path rect circle ellipse line polyline polygon text tspan textPath
   linearGradient radialGradient stop clipPath mask pattern marker image use switch style`.split(
    /\s+/,
  ),
)

const attributes = new Set(
  `id class style transform d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height viewBox points
   preserveAspectRatio version fill fill-opacity fill-rule stroke stroke-width stroke-opacity
   stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color
   display visibility overflow clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits
   offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod patternUnits
   patternContentUnits patternTransform marker-start marker-mid marker-end markerWidth markerHeight
   markerUnits orient refX refY font-family font-size font-style font-weight font-variant
   letter-spacing word-spacing text-anchor text-decoration dominant-baseline alignment-baseline
   baseline-shift writing-mode direction unicode-bidi textLength lengthAdjust startOffset dx dy rotate
   vector-effect shape-rendering text-rendering image-rendering paint-order href`.split(/\s+/),
)

/**
 * A drawing (SVG 1.1 and what browsers add of 2) with nothing in it but shapes, texts and pictures of
 * its own: no programs, no handlers, nothing from elsewhere, no reference inside of what is referred to
 * (such multiply). `null`: it is no sound SVG.
 * @throws {UnreadableFile} as `parseXml` does
 */
export async function cleanSvg(bytes: Uint8Array, name: string): Promise<Uint8Array | null> {
  const { text } = await textOf(bytesSource(name, bytes), mostBytes)
  const root = parseXml(text, name)
  if (root.name !== 'svg') return null
  return Buffer.from(written(root, true, false))
}

function written(element: XmlElement, isRoot: boolean, isReferable: boolean): string {
  const { name } = element
  if (!drawn.has(name) || (element.prefix !== '' && element.prefix !== 'svg')) return ''
  if (name === 'use' && isReferable) return ''
  const kept = [...element.attributes].filter(([attribute, value]) =>
    isHarmless(name, attribute, value),
  )
  if (name === 'style' && !isHarmlessStyle(textIn(element))) return ''
  const inside = element.children
    .map((child) =>
      typeof child === 'string'
        ? escapeXml(child)
        : written(child, false, isReferable || (!isRoot && element.attributes.has('id'))),
    )
    .join('')
  const space = isRoot ? ' xmlns="http://www.w3.org/2000/svg"' : ''
  const told = kept.map(([attribute, value]) => ` ${attribute}="${escapeXml(value)}"`).join('')
  return inside === '' ? `<${name}${space}${told}/>` : `<${name}${space}${told}>${inside}</${name}>`
}

function isHarmless(element: string, attribute: string, value: string): boolean {
  if (!attributes.has(attribute)) return false
  if (attribute === 'href')
    return element === 'image'
      ? /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(value)
      : value.startsWith('#')
  return isHarmlessStyle(value)
}

/** Whether nothing is fetched. An escape could hide anything. */
function isHarmlessStyle(css: string): boolean {
  if (/[\\@]|expression|javascript:|image-set/i.test(css)) return false
  return !/url\(\s*["']?\s*(?!["']?#)[^)]/i.test(css)
}
