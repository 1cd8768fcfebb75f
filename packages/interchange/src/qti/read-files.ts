import { UnreadableFile, type Medium } from '../found.ts'
import type { Source } from '../source.ts'
import { imageSize, mediaType } from '../media.ts'
import type { Size } from './read-shapes.ts'

/** Where an item finds what it refers to. */
export interface Files {
  /** The whole name of a file that a reference in another means; `null`: there is none. */
  readonly locate: (from: string, reference: string) => string | null
  readonly source: (name: string) => Promise<Source>
  readonly look: (name: string) => Promise<Looked | null>
}

/** What is known of a file by its first bytes. */
export interface Looked {
  readonly name: string
  readonly type: string
  readonly size: Size | null
  readonly read: () => Promise<Uint8Array>
}

/** The archive as far as it is needed here. */
export interface Folder {
  readonly names: readonly string[]
  has(name: string): boolean
  source(name: string): Promise<Source>
  read(name: string, most?: number): Promise<Uint8Array>
}

const mostBytes = 100 * 1024 * 1024
const headBytes = 64 * 1024

/** The files of a package. */
export function filesOf(folder: Folder): Files {
  const looked = new Map<string, Promise<Looked | null>>()
  const bySmallName = new Map(folder.names.map((name) => [name.toLowerCase(), name]))
  return {
    locate: (from, reference) => {
      // Some mean the item's folder where they write the package's root.
      for (const written of [reference, reference.replace(/^[/\\]+/, '')]) {
        const path = resolved(from, written)
        if (path === null) return null
        if (folder.has(path)) return path
        const found = bySmallName.get(path.toLowerCase())
        if (found !== undefined) return found
      }
      return null
    },
    source: (name) => folder.source(name),
    look: (name) => {
      let promise = looked.get(name)
      if (promise === undefined) {
        promise = lookAt(folder, name)
        looked.set(name, promise)
      }
      return promise
    },
  }
}

/** For an item that stands alone. */
export const noFiles: Files = {
  locate: () => null,
  source: (name) =>
    Promise.reject(new UnreadableFile('file_missing', name, 'The file is not there.')),
  look: () => Promise.resolve(null),
}

async function lookAt(folder: Folder, name: string): Promise<Looked | null> {
  try {
    const source = await folder.source(name)
    if (source.size > mostBytes) return null
    const head = await source.read(0, Math.min(source.size, headBytes))
    const type = mediaType(head)
    if (type === null) return null
    return {
      name: name.split('/').at(-1) ?? name,
      type,
      size: type.startsWith('image/') ? imageSize(head) : null,
      read: () => folder.read(name, mostBytes),
    }
  } catch (error) {
    // A damaged picture takes its question's picture away, and nothing else.
    if (error instanceof UnreadableFile && error.code === 'file_too_large') return null
    throw error
  }
}

/** A picture that stands in the text itself, `data:image/png;base64,…`. */
export function lookAtData(address: string): Looked | null {
  const found = /^data:[\w/+.-]*;base64,([A-Za-z0-9+/=\s]*)$/.exec(address)
  if (found?.[1] === undefined) return null
  const bytes = new Uint8Array(Buffer.from(found[1], 'base64'))
  const type = mediaType(bytes)
  if (type === null) return null
  return {
    name: `inline.${type.split('/').at(-1)?.replace('+xml', '') ?? 'bin'}`,
    type,
    size: imageSize(bytes),
    read: () => Promise.resolve(bytes),
  }
}

/**
 * The name in the archive that a reference in the file `from` means; `null` where it leads out of
 * it or to elsewhere.
 */
export function resolved(from: string, reference: string): string | null {
  let path = reference
    .trim()
    .replace(/[?#].*$/s, '')
    .replaceAll('\\', '/')
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//')) return null
  try {
    path = decodeURIComponent(path)
  } catch {
    // A percent sign that encodes nothing is one.
  }
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

/** A medium as a question has it. */
export function mediumOf(key: string, { name, type, read }: Looked): Medium {
  return { key, name, type, read }
}
