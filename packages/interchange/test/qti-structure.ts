import { attribute, childrenOf, textIn, type XmlElement } from '../src/xml.ts'
import { attributes, mixed, order, responses, types, values } from './qti-schema.ts'

/** What is wrong with a document of QTI 2.1 to 3.0, as sentences; none where nothing is. */
export function faultsIn(root: XmlElement): string[] {
  const is3 = root.name.startsWith('qti-')
  const faults: string[] = []
  const look = (element: XmlElement, parent: string): void => {
    const name = plainName(element.name)
    const fault = (text: string): unknown => faults.push(`${name} in ${parent}: ${text}`)
    faults.push(...unfit(element, name, is3).map((text) => `${name} in ${parent}: ${text}`))
    if (is3 && !element.name.startsWith('qti-') && /[A-Z]/.test(element.name))
      fault('is not in kebab-case')
    const parts = childrenOf(element).map((child) => plainName(child.name))
    if (is3 && (name === 'modalFeedback' || name === 'rubricBlock')) {
      if (parts.join() !== 'contentBody') fault('has no content body of its own')
    } else faults.push(...misplaced(element, name, parts, is3).map((text) => `${name}: ${text}`))
    for (const child of childrenOf(element)) look(child, name)
  }
  look(root, 'the document')
  // Version 2.1 takes nothing but pictures there, and we write none.
  if (attribute(root, 'xmlns')?.endsWith('imsqti_v2p1') === true)
    if (descendants(root).some(({ name }) => name === 'graphicGapMatchInteraction'))
      faults.push('words are put onto a picture')
  if (textIn(root).includes('undefined')) faults.push('says undefined')
  return faults
}

/** Attributes that are missing, unknown or not of their type. */
function unfit(element: XmlElement, name: string, is3: boolean): string[] {
  const known = new Map(
    (attributes[name] ?? '')
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => [word.replace('!', ''), word.endsWith('!')]),
  )
  const isQti = element.name.startsWith('qti-')
  const given = new Map(
    [...element.attributes].map(([key, value]) => [isQti ? plainName(key) : key, value]),
  )
  const missing = [...known].filter(([key, needed]) => needed && !given.has(key))
  const wrong = [...given].filter(
    ([key, value]) =>
      (key !== 'class' && !known.has(key)) || types[key]?.test(value) === false || value === '',
  )
  return [
    ...missing.map(([key]) => `has no ${key}`),
    ...wrong
      .filter(([key, value]) => value !== '' || !/^(?:alt|mapKey|hotspotLabel)$/.test(key))
      .map(([key, value]) => `has ${key}="${value}"`),
    ...(is3 && isQti && [...element.attributes.keys()].some((key) => /[A-Z]/.test(key))
      ? element.name === 'qti-assessment-item' || element.name === 'qti-assessment-test'
        ? []
        : ['has an attribute that is not in kebab-case']
      : []),
  ]
}

/** Parts that may not stand where they do. */
function misplaced(
  element: XmlElement,
  name: string,
  parts: readonly string[],
  is3: boolean,
): string[] {
  const sequence = order[name]
  // LOM and QTI both have values and sources; the manifest’s are told by what is in them.
  if (sequence !== undefined) {
    const pattern = (is3 ? sequence.replace('object', 'img') : sequence)
      .split(' ')
      .map((part) =>
        part.replace(/^(.+?)([?*+]?)$/, '(?:$1 )$2').replace(/\(\?:\((.+)\) \)/, '(?:(?:$1) )'),
      )
    const fits = new RegExp(`^${pattern.join('')}$`).test(parts.map((part) => `${part} `).join(''))
    return [
      ...(fits ? [] : [`has its parts in the order ${parts.join(' ')}`]),
      ...(hasWords(element) ? ['has words outside of its parts'] : []),
    ]
  }
  const allowed = new Set((mixed[name] ?? '').split(' '))
  const wrong = parts.filter((part) => !allowed.has(part))
  return [
    ...wrong.map((part) => `has ${part} in it`),
    ...(hasWords(element) && !allowed.has('text') ? ['has words outside of its blocks'] : []),
    ...(/^(?:itemBody|rubricBlock|contentBody|responseProcessing)$/.test(name) &&
    parts.length === 0 &&
    attribute(element, 'template') === undefined
      ? ['is empty']
      : []),
  ]
}

