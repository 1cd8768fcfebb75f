/**
 * What the published schemas ask of the elements that we write, as far as we write them. Read from
 * imsqti_v2p1.xsd (2.1.0, and the list of changes up to 2.1.2), imsqti_v2p2.xsd, a list of all that is
 * in imsqti_itemv3p0p1_v1p0.xsd, imsqtiv3p0_imscpv1p2_v1p0.xsd and imsmd_loose_v1p3p2.xsd; where they
 * differ, what all of them take. Names are those of version 2: version 3 has them in kebab-case.
 * Nothing that isn't named here may stand in a file of ours.
 */

const formatting =
  'a abbr b big br cite code dfn em i img kbd q samp small span strong sub sup tt var'
const inline = `${formatting} textEntryInteraction inlineChoiceInteraction gap`
const blocks = 'blockquote div dl h1 h2 h3 h4 h5 h6 hr ol p pre table ul'
const interactions =
  'choiceInteraction orderInteraction associateInteraction matchInteraction gapMatchInteraction graphicGapMatchInteraction hotspotInteraction selectPointInteraction sliderInteraction extendedTextInteraction'
const expressions =
  'and baseValue correct equal gt gte isNull lt lte mapResponse mapResponsePoint match multiple not or patternMatch stringMatch sum variable'
const rules = 'responseCondition setOutcomeValue'

/** What stands in an element, in any order; `text`: words as well. */
export const mixed: Readonly<Record<string, string>> = {
  itemBody: `${blocks} ${interactions} rubricBlock`,
  rubricBlock: blocks,
  contentBody: `text ${blocks} ${formatting}`,
  modalFeedback: `text ${blocks} ${formatting}`,
  blockquote: `${blocks} ${interactions}`,
  simpleChoice: `text ${blocks} ${formatting}`,
  simpleAssociableChoice: `text ${blocks} ${formatting}`,
  ...Object.fromEntries(
    'div li dd td th'.split(' ').map((name) => [name, `text ${blocks} ${inline} ${interactions}`]),
  ),
  ...Object.fromEntries(
    'p h1 h2 h3 h4 h5 h6 dt a abbr b big cite code dfn em i kbd q samp small span strong sub sup tt var'
      .split(' ')
      .map((name) => [name, `text ${inline}`]),
  ),
  pre: 'text a abbr b br cite code dfn em i kbd q samp span strong tt var',
  object: 'text',
  ...Object.fromEntries(
    'inlineChoice gapText value baseValue schema schemaversion string catalog entry source value'
      .split(' ')
      .map((name) => [name, 'text string']),
  ),
  responseProcessing: rules,
}

/** The parts of an element in order. `?`: at most one, `*`: any number, `+`: one or more. */
export const order: Readonly<Record<string, string>> = {
  assessmentItem:
    'responseDeclaration* outcomeDeclaration* templateDeclaration* templateProcessing? stylesheet* itemBody? responseProcessing? modalFeedback*',
  responseDeclaration: 'defaultValue? correctResponse? mapping? areaMapping?',
  outcomeDeclaration: 'defaultValue?',
  defaultValue: 'value+',
  correctResponse: 'value+',
  mapping: 'mapEntry+',
  areaMapping: 'areaMapEntry+',
  choiceInteraction: 'prompt? simpleChoice+',
  orderInteraction: 'prompt? simpleChoice+',
  associateInteraction: 'prompt? simpleAssociableChoice+',
  matchInteraction: 'prompt? simpleMatchSet simpleMatchSet',
  simpleMatchSet: 'simpleAssociableChoice*',
  inlineChoiceInteraction: 'inlineChoice+',
  hotspotInteraction: 'prompt? object hotspotChoice+',
  selectPointInteraction: 'prompt? object',
  gapMatchInteraction: `prompt? gapText+ (${blocks.replaceAll(' ', '|')})+`,
  graphicGapMatchInteraction: 'prompt? object gapText+ associableHotspot+',
  ul: 'li*',
  ol: 'li*',
  dl: '(dt|dd)*',
  table: 'caption? thead? tfoot? tbody+',
  thead: 'tr+',
  tfoot: 'tr+',
  tbody: 'tr+',
  tr: '(td|th)+',
  responseCondition: 'responseIf responseElseIf* responseElse?',
  ...Object.fromEntries(
    ['responseIf', 'responseElseIf'].map((name) => [name, `${one(expressions)} ${one(rules)}*`]),
  ),
  responseElse: `${one(rules)}+`,
  setOutcomeValue: one(expressions),
  ...Object.fromEntries(
    'not isNull patternMatch'.split(' ').map((name) => [name, one(expressions)]),
  ),
  ...Object.fromEntries(
    'equal match gt gte lt lte stringMatch'
      .split(' ')
      .map((name) => [name, `${one(expressions)} ${one(expressions)}`]),
  ),
  and: `${one(expressions)}+`,
  or: `${one(expressions)}+`,
  sum: `${one(expressions)}+`,
  multiple: `${one(expressions)}*`,
  assessmentTest: 'outcomeDeclaration* timeLimits? stylesheet* testPart+',
  testPart: 'assessmentSection+',
  assessmentSection: 'rubricBlock* (assessmentItemRef|assessmentSection)*',
  manifest: 'metadata organizations resources',
  metadata: 'schema? schemaversion? lom?',
  resources: 'resource*',
  resource: 'metadata? file+ dependency*',
  lom: 'general? educational? classification*',
  general: 'identifier* title? keyword*',
  identifier: 'catalog? entry?',
  title: 'string*',
  keyword: 'string*',
  educational: 'difficulty?',
  difficulty: 'source? value?',
  classification: 'purpose? taxonPath*',
  purpose: 'source? value?',
  taxonPath: 'source? taxon*',
  taxon: 'entry?',
}

