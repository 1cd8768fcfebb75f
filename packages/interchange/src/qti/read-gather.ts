import { UnreadableFile, type Medium, type Notice } from '../found.ts'
import { textOf } from '../text.ts'
import { child, parseXml, type XmlElement } from '../xml.ts'
import { lookAtData, mediumOf, type Files, type Looked } from './read-files.ts'
import { normalised, withinNamed } from './read-names.ts'
import { referencesOf } from './read-texts.ts'
import type { Size } from './read-shapes.ts'

/** The files around an item that its texts need. */
export interface Gathered {
  /** By the reference as it is written. */
  readonly media: ReadonlyMap<string, GatheredMedium>
  /** What stands in place of an element that refers to another text. */
  readonly passages: ReadonlyMap<XmlElement, XmlElement | string>
  /** Shared stimuli, in order. */
  readonly stimuli: readonly XmlElement[]
  readonly notices: readonly Omit<Notice, 'where'>[]
}

export interface GatheredMedium {
  readonly medium: Medium
  readonly size: Size | null
}

const mostPassageBytes = 4 * 1024 * 1024
const mostPassages = 20
/** Marks a reference as a whole name: one in a passage is relative to the passage. */
const whole = 'package:'

/** Reads what an item refers to: pictures, sounds, films and shared passages. */
export async function gathered(item: XmlElement, from: string, files: Files): Promise<Gathered> {
  const passages = new Map<XmlElement, XmlElement | string>()
  const stimuli: XmlElement[] = []
  const notices: Omit<Notice, 'where'>[] = []
  const roots: XmlElement[] = [item]
  const missing = new Set<string>()
  const lost = new Set<string>()
  for (const root of roots) {
    for (const element of withinNamed(root, 'object', 'include', 'assessmentStimulusRef')) {
      const reference = referencesOf(element)[0]
      if (reference === undefined || isRemote(reference)) continue
      if (!isPassage(element, reference) || roots.length > mostPassages) continue
      const name = located(files, from, reference)
      if (name === null) {
        lost.add(reference)
        continue
      }
      const passage = await passageOf(files, name)
      if (typeof passage === 'string') passages.set(element, passage)
      else {
        roots.push(passage)
        if (element.name === 'assessmentStimulusRef') stimuli.push(passage)
        else passages.set(element, passage)
      }
    }
  }
  if (passages.size + stimuli.length > 0)
    notices.push({
      code: 'passage_inlined',
      reason: 'A passage that several questions share now stands in the question itself.',
    })
  if (lost.size > 0)
    notices.push({
      code: 'passage_missing',
      reason: `The file has no ${[...lost].slice(0, 5).join(', ')}, a passage that belongs to it.`,
    })
  const media = await mediaOf(roots, from, files, missing)
  if (missing.size > 0)
    notices.push({
      code: 'image_missing',
      reason: `The file has no ${[...missing].slice(0, 5).join(', ')}.`,
    })
  return { media, passages, stimuli, notices }
}

function isRemote(reference: string): boolean {
  return /^(?:https?:)?\/\//i.test(reference)
}

function isPassage(element: XmlElement, reference: string): boolean {
  if (element.name === 'assessmentStimulusRef' || element.name === 'include') return true
  const type = element.attributes.get('type') ?? ''
  return (
    /^(?:text\/(?:x?html|xml|plain)|application\/(?:xhtml\+)?xml)/i.test(type) ||
    /\.(?:x?html?|xml|txt)$/i.test(reference)
  )
}

function located(files: Files, from: string, reference: string): string | null {
  return reference.startsWith(whole) ? reference.slice(whole.length) : files.locate(from, reference)
}

async function passageOf(files: Files, name: string): Promise<XmlElement | string> {
  const { text } = await textOf(await files.source(name), mostPassageBytes)
  if (/\.txt$/i.test(name)) return `<pre>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</pre>`
  try {
    const root = normalised(parseXml(text, name))
    const body = child(root, 'stimulusBody') ?? child(root, 'body') ?? wrapped(root)
    return rebased(body, name, files)
  } catch (error) {
    if (error instanceof UnreadableFile && error.code === 'xml_malformed') return text
    throw error
  }
}

/** The root is a part of the passage unless it is a document. */
function wrapped(root: XmlElement): XmlElement {
  return /^(?:html|assessmentStimulus)$/.test(root.name)
    ? root
    : { ...root, name: 'div', attributes: new Map(), children: [root] }
}

function rebased(element: XmlElement, name: string, files: Files): XmlElement {
  const attributes = new Map(element.attributes)
  for (const key of ['src', 'data', 'href']) {
    const reference = attributes.get(key)
    if (reference === undefined || element.name === 'a') continue
    const target = files.locate(name, reference)
    if (target !== null) attributes.set(key, `${whole}${target}`)
  }
  return {
    ...element,
    attributes,
    children: element.children.map((node) =>
      typeof node === 'string' ? node : rebased(node, name, files),
    ),
  }
}

const showing = ['img', 'object', 'audio', 'video', 'source', 'image'] as const

async function mediaOf(
  roots: readonly XmlElement[],
  from: string,
  files: Files,
  missing: Set<string>,
): Promise<Map<string, GatheredMedium>> {
  const media = new Map<string, GatheredMedium>()
  const keys = new Map<string, string>()
  for (const element of roots.flatMap((root) => withinNamed(root, ...showing))) {
    for (const reference of referencesOf(element)) {
      if (media.has(reference) || isRemote(reference)) continue
      if (element.name === 'object' && isPassage(element, reference)) continue
      const name = located(files, from, reference)
      const looked = await lookedAt(files, name, reference)
      if (looked === null) {
        if (!reference.startsWith('data:')) missing.add(reference)
        continue
      }
      const key = keys.get(name ?? reference) ?? `m${keys.size + 1}`
      keys.set(name ?? reference, key)
      media.set(reference, { medium: mediumOf(key, looked), size: looked.size })
    }
  }
  return media
}

function lookedAt(files: Files, name: string | null, reference: string): Promise<Looked | null> {
  if (reference.startsWith('data:')) return Promise.resolve(lookAtData(reference))
  return name === null ? Promise.resolve(null) : files.look(name)
}
