import type { BloomLevel } from '@quizmentor/contract/question'
import type { FoundQuestion, Json, Notice, Skipped } from '../found.ts'
import { lossOf } from '../moodle-text.ts'
import { toFound } from '../question.ts'
import { child, serialise, type XmlElement } from '../xml.ts'
import { isSeen, saidBy, type Said } from './read-feedback.ts'
import type { Files } from './read-files.ts'
import { gathered, type Gathered } from './read-gather.ts'
import { readInteractions } from './read-interactions.ts'
import { markerOf } from './read-marker.ts'
import { flagOf, normalised, withinNamed } from './read-names.ts'
import type { Item, Reading } from './read-reading.ts'
import { drawnFrom, type Drawn } from './read-templates.ts'
import { Texts } from './read-texts.ts'
import type { Value } from './read-values.ts'

/** What the package says of an item beside the item itself. */
export interface About {
  readonly where: string
  /** The item's file in the package. */
  readonly from: string
  readonly ref: string | null
  readonly category: readonly string[]
  readonly tags: readonly string[]
  readonly difficulty: number | null
  readonly bloom: BloomLevel | null
  readonly kept: { readonly [name: string]: Json | undefined }
}

/** An item of QTI 2.x or 3.0 as a question of ours. */
export async function readItem(
  element: XmlElement,
  about: About,
  files: Files,
): Promise<FoundQuestion | Skipped> {
  const root = normalised(element)
  const { where } = about
  const notices = new Map<string, Notice>()
  const notice = (code: string, reason: string): void => {
    if (!notices.has(code)) notices.set(code, { where, code, reason })
  }
  const skipped = (code: string, reason: string): Skipped => ({
    kind: 'skipped',
    where,
    code,
    reason,
  })
  const body = child(root, 'itemBody')
  if (body === undefined) return skipped('no_interaction', 'The item has no body.')
  const drawn = drawnFrom(root)
  const faults = templateFault(root, drawn, notice)
  if (faults !== null) return skipped('template_unsupported', faults)
  const around = await gathered(root, about.from, files)
  for (const { code, reason } of around.notices) notice(code, reason)
  const lost = new Set<string>()
  const atFirst = firstOutcomes(drawn)
  const shownAtFirst = (feedback: XmlElement): boolean =>
    feedback.name !== 'modalFeedback' && isSeen(feedback, atFirst)
  const texts = textsOf(drawn, around, shownAtFirst, (code) => lost.add(code))
  const item: Item = {
    root,
    identifier: root.attributes.get('identifier')?.trim() ?? '',
    title: root.attributes.get('title')?.trim() ?? '',
    declared: drawn.declared,
    marker: markerOf(root, drawn.declared),
    texts,
    media: around.media,
    notice,
  }
  const reading = readInteractions(item, body)
  if ('refused' in reading) {
    const why = flagOf(root, 'adaptive') ? adaptive : reading.refused
    return skipped(why.code, why.reason)
  }
  if (flagOf(root, 'adaptive')) {
    const isScored = reading.probes.some(({ responses }) => item.marker.points(responses) > 0)
    if (item.marker.failed !== null || !isScored) return skipped(adaptive.code, adaptive.reason)
    notice('adaptive_simplified', 'It goes on over several attempts; here the first one counts.')
  }
  const said = saidBy(item, reading, shownAtFirst)
  const full = texts.markdown([
    ...around.stimuli.flatMap(({ children }) => children),
    ...body.children,
  ])
  const content = withTexts(item, reading, full, said)
  if (said.unplaced.length > 0)
    notice('feedback_kept', 'Feedback that is given at special times is kept with the source only.')
  if (notices.has('image_missing')) lost.delete('image_missing')
  const loss = lossOf(lost)
  if (loss !== null) notice(loss.code, loss.reason)
  return toFound({
    where,
    ref: about.ref ?? (item.identifier || null),
    category: about.category,
    title: item.title === '' ? null : item.title.slice(0, 300),
    content,
    tags: about.tags,
    difficulty: about.difficulty,
    bloom: about.bloom,
    kept: { qti: keptOf(element, item, said, notices), ...about.kept },
    notices: [...notices.values()],
    media: mediaIn(JSON.stringify(content), around),
  })
}

const adaptive = {
  code: 'adaptive',
  reason: 'The item goes on over several attempts, each depending on the one before.',
}

