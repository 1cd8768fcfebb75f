const template = 'http://www.imsglobal.org/question/qti_v2p2/rptemplates/'

/** What goes into an item of our own. */
export interface ItemParts {
  readonly identifier?: string
  /** Attributes of the response declaration. */
  readonly response?: string
  readonly correct?: readonly string[]
  readonly mapping?: string
  readonly declared?: string
  readonly body: string
  /** The name of a template, or rules. */
  readonly processing?: string
  readonly after?: string
  readonly attributes?: string
}

/** An item of QTI 2.2. */
export function item({
  identifier = 'i1',
  response = 'cardinality="single" baseType="identifier"',
  correct = [],
  mapping = '',
  declared = '',
  body,
  processing = 'match_correct',
  after = '',
  attributes = 'adaptive="false" timeDependent="false"',
}: ItemParts): string {
  const values = correct.map((value) => `<value>${value}</value>`).join('')
  const right = values === '' ? '' : `<correctResponse>${values}</correctResponse>`
  const rules = processing.startsWith('<')
    ? `<responseProcessing>${processing}</responseProcessing>`
    : `<responseProcessing template="${template}${processing}"/>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="${identifier}" title="Title of ${identifier}" ${attributes}>
<responseDeclaration identifier="RESPONSE" ${response}>${right}${mapping}</responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>${declared}
<itemBody>${body}</itemBody>${processing === '' ? '' : rules}${after}
</assessmentItem>`
}

