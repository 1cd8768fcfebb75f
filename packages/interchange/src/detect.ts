import type { FormatName } from '@quizmentor/contract/interchange'
import { openArchive, type Archive } from './archive.ts'
import { UnreadableFile } from './found.ts'
import { bytesSource, type Source } from './source.ts'
import { layoutNamed } from './table/columns.ts'
import { textOf } from './text.ts'

const headBytes = 64 * 1024

/**
 * The format of a file, by what is in it; its name decides only between those that look alike.
 * @throws {UnreadableFile} `format_unknown`, and what is wrong with an archive
 */
export async function detect(source: Source): Promise<FormatName> {
  const head = await source.read(0, Math.min(headBytes, source.size))
  const start = Buffer.from(head.subarray(0, 16)).toString('latin1')
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006'))
    return inArchive(source)
  if (start.startsWith('SQLite format 3')) return 'anki'
  const { text } = await textOf(bytesSource(source.name, atLine(head)), headBytes)
  const format = inText(text.replace(/^\uFEFF/, ''), extensionOf(source.name))
  if (format !== null) return format
  throw new UnreadableFile(
    'format_unknown',
    source.name,
    /^\s*(?:<\?[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:\w+:)?manifest\b/.test(text)
      ? 'This is the manifest of a package. Import the whole package, as one ZIP file.'
      : 'Nothing in the file says which format it has. Name the format.',
  )
}

/** Formats without an envelope that says which they are. */
export const plainTexts: ReadonlySet<FormatName> = new Set([
  'gift',
  'cloze',
  'aiken',
  'missing-word',
  'pasted',
  'markdown',
  'csv',
])

/**
 * Refuses a file that says of itself that it isn't of the format that somebody named, where the
 * reader of that format would make something of it all the same.
 * @throws {UnreadableFile} `format_other`
 */
export async function refuseOther(source: Source, format: FormatName): Promise<void> {
  if (!plainTexts.has(format)) return
  const head = await source.read(0, Math.min(headBytes, source.size))
  if (head.includes(0) && head[0] !== 0xff && head[0] !== 0xfe) return
  const { text } = await textOf(bytesSource(source.name, atLine(head)), headBytes)
  const isOwn = /^[\uFEFF\s]*\{\s*"format"\s*:\s*"quizmentor"/.test(text)
  const other = isOwn ? 'json' : /^[\uFEFF\s]*</.test(text) ? inXml(text) : null
  if (other !== null)
    throw new UnreadableFile(
      'format_other',
      source.name,
      `The file says that its format is ${other}, not ${format}. Name that one, or none.`,
    )
}

/** A piece that ends in the middle of a letter would look like another encoding. */
function atLine(head: Uint8Array): Uint8Array {
  if (head.length < headBytes) return head
  const line = head.lastIndexOf(10)
  // What other programs write may be one long line; a tag ends with a letter of one byte, too.
  const end = line > headBytes / 2 ? line : Math.max(line, head.lastIndexOf(0x3e))
  return end < 0 ? head : head.subarray(0, end + 1)
}

async function inArchive(source: Source): Promise<FormatName> {
  const archive = await openArchive(source)
  try {
    const { names } = archive
    if (names.some((name) => /^collection\.anki2(?:1b?)?$/.test(name))) return 'anki'
    if (archive.has('xl/workbook.xml')) return 'xlsx'
    if (names.some((name) => /(?:^|\/)res\d+\.dat$/i.test(name))) return 'blackboard'
    return await inPackage(archive, source)
  } finally {
    archive.close()
  }
}

/** A package of QTI or a common cartridge: the version is in its documents. */
async function inPackage(archive: Archive, source: Source): Promise<FormatName> {
  const documents = archive.names.filter((name) => /\.(?:xml|qti)$/i.test(name))
  const manifest = documents.find((name) => /(?:^|\/)imsmanifest\.xml$/i.test(name))
  if (manifest !== undefined) {
    const text = await headOf(archive, manifest)
    if (/imsqti_(?:item|test|assessment|section)[a-z]*_xmlv(?:2p|3p)/.test(text)) return 'qti'
    if (/imsqti_xmlv1p|imsccv1p|bb:type|assessment\/x-bb/.test(text)) return 'qti-1.2'
  }
  for (const name of documents.slice(0, 200)) {
    const format = inXml(await headOf(archive, name))
    if (format === 'qti' || format === 'qti-1.2' || format === 'blackboard') return format
  }
  if (manifest !== undefined) return 'qti'
  throw new UnreadableFile(
    'format_unknown',
    source.name,
    'The archive is neither a QTI package, nor one of Blackboard or Anki, nor a workbook.',
  )
}

async function headOf(archive: Archive, name: string): Promise<string> {
  const file = await archive.source(name)
  const head = await file.read(0, Math.min(headBytes, file.size))
  return Buffer.from(head).toString('latin1').replaceAll('\0', '')
}

/** Files that lie beside questions, and look like a table or like GIFT with all their braces. */
const besides = new Set(['css', 'js', 'mjs', 'ts', 'svg', 'html', 'htm', 'xsd', 'eps', 'ps'])

function inText(text: string, extension: string): FormatName | null {
  if (besides.has(extension)) return null
  if (/^\s*</.test(text)) {
    const format = inXml(text)
    if (format !== null || /^\s*<\?xml/.test(text)) return format
  }
  if (/^\s*\{\s*"format"\s*:\s*"quizmentor"/.test(text)) return 'json'
  if (extension === 'gift') return 'gift'
  if (isTemplate(text)) return 'csv'
  if (['csv', 'tsv', 'tab'].includes(extension) || /^#(?:separator|html|columns):/im.test(text))
    return 'csv'
  if (isAiken(text)) return 'aiken'
  if (clozeField.test(text)) return 'cloze'
  if (extension === 'md' || extension === 'markdown' || /^\s*[-*] \[[ xX]\] /m.test(text))
    return 'markdown'
  if (/^::|^\$CATEGORY:|(?<!\\)\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[#}]|\})/m.test(text))
    return 'gift'
  if (/^\s*(?:[-*•]\s*)?\(?[A-Ha-h][.):]\s*\S/m.test(text)) return 'pasted'
  return isTable(text) ? 'csv' : null
}

/** Whether it begins with the names of the columns of our template, or of Quizizz's. */
function isTemplate(text: string): boolean {
  const line = /^.{0,4000}/.exec(text)?.[0] ?? ''
  return [',', ';', '\t'].some((separator) => {
    const names = line.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    return ['quizmentor', 'quizizz'].includes(layoutNamed(names)?.name ?? '')
  })
}

/** Options with capitals, and the answer right below them; numbers before stems are for people. */
function isAiken(text: string): boolean {
  if (!/^[ \t]*[A-Z][.)][ \t]*\S/m.test(text)) return false
  const lines = text.split('\n')
  const keys = lines.filter(
    (line, at) => /^ANSWER:[ \t]*[A-Z]\s*$/i.test(line) && lines[at - 1]?.trim() !== '',
  )
  const isNumbered = () => lines.some((line) => /^\s*(?:Q\.?\s*)?\d+[.):]\s/i.test(line))
  return keys.length > 0 && (keys.some((line) => line.startsWith('ANSWER')) || !isNumbered())
}

const clozeField =
  /\{\d*:(?:MULTICHOICE|MULTIRESPONSE|SHORTANSWER|NUMERICAL|MC|MR|SA|NM|MW)(?:_?[A-Z]{1,2})?:/

/** By the first element that says it. */
function inXml(text: string): FormatName | null {
  const body = text.replace(/<!--[^]*?(?:-->|$)|<\?[^]*?\?>/g, '')
  const root = /<(?:[\w.-]+:)?([A-Za-z][\w.-]*)/.exec(body.replace(/<!DOCTYPE[^>[]*/i, ''))?.[1]
  switch (root) {
    case 'quiz':
    case 'question':
      // Canvas calls what it says about a quiz the same.
      return /instructure\.com/.test(body.slice(0, 2_000)) ? null : 'moodle-xml'
    case 'POOL':
      return 'blackboard'
    case 'questestinterop':
      return /<bbmd_/.test(body) ? 'blackboard' : 'qti-1.2'
    case undefined:
      return null
    default:
      return /^(?:qti-)?assessment-?(?:item|test|section|stimulus)/i.test(root) ? 'qti' : null
  }
}

/** Whether the first lines have the same number of the same separator, or most of them a tab. */
function isTable(text: string): boolean {
  const lines = text
    .split(/\r?\n/, 20)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const tabbed = lines.filter((line) => line.includes('\t')).length
  if (tabbed > 1 && tabbed > lines.length / 2) return true
  return [';', ','].some((separator) => {
    const counts = lines.slice(0, 5).map((line) => line.split(separator).length)
    return counts.length > 1 && (counts[0] ?? 1) > 1 && new Set(counts).size === 1
  })
}

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}
