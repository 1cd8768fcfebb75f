import { bloomLevel, type BloomLevel } from '@quizmentor/contract/question'
import { lossOf } from '../moodle-text.ts'
import type { FoundQuestion, Json, Skipped, Warning } from '../found.ts'
import { refused, type Refused } from '../moodle-answers.ts'
import { toFound } from '../question.ts'
import { attribute, child, childrenOf, outer, type XmlElement } from '../xml.ts'
import { isNameOf, plainName } from './names.ts'
import { field, textOf } from './fields.ts'
import { QuestionFiles, withOldImage } from './files.ts'
import { filledIn, firstValues, readCalculated } from './read-calculated.ts'
import { readMultichoice, readMultipleRight, readTrueFalse } from './read-choice.ts'
import { readCloze } from './read-cloze.ts'
import { readEssay } from './read-essay.ts'
import { readGapfill } from './read-gapfill.ts'
import { readDragWords, readGapSelect } from './read-gaps.ts'
import { readMatch } from './read-match.ts'
import { readNumerical } from './read-numerical.ts'
import { readOrdering } from './read-ordering.ts'
import { readDragMarkers, readDragOntoImage } from './read-places.ts'
import { readRegexp } from './read-regexp.ts'
import { readShortAnswer } from './read-short-answer.ts'
import { noticesFor, type Part, type Reading, type TypeReader } from './reading.ts'
import { Texts } from './texts.ts'

const readers: ReadonlyMap<string, TypeReader> = new Map([
  ['multichoice', readMultichoice],
  ['truefalse', readTrueFalse],
  ['shortanswer', readShortAnswer],
  ['numerical', readNumerical],
  ['matching', readMatch],
  ['match', readMatch],
  ['essay', readEssay],
  ['cloze', readCloze],
  ['multianswer', readCloze],
  ['gapselect', readGapSelect],
  ['ddwtos', readDragWords],
  ['ddimageortext', readDragOntoImage],
  ['ddmarker', readDragMarkers],
  ['ordering', readOrdering],
  // Plug-ins.
  ['oumultiresponse', readMultipleRight],
  ['multichoiceset', readMultipleRight],
  ['essayautograde', readEssay],
  ['gapfill', readGapfill],
  ['regexp', readRegexp],
  ['preg', readRegexp],
])

/** Types that need values drawn from data: of each the first set is taken. */
const calculated: ReadonlySet<string> = new Set([
  'calculated',
  'calculatedsimple',
  'calculatedmulti',
])

const impossible: ReadonlyMap<string, string> = new Map([
  ['random', 'It is a question drawn from a category each time.'],
  ['randomsamatch', 'It is a matching question drawn from short answers each time.'],
  ['missingtype', 'Its type was already lost in Moodle.'],
])

/** A question of a Moodle XML file, in the category that was named last. */
export function readQuestion(
  written: XmlElement,
  category: readonly string[],
): FoundQuestion | Skipped | Warning {
  const where = `line ${written.line}`
  const type = attribute(written, 'type')?.trim().toLowerCase() ?? ''
  if (type === 'description')
    return {
      kind: 'warning',
      where,
      code: 'description_left_out',
      reason: 'A description is a text between questions and was left out.',
    }
  const element = withOldImage(written)
  const notices = noticesFor(where)
  const kept: Record<string, Json> = { type }
  keepPlainFields(element, kept)
  const files = new QuestionFiles(element, notices.add)
  const values = calculated.has(type) ? firstValues(element) : null
  const question: Reading = {
    element,
    type,
    name: plainName(field(element, 'name')),
    texts: new Texts(
      element,
      files,
      values === null ? undefined : (text) => filledIn(text, values),
    ),
    notice: notices.add,
    keep(name, value) {
      kept[name] = value
    },
  }
  const part = values === null ? readPart(question) : readFilled(question, values)
  if ('refused' in part) return { kind: 'skipped', where, ...part.refused }
  for (const { code, reason } of part.told ?? []) notices.add(code, reason)
  const stem = part.stem ?? question.texts.of(child(element, 'questiontext'))
  const content = contentOf(question, part, stem)
  // Told where it was looked for.
  if (notices.list.some(({ code }) => code === 'image_missing'))
    question.texts.lost.delete('image_missing')
  const loss = lossOf(question.texts.lost)
  if (loss !== null) notices.add(loss.code, loss.reason)
  if (field(element, 'hidden') === '1')
    notices.add('hidden', 'It was hidden in Moodle: nobody was asked it any more.')
  return toFound({
    where,
    ref: field(element, 'idnumber') || null,
    category,
    // A name that only repeats the text says nothing.
    title: isNameOf(stem, question.name) ? null : question.name || null,
    content,
    ...taggedBy(element),
    kept,
    notices: notices.list,
    media: files.media,
  })
}