function hasWords(element: XmlElement): boolean {
  return element.children.some((child) => typeof child === 'string' && child.trim() !== '')
}

interface Declared {
  readonly cardinality: string
  readonly baseType: string
  readonly element: XmlElement
}

/**
 * What the schemas can't say of an item: names that nothing is called by, values of another type. Only
 * sound questions are without such faults.
 */
export function faultsOfMeaning(item: XmlElement): string[] {
  const faults: string[] = []
  const all = descendants(item)
  const of = (element: XmlElement, key: string): string =>
    attribute(element, key) ??
    attribute(
      element,
      key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    ) ??
    ''
  const named = (pattern: RegExp) => all.filter(({ name }) => pattern.test(plainName(name)))
  const declared = new Map<string, Declared>()
  for (const element of named(/Declaration$/)) {
    const identifier = of(element, 'identifier')
    if (declared.has(identifier)) faults.push(`${identifier} is declared twice`)
    const [cardinality, baseType] = [of(element, 'cardinality'), of(element, 'baseType')]
    declared.set(identifier, { cardinality, baseType, element })
  }
  const choices = named(
    /^(?:simple\w*Choice|inlineChoice|gap|gapText|hotspotChoice|associableHotspot)$/,
  )
  const names = new Set(choices.map((element) => of(element, 'identifier')))
  if (names.size < choices.length) faults.push('two choices have one name')
  for (const element of all) {
    const name = plainName(element.name)
    for (const key of ['responseIdentifier', 'outcomeIdentifier']) {
      const identifier = of(element, key)
      if (identifier !== '' && !declared.has(identifier))
        faults.push(`${identifier} isn't declared`)
    }
    if (/^(?:variable|correct|mapResponse|mapResponsePoint|setOutcomeValue)$/.test(name)) {
      const one = declared.get(of(element, 'identifier'))
      if (one === undefined) faults.push(`${of(element, 'identifier')} isn't declared`)
      const needed = {
        correct: 'correctResponse',
        mapResponse: 'mapping',
        mapResponsePoint: 'areaMapping',
      }
      const part = Object.entries(needed).find(([key]) => key === name)?.[1]
      if (
        part !== undefined &&
        !descendants(one?.element).some((each) => plainName(each.name) === part)
      )
        faults.push(`${name} looks for the ${part} of ${of(element, 'identifier')}, which has none`)
    }
    const asked = responses[name]
    const response = declared.get(of(element, 'responseIdentifier'))
    if (asked !== undefined && response !== undefined) {
      const [cardinality, baseType] = asked
      if (!cardinality.test(response.cardinality) || !baseType.test(response.baseType))
        faults.push(`${name} can't be answered with ${response.cardinality} ${response.baseType}`)
      const most = of(element, 'maxChoices')
      if (most !== '' && (most === '1') !== (response.cardinality === 'single'))
        faults.push(`${name} lets ${most} be chosen into a ${response.cardinality} response`)
    }
    if (name === 'baseValue' && values[of(element, 'baseType')]?.test(textIn(element)) !== true)
      faults.push(`${of(element, 'baseType')} "${textIn(element)}"`)
  }
  for (const { baseType, cardinality, element } of declared.values()) {
    const given = descendants(element)
      .filter(({ name }) => plainName(name) === 'value')
      .map((value) => textIn(value))
    const keys = descendants(element)
      .filter(({ name }) => plainName(name) === 'mapEntry')
      .map((each) => of(each, 'mapKey'))
    if (new Set(keys).size < keys.length) faults.push(`${keys.join()} are mapped more than once`)
    if (cardinality === 'single' && given.length > 1)
      faults.push(`${given.join()} in a single value`)
    for (const value of [...given, ...keys]) {
      if (values[baseType]?.test(value) !== true) faults.push(`${baseType} "${value}"`)
      if (/^(?:identifier|pair|directedPair)$/.test(baseType))
        for (const word of value.split(' '))
          if (!names.has(word)) faults.push(`${word} is right and no choice`)
    }
  }
  return faults
}

function descendants(element: XmlElement | undefined): XmlElement[] {
  return element === undefined
    ? []
    : childrenOf(element).flatMap((child) => [child, ...descendants(child)])
}

function plainName(name: string): string {
  return name.replace(/^qti-/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
