import { writeAny } from '@quizmentor/interchange/formats'
import type { Exported } from '@quizmentor/interchange/exported'
import type { ExportLosses, ImportNotice, WrittenFormat } from '@quizmentor/contract/interchange'
import { questionContent } from '@quizmentor/engine/question/question'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Read } from '../../platform/database/replica.ts'
import { createDatabase } from '../../platform/sqlite.ts'
import { wholeQuestions, type QuestionFilter } from '../bank/exported/service.ts'
import { refOf } from './incoming.ts'
import { mediaAddresses } from './media/own-address.ts'
import { mediumOf } from './queries/media.ts'

const mostTold = 1_000
/** Questions that are written before others get their turn. */
const inOneGo = 10

/** All questions of a workspace that a filter picks, as writers of files want them. */
export async function* exportQuestions(
  read: Read,
  workspaceId: string,
  filter: QuestionFilter,
): AsyncGenerator<Exported> {
  const addresses = mediaAddresses(workspaceId)
  let count = 0
  for await (const { sourceRef, content, ...question } of wholeQuestions(
    read,
    workspaceId,
    filter,
  )) {
    if (++count % inOneGo === 0) await nextTurn()
    const json = JSON.stringify(content)
    const withKeys = json.replace(addresses, 'media:$1')
    yield {
      ...question,
      ref: refOf(sourceRef),
      content: withKeys === json ? content : questionContent.parse(JSON.parse(withKeys)),
      media: async (key) =>
        /^[0-9a-f]{64}$/.test(key)
          ? ((await read((db) => mediumOf(db, workspaceId, key))) ?? null)
          : null,
    }
  }
}

/** Questions as a file, piece by piece; `onLost` hears what the format can't hold. */
export function exportedFile(
  read: Read,
  workspaceId: string,
  format: WrittenFormat,
  filter: QuestionFilter,
  onLost: (notice: ImportNotice) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const questions = exportQuestions(read, workspaceId, filter)
  return writeAny(format, questions, { createDatabase, onLost })
}

/** What a file of these questions would not hold: it is written, and thrown away. */
export async function exportLosses(
  read: Read,
  workspaceId: string,
  format: WrittenFormat,
  filter: QuestionFilter,
): Promise<ExportLosses> {
  const lost: ImportNotice[] = []
  let lostCount = 0
  let questions = 0
  const onLost = (notice: ImportNotice) => {
    if (lostCount++ < mostTold) lost.push(notice)
  }
  const counted = counting(exportQuestions(read, workspaceId, filter), () => questions++)
  for await (const _ of writeAny(format, counted, { createDatabase, onLost }));
  return { questions, lost, lostCount }
}

async function* counting<T>(all: AsyncIterable<T>, count: () => void): AsyncGenerator<T> {
  for await (const each of all) {
    count()
    yield each
  }
}

/** What the file of a format is called, and its media type. */
export const written: Readonly<Record<WrittenFormat, readonly [extension: string, type: string]>> =
  {
    gift: ['gift', 'text/plain; charset=utf-8'],
    'moodle-xml': ['xml', 'application/xml'],
    cloze: ['txt', 'text/plain; charset=utf-8'],
    aiken: ['txt', 'text/plain; charset=utf-8'],
    qti: ['zip', 'application/zip'],
    anki: ['apkg', 'application/octet-stream'],
    csv: ['csv', 'text/csv; charset=utf-8'],
    xlsx: ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    json: ['json', 'application/json'],
  }