function templateFault(
  root: XmlElement,
  drawn: Drawn,
  notice: (code: string, reason: string) => void,
): string | null {
  if (!drawn.isTemplate) return null
  const isEmpty = [...drawn.declared.templates.values()].some(({ list }) => list.length === 0)
  if (drawn.failed !== null && isEmpty)
    return `It is made anew from a template each time, which can't be done here: ${drawn.failed}.`
  notice(
    'template_instantiated',
    'It is made anew from a template each time; here it is one of those questions.',
  )
  return child(root, 'itemBody') === undefined ? 'It has no body.' : null
}

function firstOutcomes({ declared }: Drawn): ReadonlyMap<string, Value> {
  return new Map([...declared.outcomes].map(([identifier, { initial }]) => [identifier, initial]))
}

function textsOf(
  { declared }: Drawn,
  around: Gathered,
  shownAtFirst: (feedback: XmlElement) => boolean,
  onLost: (code: string) => void,
): Texts {
  const medium = (reference: string, isImage: boolean) => {
    const found = around.media.get(reference.trim())?.medium
    return found?.type.startsWith('image/') === isImage ? found : undefined
  }
  return new Texts({
    templates: declared.templates,
    image: (reference) => {
      const found = medium(reference, true)
      return found === undefined ? null : `media:${found.key}`
    },
    file: (reference) => medium(reference, false) ?? null,
    passage: (element) => around.passages.get(element) ?? null,
    shownAtFirst,
    onLost,
  })
}

/** The question with its stem, or its gapped text, and what is said after the answer. */
function withTexts(item: Item, { content }: Reading, full: string, said: Said): object {
  const { key, body } = content
  const isGapped = /\{\{g\d+\}\}/.test(full) && 'text' in body
  const { stem, text } = isGapped ? gappedParts(full) : { stem: full, text: '' }
  const feedback = {
    ...(said.right !== '' && { right: said.right }),
    ...(said.partly !== '' && { partly: said.partly }),
    ...(said.wrong !== '' && { wrong: said.wrong }),
  }
  return {
    ...content,
    stem: stem || item.title || item.identifier,
    explanation: said.explanation,
    hints: [...hintsIn(item), ...said.hints].slice(0, 5),
    ...(Object.keys(feedback).length > 0 && { feedback }),
    body: isGapped ? { ...body, text } : body,
    key: Object.keys(said.options).length > 0 ? { ...key, feedback: said.options } : key,
  }
}

/** What tutors may say before the answer, as we write it. */
function hintsIn({ root, texts }: Item): string[] {
  return withinNamed(root, 'rubricBlock')
    .filter((block) => block.attributes.get('class') === 'hint')
    .map((block) => texts.markdown(block.children))
    .filter((hint) => hint !== '')
}

/** Paragraphs before the first gap are the stem. */
function gappedParts(full: string): { readonly stem: string; readonly text: string } {
  const paragraphs = full.split(/\n{2,}/)
  const at = paragraphs.findIndex((paragraph) => /\{\{g\d+\}\}/.test(paragraph))
  return {
    stem: paragraphs.slice(0, at).join('\n\n'),
    text: paragraphs.slice(at).join('\n\n'),
  }
}

function keptOf(
  element: XmlElement,
  { root, identifier }: Item,
  { unplaced }: Said,
  notices: ReadonlyMap<string, Notice>,
): Json {
  const language = root.attributes.get('lang')
  const processing = child(root, 'responseProcessing')
  return {
    version: versionOf(element),
    identifier,
    ...(language !== undefined && { language }),
    ...(unplaced.length > 0 && { feedback: unplaced }),
    ...(processing !== undefined &&
      notices.has('processing_approximated') && { responseProcessing: serialise(processing) }),
  }
}

function versionOf({ name, attributes }: XmlElement): string {
  if (name.startsWith('qti-')) return '3.0'
  return attributes.get('xmlns')?.includes('v2p1') === true ? '2.1' : '2.2'
}

function mediaIn(content: string, { media }: Gathered): FoundQuestion['media'] {
  const byKey = new Map([...media.values()].map(({ medium }) => [medium.key, medium]))
  return [...byKey.values()].filter(({ key }) => new RegExp(`media:${key}(?![0-9])`).test(content))
}