/** The same in the names of QTI 3.0. */
export function asVersion3(xml: string): string {
  const kebab = (name: string): string =>
    name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const html = /^(?:p|em|strong|img|div|object|table|tr|td|math|m[a-z]+|ul|li|br|ruby|rt|rb|audio)$/
  return xml
    .replace('imsqti_v2p2', 'imsqtiasi_v3p0')
    .replace(
      /<(\/?)([A-Za-z]\w*)((?:\s+[\w:]+="[^"]*")*)/g,
      (whole: string, slash: string, name: string, attributes: string) =>
        html.test(name)
          ? whole
          : `<${slash}qti-${kebab(name)}${attributes.replace(/\s[\w:]+=/g, kebab)}`,
    )
}

export const choices = (...names: readonly string[]): string =>
  names.map((name) => `<simpleChoice identifier="${name}">Option ${name}</simpleChoice>`).join('')

const associable = (...names: readonly string[]): string =>
  names
    .map(
      (name) =>
        `<simpleAssociableChoice identifier="${name}" matchMax="1">Part ${name}</simpleAssociableChoice>`,
    )
    .join('')

const map = '<object type="image/png" data="map.png" width="206" height="280">Map</object>'

/** One item of each interaction. */
export const oneOfEach: Readonly<Record<string, ItemParts>> = {
  choice: {
    correct: ['B'],
    body: `<p>Stem</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>Choose</prompt>${choices('A', 'B', 'C')}</choiceInteraction>`,
  },
  multiple: {
    response: 'cardinality="multiple" baseType="identifier"',
    correct: ['A', 'C'],
    body: `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0"><prompt>Choose</prompt>${choices('A', 'B', 'C')}</choiceInteraction>`,
  },
  order: {
    response: 'cardinality="ordered" baseType="identifier"',
    correct: ['C', 'A', 'B'],
    body: `<orderInteraction responseIdentifier="RESPONSE"><prompt>Order</prompt>${choices('A', 'B', 'C')}</orderInteraction>`,
  },
  match: {
    response: 'cardinality="multiple" baseType="directedPair"',
    correct: ['A X', 'B Y', 'C X'],
    body: `<matchInteraction responseIdentifier="RESPONSE" maxAssociations="3"><prompt>Match</prompt><simpleMatchSet>${associable('A', 'B', 'C')}</simpleMatchSet><simpleMatchSet>${associable('X', 'Y', 'Z')}</simpleMatchSet></matchInteraction>`,
  },
  associate: {
    response: 'cardinality="multiple" baseType="pair"',
    correct: ['A B', 'D C'],
    body: `<associateInteraction responseIdentifier="RESPONSE" maxAssociations="2"><prompt>Pair</prompt>${associable('A', 'B', 'C', 'D')}</associateInteraction>`,
  },
  gapMatch: {
    response: 'cardinality="multiple" baseType="directedPair"',
    correct: ['W G1', 'S G2'],
    body: `<gapMatchInteraction responseIdentifier="RESPONSE"><prompt>Fill</prompt><gapText identifier="W" matchMax="1">winter</gapText><gapText identifier="S" matchMax="1">summer</gapText><p>Cold <gap identifier="G1"/>, warm <gap identifier="G2"/>.</p></gapMatchInteraction>`,
  },
  inlineChoice: {
    correct: ['Y'],
    body: `<p>Fill in.</p><p>Water is <inlineChoiceInteraction responseIdentifier="RESPONSE"><inlineChoice identifier="X">dry</inlineChoice><inlineChoice identifier="Y">wet</inlineChoice></inlineChoiceInteraction>.</p>`,
  },
  textEntry: {
    response: 'cardinality="single" baseType="string"',
    correct: ['York'],
    mapping:
      '<mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="2" caseSensitive="true"/><mapEntry mapKey="york" mappedValue="1"/></mapping>',
    processing: 'map_response',
    body: `<p>Which town?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>`,
  },
  number: {
    response: 'cardinality="single" baseType="float"',
    correct: ['4.3'],
    processing:
      '<responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.2 0.2"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition>',
    body: `<p>How much?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>`,
  },
  extendedText: {
    response: 'cardinality="single" baseType="string"',
    processing: '',
    body: `<rubricBlock view="scorer"><ul><li>Names it (2 points)</li><li>Says why (1 point)</li></ul></rubricBlock><extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="7"><prompt>Write</prompt></extendedTextInteraction>`,
  },
  hottext: {
    correct: ['B'],
    body: `<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Find it</prompt><p>The <hottext identifier="A">quick</hottext> fox <hottext identifier="B">jumped</hottext>.</p></hottextInteraction>`,
  },
  hotspot: {
    correct: ['A'],
    body: `<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Where?</prompt>${map}<hotspotChoice identifier="A" shape="circle" coords="50,50,10"/><hotspotChoice identifier="B" shape="rect" coords="100,10,120,40"/><hotspotChoice identifier="C" shape="poly" coords="0,0,20,0,20,20,0,0"/></hotspotInteraction>`,
  },
  selectPoint: {
    response: 'cardinality="single" baseType="point"',
    correct: ['102 113'],
    mapping:
      '<areaMapping defaultValue="0"><areaMapEntry shape="circle" coords="102,83,16" mappedValue="1"/></areaMapping>',
    processing: 'map_response_point',
    body: `<selectPointInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Point</prompt>${map}</selectPointInteraction>`,
  },
  graphicOrder: {
    response: 'cardinality="ordered" baseType="identifier"',
    correct: ['B', 'A'],
    body: `<graphicOrderInteraction responseIdentifier="RESPONSE"><prompt>Order</prompt>${map}<hotspotChoice identifier="A" shape="circle" coords="50,50,10"/><hotspotChoice identifier="B" shape="circle" coords="90,50,10"/></graphicOrderInteraction>`,
  },
  graphicAssociate: {
    response: 'cardinality="multiple" baseType="pair"',
    correct: ['A B'],
    body: `<graphicAssociateInteraction responseIdentifier="RESPONSE" maxAssociations="1"><prompt>Join</prompt>${map}<associableHotspot identifier="A" matchMax="1" shape="circle" coords="50,50,10" hotspotLabel="North"/><associableHotspot identifier="B" matchMax="1" shape="circle" coords="90,50,10"/></graphicAssociateInteraction>`,
  },
  graphicGapMatch: {
    response: 'cardinality="multiple" baseType="directedPair"',
    correct: ['X A', 'Y B'],
    body: `<graphicGapMatchInteraction responseIdentifier="RESPONSE"><prompt>Label</prompt>${map}<gapText identifier="X" matchMax="1">one</gapText><gapText identifier="Y" matchMax="1">two</gapText><associableHotspot identifier="A" matchMax="1" shape="rect" coords="10,10,30,30"/><associableHotspot identifier="B" matchMax="1" shape="rect" coords="50,10,70,30"/></graphicGapMatchInteraction>`,
  },
  slider: {
    response: 'cardinality="single" baseType="integer"',
    correct: ['16'],
    body: `<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="100" step="2"><prompt>How many?</prompt></sliderInteraction>`,
  },
  positionObject: {
    response: 'cardinality="multiple" baseType="point"',
    correct: ['118 184'],
    mapping:
      '<areaMapping defaultValue="0"><areaMapEntry shape="circle" coords="118,184,12" mappedValue="1"/></areaMapping>',
    processing: 'map_response_point',
    body: `<positionObjectStage>${map}<positionObjectInteraction responseIdentifier="RESPONSE" maxChoices="1"><object type="image/png" data="flag.png" width="16" height="16">Flag</object></positionObjectInteraction></positionObjectStage>`,
  },
}
