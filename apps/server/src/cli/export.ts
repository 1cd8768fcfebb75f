import { bankRoutes } from '@quizmentor/contract/bank'
import {
  writtenFormat,
  writtenFormats,
  type ImportNotice,
  type WrittenFormat,
} from '@quizmentor/contract/interchange'
import { writeAny } from '@quizmentor/interchange/formats'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { QuestionFilter } from '../features/bank/exported/service.ts'
import { exportQuestions } from '../features/interchange/exporting.ts'
import { errorCode, OperatorError } from '../platform/failure.ts'
import { createDatabase } from '../platform/sqlite.ts'
import { type Command, type Outcome, required, UsageError } from './command.ts'
import { withDatabase } from './database.ts'
import { formatOf } from './import.ts'
import { noticeLines } from './notices.ts'
import { workspaceOf } from './workspace.ts'

/** `quizmentor export --format F -o FILE` */
export const exportCommand: Command = {
  summary: 'give questions back as a file for other programs',
  usage: '--format FORMAT -o FILE',
  options: {
    format: { type: 'string', help: writtenFormats.join(', ') },
    output: { type: 'string', short: 'o', help: 'the file to write' },
    query: {
      type: 'string',
      help: 'which questions: words, or filters as in state=published&tag=loops&topicId=… (all)',
    },
    workspace: { type: 'string', help: 'id of the workspace (the first)' },
  },
  async run({ config, log, values }): Promise<Outcome> {
    const format = writtenAs(required(values, 'format'))
    const path = required(values, 'output')
    const filter = filterOf(values['query'])
    return withDatabase(config, log, async ({ kysely, read }) => {
      const workspaceId = await workspaceOf(kysely, values['workspace'])
      const lost: ImportNotice[] = []
      let questions = 0
      async function* counted() {
        for await (const question of exportQuestions(read, workspaceId, filter)) {
          questions++
          yield question
        }
      }
      const onLost = (notice: ImportNotice) => void lost.push(notice)
      await written(path, writeAny(format, counted(), { createDatabase, onLost }))
      const leftOut = lost.filter(({ code }) => code === 'not_representable').length
      const without = leftOut === 0 ? '' : `, ${leftOut} left out`
      return {
        text: [
          `${questions - leftOut} questions written to ${path}${without}.`,
          ...(lost.length > 0 ? ['What the format can’t hold:', ...noticeLines(lost)] : []),
        ].join('\n'),
        json: { format, file: path, questions, lost },
      }
    })
  },
}

function writtenAs(name: string): WrittenFormat {
  const format = writtenFormat.safeParse(formatOf(name))
  if (format.success) return format.data
  throw new UsageError(`Nothing is written as "${name}", but as ${writtenFormats.join(', ')}.`)
}

const filters = bankRoutes.listQuestions.query.omit({ cursor: true, limit: true })

function filterOf(query: unknown): QuestionFilter {
  if (typeof query !== 'string') return {}
  if (!query.includes('=')) return { search: query }
  const read = filters.safeParse(Object.fromEntries(new URLSearchParams(query)))
  if (read.success) return read.data
  const names = Object.keys(filters.shape).join(', ')
  throw new UsageError(`--query takes words, or NAME=VALUE joined by &, with the names ${names}.`)
}

/** Writes beside the place first, so that what is there is a whole file. */
async function written(path: string, file: AsyncIterable<Uint8Array>): Promise<void> {
  const partial = `${path}.part`
  try {
    await pipeline(Readable.from(file), createWriteStream(partial))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    const code = errorCode(error)
    throw code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR'
      ? new OperatorError(`${path} can’t be written (${code}).`)
      : error
  }
}
