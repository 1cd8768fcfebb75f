import type { QuestionContent } from '@quizmentor/engine/question/question'
import { multipleChoice, ordering, singleChoice, slider, trueFalse } from './choices.ts'
import { outcomeDeclaration } from './declare.ts'
import { extendedText, numeric, shortText } from './entries.ts'
import { fillIn } from './gaps.ts'
import { hotspot, selectPoint } from './graphics.ts'
import { blocks, rubricBlock, say, type ItemParts, type Making } from './item.ts'
import { associate, gapMatch, matching } from './pairs.ts'
import { baseValue, condition, setOutcome, templates, variable } from './rules.ts'
import { tag, type QtiVersion, type Tag } from './tags.ts'

const schemas = {
  '2.1': {
    namespace: 'http://www.imsglobal.org/xsd/imsqti_v2p1',
    location: 'http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd',
    template: (name: string) => `http://www.imsglobal.org/question/qti_v2p1/rptemplates/${name}`,
  },
  '2.2': {
    namespace: 'http://www.imsglobal.org/xsd/imsqti_v2p2',
    location: 'http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd',
    template: (name: string) => `http://www.imsglobal.org/question/qti_v2p2/rptemplates/${name}`,
  },
  '3.0': {
    namespace: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
    location: 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd',
    template: (name: string) => `https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${name}.xml`,
  },
} as const

/** The attributes of the root of an item or a test. */
export function rootAttributes(version: QtiVersion): Record<string, string> {
  const { namespace, location } = schemas[version]
  return {
    xmlns: namespace,
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': `${namespace} ${location}`,
  }
}

/** A question as an item of QTI. */
export function assessmentItem(making: Making, identifier: string, title: string): Tag {
  const { content, version, bodies } = making
  const parts = partsOf(making)
  const hasSaid = (parts.said ?? []).length > 0
  const spoken = spokenOf(content, parts)
  const stem = blocks(bodies.block(content.stem))
  const hints = content.hints.map((hint) =>
    rubricBlock(version, 'tutor', 'hint', blocks(bodies.block(hint))),
  )
  const said = [
    ...spoken.map(({ word, text }) => modalFeedback(making, 'FEEDBACK', word, text)),
    ...(parts.said ?? []).map((one) =>
      modalFeedback(making, 'FEEDBACK_OPTION', one.identifier, one.text),
    ),
  ]
  return tag(
    'assessmentItem',
    {
      ...rootAttributes(version),
      identifier,
      title,
      adaptive: false,
      timeDependent: false,
      toolName: 'QuizMentor',
      toolVersion: '1',
    },
    ...parts.declarations,
    outcomeDeclaration('SCORE', 'single', 'float', { normalMaximum: parts.most }, 0),
    outcomeDeclaration('MAXSCORE', 'single', 'float', {}, parts.most),
    ...(spoken.length > 0 ? [outcomeDeclaration('FEEDBACK', 'multiple', 'identifier')] : []),
    ...(hasSaid
      ? [
          outcomeDeclaration(
            'FEEDBACK_OPTION',
            parts.several === true ? 'multiple' : 'single',
            'identifier',
          ),
        ]
      : []),
    tag('itemBody', {}, ...stem, ...parts.body, ...hints),
    ...processing(making, parts, spoken, hasSaid),
    ...said,
  )
}

function partsOf(making: Making): ItemParts {
  const { content } = making
  switch (content.type) {
    case 'single_choice':
      return singleChoice({ ...making, content })
    case 'multiple_choice':
      return multipleChoice({ ...making, content })
    case 'true_false':
      return trueFalse({ ...making, content })
    case 'numeric':
      return numeric({ ...making, content })
    case 'short_text':
      return shortText({ ...making, content })
    case 'ordering':
      return ordering({ ...making, content })
    case 'matching':
      return matching({ ...making, content })
    case 'fill_in':
      return fillIn({ ...making, content })
    case 'hotspot':
      return hotspot({ ...making, content })
    case 'select_point':
      return selectPoint({ ...making, content })
    case 'associate':
      return associate({ ...making, content })
    case 'gap_match':
      return gapMatch({ ...making, content })
    case 'slider':
      return slider({ ...making, content })
    case 'extended_text':
      return extendedText({ ...making, content })
  }
}

interface Spoken {
  readonly word: string
  readonly text: string
  /** Where it is said, unless by the score or always. */
  readonly test?: Tag
}

/** What is said after an answer, each by a word of its own. */
function spokenOf({ feedback, explanation }: QuestionContent, parts: ItemParts): Spoken[] {
  const byScore = [
    { word: 'correct', text: feedback?.right },
    { word: 'partly', text: feedback?.partly },
    { word: 'incorrect', text: feedback?.wrong },
  ]
  return [
    ...byScore.flatMap(({ word, text }) => (text === undefined ? [] : [{ word, text }])),
    ...(parts.saidWhere ?? []).map(({ test, text }, index) => ({
      word: `answer_${index + 1}`,
      text,
      test,
    })),
    ...(explanation === '' ? [] : [{ word: 'explanation', text: explanation }]),
  ]
}

function modalFeedback(
  { version, bodies }: Making,
  outcomeIdentifier: string,
  identifier: string,
  text: string,
): Tag {
  const contents = blocks(bodies.block(text))
  return tag(
    'modalFeedback',
    { outcomeIdentifier, identifier, showHide: 'show' },
    ...(version === '3.0' ? [tag('contentBody', {}, ...contents)] : contents),
  )
}

/** A reference to a standard template where that says it all, else the rules. */
function processing(
  { version, content, lose }: Making,
  parts: ItemParts,
  spoken: readonly Spoken[],
  hasSaid: boolean,
): Tag[] {
  const isMarked = parts.processing === null
  if (isMarked && content.feedback !== undefined)
    lose('feedback', 'What is said to right and wrong answers was left out: somebody marks them.')
  const byScore = spoken.some(({ word }) => /^(?:correct|partly|incorrect)$/.test(word))
  const rules = [
    ...(byScore && !isMarked ? [sayByScore(parts.most)] : []),
    ...spoken.flatMap(({ word, test }) =>
      test === undefined
        ? word === 'explanation'
          ? [say(word)]
          : []
        : [condition([[test, say(word)]])],
    ),
    ...(hasSaid ? [setOutcome('FEEDBACK_OPTION', variable('RESPONSE'))] : []),
  ]
  if (typeof parts.processing === 'string') {
    const template = schemas[version].template(parts.processing)
    return rules.length === 0
      ? [tag('responseProcessing', { template })]
      : [tag('responseProcessing', {}, ...templates[parts.processing], ...rules)]
  }
  const all = [...(parts.processing ?? []), ...rules]
  return all.length === 0 ? [] : [tag('responseProcessing', {}, ...all)]
}

/** As right as an answer must be to count as right here. */
const rightFrom = 0.999

function sayByScore(most: number): Tag {
  const score = variable('SCORE')
  return condition(
    [
      [tag('gte', {}, score, baseValue('float', most * rightFrom)), say('correct')],
      [tag('gt', {}, score, baseValue('float', 0)), say('partly')],
    ],
    [say('incorrect')],
  )
}