/** What is asked where a text with gaps is all there is. */
const fillIn = 'Fill in the gaps.'

function readPart(question: Reading): Part | Refused {
  const { type } = question
  const read = readers.get(type)
  if (read !== undefined) return read(question)
  if (calculated.has(type)) return refused('no_data', 'Its formulas have no data to compute with.')
  const reason = impossible.get(type)
  return reason === undefined
    ? refused('type_unknown', `“${type.slice(0, 50)}” is no type of question that is read.`)
    : refused('type_unsupported', reason)
}

function readFilled(question: Reading, values: ReadonlyMap<string, number>): Part | Refused {
  const original = outer(question.element)
  if (original.length < 200_000) question.keep('question', original)
  question.notice('approximated', 'Its numbers were drawn each time; the first set is taken.')
  return question.type === 'calculatedmulti'
    ? readMultichoice(question)
    : readCalculated(question, values)
}

function contentOf(question: Reading, part: Part, stem: string): unknown {
  const { element, texts, name } = question
  const feedback = {
    right: texts.of(child(element, 'correctfeedback')) || (part.feedback?.right ?? ''),
    partly: texts.of(child(element, 'partiallycorrectfeedback')),
    wrong: texts.of(child(element, 'incorrectfeedback')) || (part.feedback?.wrong ?? ''),
  }
  const said = Object.entries(feedback).filter(([, text]) => text !== '')
  return {
    type: part.type,
    stem: stem || texts.ofPlain(name) || (part.stem === '' ? fillIn : ''),
    body: part.body,
    key: part.key,
    explanation: texts.of(child(element, 'generalfeedback')),
    hints: hintsOf(question),
    ...(said.length > 0 && { feedback: Object.fromEntries(said) }),
  }
}

const mostHints = 5
const longestHint = 2_000

function hintsOf({ element, texts, notice, keep }: Reading): string[] {
  const written = childrenOf(element, 'hint')
  if (written.length === 0) return []
  const all = written
    .map((hint) => texts.of(child(hint, 'hintcontent') ?? hint))
    .filter((hint) => hint !== '')
  const hints = all.filter((hint) => hint.length <= longestHint).slice(0, mostHints)
  if (hints.length < all.length) {
    keep('hints', all)
    notice('hints_left_out', `At most ${mostHints} hints of ${longestHint} characters were taken.`)
  }
  return hints
}

/** Tags, those that say a difficulty or a Bloom level taken as that, as the writer writes them. */
function taggedBy(element: XmlElement): Pick<FoundQuestion, 'tags' | 'difficulty' | 'bloom'> {
  const tags = new Set<string>()
  let difficulty: number | null = null
  let bloom: BloomLevel | null = null
  for (const name of ['coursetags', 'tags']) {
    const list = child(element, name)
    for (const tag of list === undefined ? [] : childrenOf(list, 'tag')) {
      const text = textOf(tag)
      const level = /^difficulty:([1-9]|10)$/.exec(text)?.[1]
      const taxonomy = bloomLevel.safeParse(/^bloom:(.+)$/.exec(text)?.[1])
      if (level !== undefined) difficulty = Number(level)
      else if (taxonomy.success) bloom = taxonomy.data
      else if (text !== '') tags.add(text)
    }
  }
  return { tags: [...tags], difficulty, bloom }
}

/** What is read elsewhere. */
const readElsewhere: ReadonlySet<string> = new Set(
  'answer name questiontext generalfeedback idnumber single shuffleanswers usecase responsefieldlines maxwordlimit image image_base64 text file'.split(
    ' ',
  ),
)

/** Keeps the settings of a question that are a word or a number, such as its penalty. */
function keepPlainFields(element: XmlElement, kept: Record<string, Json>): void {
  for (const node of element.children) {
    if (typeof node === 'string' || readElsewhere.has(node.name)) continue
    const [only = ''] = node.children
    // Texts that are next to each other are one: more would be elements.
    if (node.children.length < 2 && typeof only === 'string')
      kept[node.name] = only.trim().slice(0, 1_000)
  }
}