function one(names: string): string {
  return `(${names.replaceAll(' ', '|')})`
}

const root = 'xmlns xsi schemaLocation'

/** The attributes of an element beside `class`; those with `!` must be there. */
export const attributes: Readonly<Record<string, string>> = {
  assessmentItem: `${root} identifier! title! adaptive! timeDependent! toolName toolVersion`,
  responseDeclaration: 'identifier! cardinality! baseType!',
  outcomeDeclaration: 'identifier! cardinality! baseType! normalMaximum',
  mapping: 'lowerBound upperBound defaultValue',
  mapEntry: 'mapKey! mappedValue! caseSensitive',
  areaMapping: 'lowerBound upperBound defaultValue',
  areaMapEntry: 'shape! coords! mappedValue!',
  choiceInteraction: 'responseIdentifier! shuffle! maxChoices!',
  orderInteraction: 'responseIdentifier! shuffle!',
  associateInteraction: 'responseIdentifier! shuffle! maxAssociations!',
  matchInteraction: 'responseIdentifier! shuffle! maxAssociations!',
  gapMatchInteraction: 'responseIdentifier! shuffle!',
  graphicGapMatchInteraction: 'responseIdentifier!',
  inlineChoiceInteraction: 'responseIdentifier! shuffle!',
  textEntryInteraction: 'responseIdentifier! expectedLength',
  extendedTextInteraction: 'responseIdentifier! expectedLines',
  hotspotInteraction: 'responseIdentifier! maxChoices!',
  selectPointInteraction: 'responseIdentifier! maxChoices!',
  sliderInteraction: 'responseIdentifier! lowerBound! upperBound! step',
  simpleChoice: 'identifier!',
  inlineChoice: 'identifier!',
  simpleAssociableChoice: 'identifier! matchMax!',
  gapText: 'identifier! matchMax!',
  gap: 'identifier!',
  hotspotChoice: 'identifier! shape! coords! hotspotLabel',
  associableHotspot: 'identifier! shape! coords! matchMax!',
  modalFeedback: 'outcomeIdentifier! identifier! showHide!',
  rubricBlock: 'view! use',
  responseProcessing: 'template',
  setOutcomeValue: 'identifier!',
  baseValue: 'baseType!',
  variable: 'identifier!',
  correct: 'identifier!',
  mapResponse: 'identifier!',
  mapResponsePoint: 'identifier!',
  equal: 'toleranceMode! tolerance',
  stringMatch: 'caseSensitive!',
  patternMatch: 'pattern!',
  assessmentTest: `${root} identifier! title! toolName toolVersion`,
  testPart: 'identifier! navigationMode! submissionMode!',
  assessmentSection: 'identifier! title! visible!',
  assessmentItemRef: 'identifier! href!',
  manifest: `${root} identifier!`,
  resource: 'identifier! type! href!',
  file: 'href!',
  dependency: 'identifierref!',
  lom: 'xmlns',
  img: 'src! alt! width height',
  object: 'data! type! width height',
  a: 'href!',
  td: 'colspan rowspan',
  th: 'colspan rowspan',
}

