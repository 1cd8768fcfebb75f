import { childrenOf, textIn, outer, serialise, type XmlElement } from '../xml.ts'
import { attributeOf } from './elements.ts'

/** Plain text as HTML that shows it. */
export function plainAsHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .trim()
    .replace(/\r?\n/g, '<br>')
}

/** Wrappers that say nothing but where a line ends. */
const flows = new Set([
  'flow',
  'flow_mat',
  'flow_label',
  'material',
  'material_ref',
  'mat_extension',
  'presentation_material',
  'solutionmaterial',
  'hintmaterial',
  'altmaterial',
  'ims_render_object',
])

/** What a piece of material shows, as HTML. */
export function htmlOf(element: XmlElement): string {
  switch (element.name) {
    case 'mattext':
    case 'matemtext':
      return textHtml(element)
    case 'mat_formattedtext':
      return formattedHtml(element)
    case 'matbreak':
      return '<br>'
    case 'matimage':
      return imageHtml(element)
    case 'mataudio':
    case 'matvideo':
    case 'matapplet':
    case 'matapplication':
      return attributeOf(element, 'uri') === ''
        ? ''
        : `<object data="${plainAsHtml(attributeOf(element, 'uri'))}"></object>`
    case 'qticomment':
      return ''
  }
  if (flows.has(element.name)) return htmlInside(element)
  return outer(element)
}

/** What stands inside an element, without its responses. */
export function htmlInside(element: XmlElement): string {
  return childrenOf(element).map(htmlOf).filter(Boolean).join('\n')
}

function textHtml(element: XmlElement): string {
  const type = attributeOf(element, 'texttype').toLowerCase()
  const uri = attributeOf(element, 'uri')
  if (childrenOf(element).length > 0) return serialise(element)
  const text = textIn(element)
  if (uri !== '')
    return `<a href="${plainAsHtml(uri)}">${plainAsHtml(text.trim() === '' ? uri : text)}</a>`
  // Many write HTML without saying so.
  const isHtml =
    type === 'text/plain' ? false : type.includes('html') || /<\/?[a-z][^<]*>/i.test(text)
  const html = isHtml ? text.trim() : plainAsHtml(text)
  return element.name === 'matemtext' && html !== '' ? `<em>${html}</em>` : html
}

function formattedHtml(element: XmlElement): string {
  const text = textIn(element).trim()
  switch (attributeOf(element, 'type').toUpperCase()) {
    case 'PLAIN_TEXT':
      return plainAsHtml(text)
    case 'SMART_TEXT':
      return /<(?:p|div|br|ul|ol|table)\b/i.test(text) ? text : text.replace(/\r?\n/g, '<br>')
    default:
      return text
  }
}

function imageHtml(element: XmlElement): string {
  const uri = attributeOf(element, 'uri')
  const label = attributeOf(element, 'label')
  const inner = textIn(element).replace(/\s+/g, '')
  const embedded = attributeOf(element, 'embedded').toLowerCase() === 'base64' && inner !== ''
  const src = embedded ? `data:${attributeOf(element, 'imagtype')};base64,${inner}` : uri
  return src === '' ? '' : `<img src="${plainAsHtml(src)}" alt="${plainAsHtml(label)}">`
}
