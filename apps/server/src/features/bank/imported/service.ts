import type { QuestionState } from '@quizmentor/contract/bank'
import { fromAuthorsDifficulty } from '@quizmentor/engine/adaptive/difficulty'
import { seededRandom, type Random } from '@quizmentor/engine/question/parts'
import { plainText } from '@quizmentor/engine/question/plain-text'
import { checkQuestion } from '@quizmentor/engine/question/question'
import { relabelled, relabelledLike } from '@quizmentor/engine/question/relabel'
import type { Kysely } from 'kysely'
import { randomInt } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../../../platform/database/schema.ts'
import { newId } from '../../../platform/ids.ts'
import * as queries from './queries.ts'
import { factsOf, factsSaid, saysTheSame, type ImportedQuestion } from './question.ts'

export { knownImports, type KnownImports } from './known.ts'
export { importedName, type ImportedQuestion } from './question.ts'
export { importedTopics, type ImportedTopics, type TopicPlace } from './topics.ts'

/** What became of one. */
export interface StoredQuestion {
  readonly id: string
  readonly known: 'new' | 'changed' | 'unchanged'
  /** Whether it stayed or became a draft because it has faults. */
  readonly isHeldBack: boolean
}

export interface StoringOptions {
  readonly workspaceId: string
  readonly userId: string | null
  /** Of those that are new and have no faults. */
  readonly state: Exclude<QuestionState, 'retired'>
  readonly at: Date
}

type Known = queries.KnownQuestion

/**
 * Stores some hundred questions that come from elsewhere, in few statements. One that came before is
 * updated: changed content is a new version, in which parts that say the same stay who they are; its
 * topic and its state stay, but that published questions with faults become drafts. The names they are
 * known by differ; nobody else stores questions of the same names meanwhile. What becomes of each is
 * known before it is written.
 */
export async function storeImported(
  tx: Kysely<Database>,
  options: StoringOptions,
  questions: readonly ImportedQuestion[],
): Promise<{ stored: readonly StoredQuestion[]; written: Promise<void> }> {
  if (questions.length === 0) return { stored: [], written: Promise.resolve() }
  const refs = questions.map(({ sourceRef }) => sourceRef)
  const ids = await queries.knownSources(tx, options.workspaceId, refs)
  const rows = ids.length === 0 ? [] : await queries.lockQuestions(tx, ids)
  const random = seededRandom(randomInt(2 ** 32))
  const bySource = new Map(rows.map((row) => [row.source_ref, row]))
  const added: queries.NewRow[] = []
  const changed: queries.ChangedRow[] = []
  const stored = questions.map((question): StoredQuestion => {
    const known = bySource.get(question.sourceRef)
    const isFaulty = checkQuestion(question.content).some(({ severity }) => severity === 'error')
    if (known === undefined) {
      const row = newRow(question, isFaulty ? 'draft' : options.state, random)
      added.push(row)
      return { id: row.id, known: 'new', isHeldBack: isFaulty && options.state !== 'draft' }
    }
    const isHeldBack = isFaulty && known.state === 'published'
    const change = changeOf(known, question, isHeldBack ? 'draft' : known.state, random)
    if (change !== null) changed.push(change)
    return { id: known.id, known: change === null ? 'unchanged' : 'changed', isHeldBack }
  })
  return { stored, written: write(tx, options, added, changed) }
}

async function write(
  tx: Kysely<Database>,
  options: StoringOptions,
  added: readonly queries.NewRow[],
  changed: readonly queries.ChangedRow[],
): Promise<void> {
  if (added.length > 0) await queries.insertImported(tx, options, added)
  if (changed.length > 0) await queries.updateImported(tx, options, changed)
}

const usualDifficulty = 5

function newRow(question: ImportedQuestion, state: QuestionState, random: Random): queries.NewRow {
  const content = relabelled(question.content, random)
  const difficulty = question.difficulty ?? usualDifficulty
  return {
    id: newId(),
    topic_id: question.topicId,
    state,
    type: content.type,
    difficulty,
    bloom: question.bloom ?? 'remember',
    tags: question.tags,
    source_ref: question.sourceRef,
    title: question.title,
    kept: question.kept,
    plain_text: plainText(content),
    b: fromAuthorsDifficulty(difficulty),
    version_id: newId(),
    number: 1,
    content,
  }
}

/** `null`: it is as it was. */
function changeOf(
  known: Known,
  question: ImportedQuestion,
  state: QuestionState,
  random: Random,
): queries.ChangedRow | null {
  const before = { ...factsOf(known), state: known.state }
  const said = { ...factsSaid(known, question), state }
  const { id, type, plain_text, b } = known
  const guess =
    said.difficulty === known.difficulty || known.answers > 0
      ? b
      : fromAuthorsDifficulty(said.difficulty)
  if (!saysTheSame(known, question)) {
    const content = relabelledLike(question.content, known.content, random)
    const version = { version_id: newId(), number: known.version_number + 1, content }
    return { ...said, ...version, id, type: content.type, plain_text: plainText(content), b: guess }
  }
  return isDeepStrictEqual(said, before) ? null : { ...said, id, type, plain_text, b: guess }
}
