import { childrenOf, textIn, type XmlElement } from '../src/xml.ts'

/** `?`: at most one, `*`: any number, `+`: one or more; a name alone: exactly one. */
type Order = readonly string[]

/**
 * What the information model of QTI (2.1 to 3.0, ASI, chapter 7 of 2.2) asks of the elements that
 * we write: their parts in order, and the attributes that must be there. Names are those of
 * version 2.
 */
const order: Readonly<Record<string, Order>> = {
  assessmentItem: [
    'responseDeclaration*',
    'outcomeDeclaration*',
    'templateDeclaration*',
    'templateProcessing?',
    'assessmentStimulusRef*',
    'stylesheet*',
    'itemBody?',
    'catalogInfo?',
    'responseProcessing?',
    'modalFeedback*',
  ],
  responseDeclaration: ['defaultValue?', 'correctResponse?', 'mapping?', 'areaMapping?'],
  outcomeDeclaration: ['defaultValue?', 'matchTable?'],
  defaultValue: ['value+'],
  correctResponse: ['value+'],
  mapping: ['mapEntry+'],
  areaMapping: ['areaMapEntry+'],
  choiceInteraction: ['prompt?', 'simpleChoice+'],
  orderInteraction: ['prompt?', 'simpleChoice+'],
  associateInteraction: ['prompt?', 'simpleAssociableChoice+'],
  matchInteraction: ['prompt?', 'simpleMatchSet+'],
  simpleMatchSet: ['simpleAssociableChoice*'],
  inlineChoiceInteraction: ['inlineChoice+'],
  hotspotInteraction: ['prompt?', 'object', 'hotspotChoice+'],
  selectPointInteraction: ['prompt?', 'object'],
  graphicGapMatchInteraction: ['prompt?', 'object', 'gapText+', 'associableHotspot+'],
  responseCondition: ['responseIf', 'responseElseIf*', 'responseElse?'],
  assessmentTest: ['outcomeDeclaration*', 'timeLimits?', 'stylesheet*', 'testPart+'],
  testPart: ['assessmentSection+'],
  manifest: ['metadata?', 'organizations', 'resources'],
  resource: ['metadata?', 'file*', 'dependency*'],
}

const required: Readonly<Record<string, readonly string[]>> = {
  assessmentItem: ['identifier', 'title', 'adaptive', 'timeDependent'],
  responseDeclaration: ['identifier', 'cardinality', 'baseType'],
  outcomeDeclaration: ['identifier', 'cardinality', 'baseType'],
  mapEntry: ['mapKey', 'mappedValue'],
  areaMapEntry: ['shape', 'coords', 'mappedValue'],
  choiceInteraction: ['responseIdentifier', 'shuffle', 'maxChoices'],
  orderInteraction: ['responseIdentifier', 'shuffle'],
  associateInteraction: ['responseIdentifier', 'shuffle', 'maxAssociations'],
  matchInteraction: ['responseIdentifier', 'shuffle', 'maxAssociations'],
  gapMatchInteraction: ['responseIdentifier', 'shuffle'],
  graphicGapMatchInteraction: ['responseIdentifier'],
  inlineChoiceInteraction: ['responseIdentifier', 'shuffle'],
  textEntryInteraction: ['responseIdentifier'],
  extendedTextInteraction: ['responseIdentifier'],
  hotspotInteraction: ['responseIdentifier', 'maxChoices'],
  selectPointInteraction: ['responseIdentifier', 'maxChoices'],
  sliderInteraction: ['responseIdentifier', 'lowerBound', 'upperBound'],
  simpleChoice: ['identifier'],
  inlineChoice: ['identifier'],
  simpleAssociableChoice: ['identifier', 'matchMax'],
  gapText: ['identifier', 'matchMax'],
  gap: ['identifier'],
  hotspotChoice: ['identifier', 'shape', 'coords'],
  associableHotspot: ['identifier', 'shape', 'coords', 'matchMax'],
  modalFeedback: ['outcomeIdentifier', 'identifier', 'showHide'],
  rubricBlock: ['view'],
  setOutcomeValue: ['identifier'],
  baseValue: ['baseType'],
  variable: ['identifier'],
  correct: ['identifier'],
  mapResponse: ['identifier'],
  mapResponsePoint: ['identifier'],
  equal: ['toleranceMode'],
  stringMatch: ['caseSensitive'],
  patternMatch: ['pattern'],
  assessmentTest: ['identifier', 'title'],
  testPart: ['identifier', 'navigationMode', 'submissionMode'],
  assessmentSection: ['identifier', 'title', 'visible'],
  assessmentItemRef: ['identifier', 'href'],
  resource: ['identifier', 'type', 'href'],
  img: ['src', 'alt'],
  object: ['data', 'type'],
  a: ['href'],
}