const name = /^[A-Za-z_][\w.-]*$/
const whole = /^\d+$/
const flag = /^(?:true|false)$/
const number = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/

/** What the value of an attribute looks like, wherever it stands. */
export const types: Readonly<Record<string, RegExp>> = {
  identifier: name,
  responseIdentifier: name,
  outcomeIdentifier: name,
  identifierref: name,
  ...Object.fromEntries(
    'maxChoices maxAssociations matchMax expectedLength expectedLines colspan rowspan'
      .split(' ')
      .map((key) => [key, whole]),
  ),
  width: /^[1-9]\d*$/,
  height: /^[1-9]\d*$/,
  ...Object.fromEntries(
    'shuffle adaptive timeDependent caseSensitive visible'.split(' ').map((key) => [key, flag]),
  ),
  ...Object.fromEntries(
    'lowerBound upperBound defaultValue mappedValue normalMaximum'
      .split(' ')
      .map((key) => [key, number]),
  ),
  step: /^(?!0$)\d+(?:\.\d+)?(?:e-?\d+)?$/,
  tolerance: /^\d+(?:\.\d+)?(?:e[-+]?\d+)?(?: \d+(?:\.\d+)?(?:e[-+]?\d+)?)?$/,
  toleranceMode: /^(?:absolute|exact|relative)$/,
  cardinality: /^(?:single|multiple|ordered)$/,
  baseType: /^(?:identifier|float|integer|string|pair|directedPair|point)$/,
  shape: /^(?:circle|ellipse|poly|rect)$/,
  coords: /^(?:\d+,\d+,\d+|\d+,\d+,\d+,\d+|\d+,\d+(?:,\d+,\d+){2,})$/,
  hotspotLabel: /^[^]{0,256}$/,
  showHide: /^show$/,
  view: /^(?:scorer|tutor)$/,
  use: /^(?:instructions|scoring)$/,
  navigationMode: /^(?:linear|nonlinear)$/,
  submissionMode: /^(?:individual|simultaneous)$/,
  type: /^(?:imsqti_(?:item|test)_xmlv(?:2p1|2p2|3p0)|[\w.+-]+\/[\w.+-]+)$/,
  href: /^\S+$/,
  src: /^\S+$/,
  data: /^\S+$/,
}

/** Of which kind a response must be, by what asks for it: cardinalities, then base types. */
export const responses: Readonly<Record<string, readonly [RegExp, RegExp]>> = {
  choiceInteraction: [/^(?:single|multiple)$/, /^identifier$/],
  orderInteraction: [/^ordered$/, /^identifier$/],
  associateInteraction: [/^multiple$/, /^pair$/],
  matchInteraction: [/^multiple$/, /^directedPair$/],
  gapMatchInteraction: [/^multiple$/, /^directedPair$/],
  graphicGapMatchInteraction: [/^multiple$/, /^directedPair$/],
  inlineChoiceInteraction: [/^single$/, /^identifier$/],
  textEntryInteraction: [/^single$/, /^(?:string|integer|float)$/],
  extendedTextInteraction: [/^single$/, /^string$/],
  hotspotInteraction: [/^(?:single|multiple)$/, /^identifier$/],
  selectPointInteraction: [/^(?:single|multiple)$/, /^point$/],
  sliderInteraction: [/^single$/, /^(?:integer|float)$/],
}

/** What a value looks like, by its base type. */
export const values: Readonly<Record<string, RegExp>> = {
  identifier: name,
  float: number,
  integer: /^-?\d+$/,
  string: /^[^]*$/,
  pair: /^[A-Za-z_][\w.-]* [A-Za-z_][\w.-]*$/,
  directedPair: /^[A-Za-z_][\w.-]* [A-Za-z_][\w.-]*$/,
  point: /^\d+ \d+$/,
}
