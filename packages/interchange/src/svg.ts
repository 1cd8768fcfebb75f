import { UnreadableFile } from './found.ts'
import { escapeXml, parseXml, type XmlElement } from './xml.ts'

const elements = new Set(
  'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath image a switch marker pattern mask clipPath linearGradient radialGradient stop filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence style'.split(
    ' ',
  ),
)
/** More than this is drawn by references to references, not by the file. */
const mostDrawn = 20_000
const dataImage = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$/

/**
 * An SVG image without anything that runs, moves, or is fetched from elsewhere: elements and
 * attributes are those of a list, references stay inside the file. `null`: it isn't an SVG, is
 * damaged, declares entities, or draws itself over and over.
 */
export function cleanSvg(text: string): string | null {
  // What drawing programs declare and don't use; entities that are used make the file unreadable.
  const document = text.replace(/<!DOCTYPE[^[>]{0,1000}(?:\[[^\]]{0,10000}\]\s*)?>/i, '')
  let root
  try {
    root = parseXml(document, 'svg')
  } catch (error) {
    if (error instanceof UnreadableFile) return null
    throw error
  }
  if (root.name !== 'svg' || drawn(root, targets(root), new Map()) > mostDrawn) return null
  return written(root, ' xmlns="http://www.w3.org/2000/svg"')
}

function written(element: XmlElement, namespace = ''): string {
  if (!elements.has(element.name)) return ''
  // A link leads away from a picture; what is in it stays.
  const name = element.name === 'a' ? 'g' : element.name
  let tag = `<${name}${namespace}`
  for (const [key, value] of element.attributes)
    if (isHarmless(element, key, value)) tag += ` ${key}="${escapeXml(value)}"`
  const inside =
    name === 'style'
      ? escapeXml(safeStyle(element.children.filter((each) => typeof each === 'string').join('')))
      : element.children
          .map((each) => (typeof each === 'string' ? escapeXml(each) : written(each)))
          .join('')
  return inside === '' ? `${tag}/>` : `${tag}>${inside}</${name}>`
}

function isHarmless({ name }: XmlElement, key: string, value: string): boolean {
  if (/^on|^(?:xmlns|base|target|ping|download)$/i.test(key) || !/^[\w-]+$/.test(key)) return false
  if (key === 'href')
    return name === 'image'
      ? dataImage.test(value.trim())
      : name !== 'a' && /^#[\w.:-]+$/.test(value.trim())
  if (name === 'style') return key === 'type'
  return !leadsAway(value)
}

/** Whether a style, or an attribute like one, fetches or runs something. */
function leadsAway(style: string): boolean {
  const plain = style.replace(/\/\*[\s\S]*?\*\//g, '')
  return (
    /\\|@import|@font-face|expression\s*\(|(?:java|vb)script:|behaviou?r\s*:|-moz-binding|image-set|\bsrc\s*\(/i.test(
      plain,
    ) || /url\s*\(\s*(?!["']?\s*#)/i.test(plain)
  )
}

function safeStyle(style: string): string {
  return leadsAway(style) ? '' : style
}

function targets(root: XmlElement): Map<string, XmlElement> {
  const found = new Map<string, XmlElement>()
  const look = (element: XmlElement) => {
    const id = element.attributes.get('id')
    if (id !== undefined) found.set(id, element)
    for (const each of element.children) if (typeof each !== 'string') look(each)
  }
  look(root)
  return found
}

/** How many elements are drawn, with each reference counted as what it leads to. */
function drawn(
  element: XmlElement,
  ids: ReadonlyMap<string, XmlElement>,
  known: Map<XmlElement, number>,
): number {
  const before = known.get(element)
  if (before !== undefined) return before
  // One that comes round to itself is drawn without end.
  known.set(element, Infinity)
  const target = ids.get(element.attributes.get('href')?.trim().slice(1) ?? '')
  let count = 1
  if (target !== undefined && element.name === 'use') count += drawn(target, ids, known)
  for (const each of element.children)
    if (typeof each !== 'string') count += drawn(each, ids, known)
  known.set(element, count)
  return count
}
