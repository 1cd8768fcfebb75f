import { questionContent, questionTypes } from '@quizmentor/engine/question/question'
import { z } from 'zod'
import { questionFilter, questionState } from './bank.ts'
import { tag } from './question.ts'
import { file, instant, inWorkspace, nothing, page, paging, route } from './route.ts'
import { uuid, uuidv7 } from './uuid.ts'

/** The formats that questions come in, by the names that people give them on the command line. */
export const formatNames = [
  'gift',
  'moodle-xml',
  'cloze',
  'aiken',
  'missing-word',
  'blackboard',
  'pasted',
  'markdown',
  'qti',
  'qti-1.2',
  'anki',
  'csv',
  'xlsx',
  'json',
] as const
export const formatName = z.enum(formatNames)
export type FormatName = z.infer<typeof formatName>

/** Those of them that questions can be given back in. */
export const writtenFormats = [
  'gift',
  'moodle-xml',
  'cloze',
  'aiken',
  'qti',
  'anki',
  'csv',
  'xlsx',
  'json',
] as const satisfies readonly FormatName[]
export const writtenFormat = z.enum(writtenFormats)
export type WrittenFormat = z.infer<typeof writtenFormat>

/** The largest file that is taken in. */
export const MOST_FILE_BYTES = 100 * 1024 * 1024
/** Of a file's bytes in one call. */
export const CHUNK_BYTES = 512 * 1024

/** Something to be told about a file: where in it, what, and why. */
const notice = z.object({ where: z.string(), code: z.string(), reason: z.string() })
export type ImportNotice = z.infer<typeof notice>

/** What each column of a table holds, by the names of `columnRoles`; `null`: it is only kept. */
export const columns = z.array(z.string().max(30).nullable()).max(200)
export type Columns = z.infer<typeof columns>

/** The most rows of a table that may stand above its first question. */
export const MOST_HEADER_ROWS = 20

/**
 * What became of a file's questions, or would: read = imported + updated + skipped. Of the updated,
 * `unchanged` were as they are already. Of the skipped and the warnings the first thousand are told
 * one by one.
 */
export const importReport = z.object({
  format: formatName,
  read: z.int(),
  imported: z.int(),
  updated: z.int(),
  unchanged: z.int().default(0),
  byType: z.partialRecord(z.enum(questionTypes), z.int()),
  skipped: z.array(notice),
  skippedCount: z.int(),
  warnings: z.array(notice),
  warningCount: z.int(),
  categories: z.array(z.object({ path: z.array(z.string()), questions: z.int() })),
})
export type ImportReport = z.infer<typeof importReport>

/** A question as it will be, to look at before. */
const sample = z.object({
  where: z.string(),
  category: z.array(z.string()),
  content: questionContent,
  notices: z.array(notice),
  /** Small pictures that its texts name `media:KEY`, by key, as `data:` addresses. */
  media: z.record(z.string(), z.string()),
})
export type ImportSample = z.infer<typeof sample>

/** A table, and what its columns were taken for. */
const tablePreview = z.object({
  layout: z.string(),
  /** Rows above the first question. */
  headerRows: z.int(),
  columns: z.array(z.object({ name: z.string(), role: z.string().nullable() })),
  /** The rows above the first question. */
  head: z.array(z.array(z.string())).default([]),
  /** The first of those below. */
  rows: z.array(z.array(z.string())),
})

/** Of a file's questions, those that are in the bank from an earlier import into a topic. */
const knownInTopic = z.object({
  topicId: uuid,
  /** Those that say something else by now. */
  changed: z.int(),
  unchanged: z.int(),
})
export type KnownInTopic = z.infer<typeof knownInTopic>

export const importPreview = z.object({
  report: importReport,
  samples: z.array(sample),
  table: tablePreview.nullable(),
  /** Topics that have some of the questions from an earlier import, most of them first. */
  known: z.array(knownInTopic).default([]),
})
export type ImportPreview = z.infer<typeof importPreview>

/**
 * `uploading` until all bytes are there; `reading` for a preview, then `previewed`; `storing`, then
 * `done`. `failed` says why; nothing of the file is taken in then.
 */
export const importState = z.enum([
  'uploading',
  'reading',
  'previewed',
  'storing',
  'done',
  'failed',
])
export type ImportState = z.infer<typeof importState>

export const importRow = z.object({
  id: uuid,
  fileName: z.string(),
  size: z.int(),
  /** Bytes that are there. */
  received: z.int(),
  state: importState,
  format: formatName.nullable(),
  /** Questions read so far, while it is read or stored. */
  progress: z.int(),
  /** Why it failed. */
  failure: notice.nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
})
export type ImportRow = z.infer<typeof importRow>

/** How a file is to be read; `null`: its format is recognised. */
const reading = z.strictObject({
  format: formatName.nullable().default(null),
  columns: columns.optional(),
  /** With `columns`: how many rows stand above the first question; 1 unless said. */
  headerRows: z.int().min(0).max(MOST_HEADER_ROWS).optional(),
})
export type ImportReading = z.infer<typeof reading>

