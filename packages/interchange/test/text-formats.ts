import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { relabelled } from '@quizmentor/engine/question/relabel'
import { seededRandom } from '@quizmentor/engine/question/parts'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { TestContext } from 'vitest'
import type { Exported, WriteOptions } from '../src/exported.ts'
import type { Found, FoundQuestion, Notice } from '../src/found.ts'
import { bytesSource, type Source } from '../src/source.ts'

export type Reader = (source: Source) => AsyncGenerator<Found>
export type Writer = (
  questions: AsyncIterable<Exported>,
  options?: WriteOptions,
) => AsyncGenerator<Uint8Array>

const folder = fileURLToPath(new URL('../../../../shared/data/fixtures/', import.meta.url))

/** A file of the programs that made the format. They lie beside the repository, or the test is skipped. */
export function fixture(path: string, context: TestContext): Uint8Array {
  context.skip(!existsSync(folder + path), `${path} is not on this machine`)
  return readFileSync(folder + path)
}

/** The fixtures of a folder, or the one of a name; none, and a line says so, where they aren't there. */
export function fixtures(name: string, only?: string): Uint8Array[] {
  if (!existsSync(folder + name)) {
    console.info(`The fixtures ${name} are not on this machine.`)
    return []
  }
  return readdirSync(folder + name)
    .filter((file) => only === undefined || file === only)
    .map((file) => readFileSync(`${folder}${name}/${file}`))
}

export function readAll(reader: Reader, text: string | Uint8Array): Promise<Found[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return gathered(reader(bytesSource('test.txt', bytes)))
}

async function gathered<T>(all: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const each of all) list.push(each)
  return list
}

export function questionsOf(found: readonly Found[]): FoundQuestion[] {
  return found.filter((each) => each.kind === 'question')
}

/** The only question of a text. */
export async function onlyQuestion(reader: Reader, text: string): Promise<FoundQuestion> {
  const [question, ...more] = await readAll(reader, text)
  if (question?.kind !== 'question' || more.length > 0)
    throw new Error(`not one question: ${JSON.stringify([question, ...more])}`)
  return question
}

/** How many of each kind and type, and the codes of what was skipped, warned of and noticed. */
export function summary(found: readonly Found[]) {
  const byType: Record<string, number> = {}
  const questions = questionsOf(found)
  for (const { content } of questions) byType[content.type] = (byType[content.type] ?? 0) + 1
  const codes = (kind: 'skipped' | 'warning') =>
    found.flatMap((each) => (each.kind === kind ? [each.code] : []))
  return {
    byType,
    skipped: codes('skipped'),
    warnings: codes('warning'),
    notices: questions.flatMap(({ notices }) => notices.map(({ code }) => code)),
  }
}

export function exported(content: QuestionContent, more: Partial<Exported> = {}): Exported {
  return {
    id: 'question',
    ref: null,
    category: [],
    title: null,
    content,
    tags: [],
    difficulty: null,
    bloom: null,
    kept: {},
    media: () => Promise.resolve(null),
    ...more,
  }
}

/** Writes questions, and reads what was written. */
export async function thereAndBack(
  writer: Writer,
  reader: Reader,
  questions: readonly Exported[],
): Promise<{ text: string; found: Found[]; lost: Notice[] }> {
  const lost: Notice[] = []
  const given = (async function* () {
    yield* questions
  })()
  const pieces = await gathered(writer(given, { onLost: (notice) => lost.push(notice) }))
  const bytes = Buffer.concat(pieces)
  return { text: bytes.toString(), found: await readAll(reader, bytes), lost }
}

/** The content with ids that depend on nothing but the order of the parts. */
export function normal(content: QuestionContent): QuestionContent {
  return relabelled(content, seededRandom(1))
}