/** Must stand in a block: a paragraph, a heading, a cell. */
const inline = new Set(['textEntryInteraction', 'inlineChoiceInteraction', 'gap'])
const blocksOnly = new Set(['itemBody', 'gapMatchInteraction', 'blockquote', 'rubricBlock'])
const inlineTags = new Set(
  'a b big br cite code dfn em i img kbd q samp small span strong sub sup tt var'.split(' '),
)

/** What is wrong with a document, as sentences; none where nothing is. */
export function faultsIn(root: XmlElement): string[] {
  const is3 = root.name.startsWith('qti-')
  const faults: string[] = []
  const names = new Set<string>()
  const declared = new Set<string>()
  const look = (element: XmlElement, parent: string): void => {
    const name = plainName(element.name)
    const fault = (text: string) => faults.push(`${name} in ${parent}: ${text}`)
    const isHtml = !element.name.startsWith('qti-')
    if (is3 && !isHtml && /[A-Z]/.test(element.name)) fault('is not in kebab-case')
    const attribute = (key: string) => element.attributes.get(is3 && !isHtml ? kebab(key) : key)
    for (const key of required[name] ?? []) if (attribute(key) === undefined) fault(`has no ${key}`)
    const parts = childrenOf(element).map((child) => plainName(child.name))
    const rule = order[name]
    if (
      rule !== undefined &&
      !fits(parts, is3 ? rule.map((part) => part.replace('object', 'img')) : rule)
    )
      fault(`has its parts in the order ${parts.join(' ')}`)
    const identifier = attribute('identifier')
    if (identifier !== undefined && !/^[A-Za-z_][\w.-]*$/.test(identifier))
      fault(`is called ${identifier}`)
    if (identifier !== undefined && /Declaration$|Choice$|^gap|Hotspot$/.test(name)) {
      if (names.has(identifier)) fault(`is called ${identifier} as another is`)
      names.add(identifier)
      if (name.endsWith('Declaration')) declared.add(identifier)
    }
    for (const key of ['responseIdentifier', 'outcomeIdentifier'])
      if (attribute(key) !== undefined && !declared.has(attribute(key) ?? ''))
        fault(`names ${attribute(key)}, which isn't declared`)
    if (/^(?:variable|correct|mapResponse|mapResponsePoint|setOutcomeValue)$/.test(name))
      if (!declared.has(identifier ?? '')) fault(`names ${identifier}, which isn't declared`)
    if (attribute('coords') !== undefined && !/^-?\d+(?:,-?\d+)+$/.test(attribute('coords') ?? ''))
      fault(`has the coordinates ${attribute('coords')}`)
    if (inline.has(name) && blocksOnly.has(parent)) fault('stands in no block')
    if (blocksOnly.has(name)) {
      if (element.children.some((child) => typeof child === 'string' && child.trim() !== ''))
        fault('has text outside of its blocks')
      const loose = parts.find((part) => inlineTags.has(part))
      if (loose !== undefined) fault(`has ${loose} outside of its blocks`)
    }
    if (
      is3 &&
      (name === 'modalFeedback' || name === 'rubricBlock') &&
      parts.join() !== 'contentBody'
    )
      fault('has no content body of its own')
    if (
      name === 'p' &&
      parts.some((part) => /^(?:p|div|ul|ol|table|pre|h\d|blockquote)$/.test(part))
    )
      fault('has blocks in it')
    if (/^(?:gapText|inlineChoice|value|baseValue)$/.test(name) && parts.length > 0)
      fault('has elements in it')
    if (name === 'table' && !parts.includes('tbody')) fault('has no body')
    for (const child of childrenOf(element)) look(child, name)
  }
  look(root, 'the document')
  if (textIn(root).includes('undefined')) faults.push('says undefined')
  return faults
}

function plainName(name: string): string {
  return name.replace(/^qti-/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function fits(parts: readonly string[], rule: Order): boolean {
  const pattern = rule.map((part) => {
    const [, name = '', times = ''] = /^(\w+)([?*+]?)$/.exec(part) ?? []
    return `(?:${name} )${times}`
  })
  return new RegExp(`^${pattern.join('')}$`).test(parts.map((part) => `${part} `).join(''))
}