/** Where a file's questions go. */
const destination = z.strictObject({
  topicId: uuid,
  tags: z.array(tag).max(20).default([]),
  /** Of new ones; those with faults become drafts. */
  state: questionState.extract(['draft', 'in_review', 'published']).default('draft'),
  /** Whether the file's categories become topics below. */
  keepCategories: z.boolean().default(true),
  /** Whether reviews that come along (Anki) schedule one's own cards. */
  history: z.boolean().default(false),
})
export type ImportDestination = z.infer<typeof destination>

export const importView = importRow.extend({
  /** How it was read last. */
  reading,
  /** Where its questions go, or went; `null`: nobody has said. */
  destination: destination.nullable(),
  /** How many questions the file has, as far as that is known before the end. */
  total: z.int().nullable(),
  preview: importPreview.nullable(),
  report: importReport.nullable(),
})
export type ImportView = z.infer<typeof importView>

/** What somebody asks for: a preview where there is no destination. */
export type ImportOptions = ImportReading & {
  readonly destination: ImportDestination | null
}

const exported = z.strictObject({ ...questionFilter, format: writtenFormat.default('json') })

/** What of some questions a format can't hold; the first thousand are told one by one. */
export const exportLosses = z.object({
  questions: z.int(),
  lost: z.array(notice),
  lostCount: z.int(),
})
export type ExportLosses = z.infer<typeof exportLosses>

const W = '/api/v1/workspaces/:workspaceId'
const importInPath = z.strictObject({ workspaceId: uuid, importId: uuid })

export const interchangeRoutes = {
  listImports: route({
    method: 'GET',
    path: `${W}/imports`,
    access: 'author',
    summary: 'One’s imports, newest first',
    params: inWorkspace,
    query: z.strictObject(paging),
    answer: page(importRow),
  }),
  createImport: route({
    method: 'POST',
    path: `${W}/imports`,
    access: 'author',
    summary: 'Begin to import a file; its bytes follow in chunks',
    params: inWorkspace,
    body: z.strictObject({
      id: uuidv7,
      fileName: z.string().trim().min(1).max(200),
      size: z.int().min(1).max(MOST_FILE_BYTES),
    }),
    answer: importView,
    status: 201,
  }),
  sendChunk: route({
    method: 'PUT',
    path: `${W}/imports/:importId/chunks/:number`,
    access: 'author',
    summary: 'A piece of the file, from 0; sent again it is the same',
    params: importInPath.extend({ number: z.coerce.number().int().min(0).max(1_000) }),
    body: z.strictObject({
      data: z
        .base64()
        .max(700_000)
        .meta({ examples: ['AA=='] }),
    }),
    answer: importRow,
    perMinute: 1_200,
  }),
  previewImport: route({
    method: 'POST',
    path: `${W}/imports/:importId/preview`,
    access: 'author',
    summary: 'Read the file and tell what is in it; nothing is stored',
    params: importInPath,
    body: reading,
    answer: importView,
    status: 202,
  }),
  runImport: route({
    method: 'POST',
    path: `${W}/imports/:importId/run`,
    access: 'author',
    summary: 'Take the file’s questions in, all or none; known ones are updated',
    params: importInPath,
    body: reading.extend(destination.shape),
    answer: importView,
    status: 202,
  }),
  getImport: route({
    method: 'GET',
    path: `${W}/imports/:importId`,
    access: 'author',
    summary: 'How far an import is, what was found, what became of it',
    params: importInPath,
    answer: importView,
  }),
  deleteImport: route({
    method: 'DELETE',
    path: `${W}/imports/:importId`,
    access: 'author',
    summary: 'Forget an import and its file; questions that were taken in stay',
    params: importInPath,
    answer: nothing,
  }),
  checkExport: route({
    method: 'GET',
    path: `${W}/questions/export`,
    access: 'author',
    summary: 'What a format can’t hold of the questions that an export of it would have',
    params: inWorkspace,
    query: exported,
    answer: exportLosses,
    perMinute: 60,
  }),
  exportQuestions: route({
    method: 'POST',
    path: `${W}/questions/export`,
    access: 'author',
    summary: 'Questions as a file of a format, filtered as in lists; written down in the audit log',
    params: inWorkspace,
    query: exported,
    answer: file,
    mediaType: 'application/octet-stream',
    perMinute: 60,
  }),
  getMedia: route({
    method: 'GET',
    path: `${W}/media/:hash`,
    // Players of live games aren't signed in: the hash, 256 bits of it, is what lets one in.
    access: 'anyone',
    summary: 'A picture, sound, film or document that questions show',
    params: z.strictObject({ workspaceId: uuid, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    answer: file,
    mediaType: 'application/octet-stream',
  }),
}
