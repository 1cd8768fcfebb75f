import type { ImportDestination, ImportReport } from '@quizmentor/contract/interchange'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { Recognised } from '@quizmentor/interchange/formats'
import type { Found, FoundQuestion, PastReview } from '@quizmentor/interchange/found'
import { Tally } from '@quizmentor/interchange/tally'
import type { Kysely } from 'kysely'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from '../../platform/database/schema.ts'
import {
  importedName,
  importedTopics,
  storeImported,
  type ImportedQuestion,
  type ImportedTopics,
  type TopicPlace,
} from '../bank/imported/service.ts'
import { takeOverHistory, type PastAnswers } from '../practice/service.ts'
import { contentOf, keptOf, sourceNames, tagsOf, titleOf } from './incoming.ts'
import { takenMedia, type TakenMedia } from './media/taken.ts'
import { insertMedia } from './queries/media.ts'
import { checkAtOnce, personOf, waitForTurn } from './queries/work.ts'

/** Into which bank, and how. */
export interface Into extends ImportDestination {
  readonly workspaceId: string
  /** Who does it; `null`: the operator. */
  readonly userId: string | null
  readonly at: Date
  /** How many of the skipped and the warnings are told one by one; by default, 1,000. */
  readonly mostTold?: number
  /** Hears how many questions were read so far. */
  readonly onProgress?: (read: number) => void
}

const batchSize = 500
/** Characters of questions, and bytes of files, that wait to be stored. */
const batchLength = 4_000_000
const batchBytes = 8 * 1024 * 1024
/** Things that are read before what is being written gets its turn. */
const inOneGo = 25

/**
 * Takes what is found in a file into a bank. Meant for one transaction: all of it is there, or nothing.
 * Doing it again updates what came before: questions are known by what the file calls them, or else by
 * what they say, below the topic that they were put into.
 * @throws {UnreadableFile} what the reader throws
 */
export async function importInto(
  tx: Kysely<Database>,
  found: AsyncIterable<Found | Recognised>,
  into: Into,
): Promise<ImportReport> {
  await checkAtOnce(tx)
  await waitForTurn(tx, into.workspaceId, () => into.onProgress?.(0))
  const bank = new Incoming(tx, into, await importedTopics(tx, into.workspaceId, into.topicId))
  try {
    for await (const each of found) await bank.take(each)
    return await bank.end()
  } finally {
    // Nothing is under way any more when the transaction ends.
    await bank.settled()
  }
}

interface Waiting {
  readonly found: FoundQuestion
  readonly question: ImportedQuestion
}

class Incoming {
  readonly #tx: Kysely<Database>
  readonly #into: Into
  readonly #topics: ImportedTopics
  readonly #media: TakenMedia
  readonly #tally: Tally
  readonly #fullTopics = new Set<string>()
  readonly #histories: PastAnswers[] = []
  #reviewsLeft = 0
  #nameOf = sourceNames('')
  #waiting: Waiting[] = []
  #waitingLength = 0
  #taken = 0
  /** While some are stored, the next ones are read. */
  #storing: Promise<void> = Promise.resolve()

  constructor(tx: Kysely<Database>, into: Into, topics: ImportedTopics) {
    this.#tx = tx
    this.#into = into
    this.#topics = topics
    this.#media = takenMedia(into.workspaceId)
    this.#tally = new Tally(into.mostTold ?? 1_000)
  }

  async take(found: Found | Recognised): Promise<void> {
    if (found.kind === 'question') await this.#takeQuestion(found)
    else this.#tally.take(found)
    if (found.kind === 'format') this.#nameOf = sourceNames(found.format)
    if (found.kind === 'category') this.#topics.describe(found.path, found.description)
    this.#into.onProgress?.(this.#tally.read + this.#waiting.length)
    if (++this.#taken % inOneGo === 0) await nextTurn()
  }

  async end(): Promise<ImportReport> {
    await this.#store()
    await this.#storing
    await this.#takeOver()
    return this.#tally.report()
  }

  settled(): Promise<void> {
    return this.#storing.catch(() => {})
  }

  async #takeQuestion(found: FoundQuestion): Promise<void> {
    const { where } = found
    const json = JSON.stringify(found.content)
    const media = await this.#media.addressed(found, json)
    const content = media.content === json ? found.content : contentOf(media.content)
    if (content === null) {
      const reason = 'With its pictures, a text of it is longer than texts may be.'
      this.#tally.take({ kind: 'skipped', where, code: 'not_representable', reason })
      return
    }
    for (const notice of media.notices) this.#tally.warn(notice)
    this.#waiting.push({ found, question: await this.#questionOf(found, content) })
    this.#waitingLength += json.length
    const isEnough =
      this.#waiting.length >= batchSize ||
      this.#waitingLength > batchLength ||
      this.#media.waitingBytes > batchBytes
    if (isEnough) await this.#store()
  }

  async #questionOf(found: FoundQuestion, content: QuestionContent): Promise<ImportedQuestion> {
    const { where } = found
    const warn = (code: string, reason: string) => this.#tally.warn({ where, code, reason })
    const { name, isRepeated } = this.#nameOf(found.ref, content)
    if (isRepeated)
      warn(
        'ref_repeated',
        found.ref === null
          ? 'The file has the same question before; both are taken in.'
          : `The file has another question called “${found.ref.slice(0, 80)}”; both are taken in.`,
      )
    const { tags, notices } = tagsOf(found, this.#into.tags)
    for (const notice of notices) this.#tally.warn(notice)
    const kept = keptOf(found)
    if (kept === undefined)
      warn('kept_too_large', 'What the file says beyond what we know is too much to be kept.')
    return {
      sourceRef: importedName(this.#into.topicId, name),
      topicId: await this.#topicOf(found),
      title: titleOf(found),
      content,
      tags,
      difficulty: found.difficulty,
      bloom: found.bloom,
      kept: kept ?? null,
    }
  }

  async #topicOf({ category, where }: FoundQuestion): Promise<string> {
    if (!this.#into.keepCategories) return this.#into.topicId
    const path = category.join(' / ')
    const { topicId, isFull } = await this.#placeOf(category)
    if (isFull && !this.#fullTopics.has(path)) {
      this.#fullTopics.add(path)
      const reason = `“${path.slice(0, 200)}” gets no topic of its own: the workspace has 1,000 already. Its questions are put above.`
      this.#tally.warn({ where, code: 'too_many_topics', reason })
    }
    return topicId
  }

  async #placeOf(category: readonly string[]): Promise<TopicPlace> {
    const known = this.#topics.known(category)
    if (known !== undefined) return known
    await this.#storing
    return this.#topics.placeOf(category)
  }

  /** Begins to write what waits, once what was begun before is written. */
  async #store(): Promise<void> {
    await this.#storing
    const waiting = this.#waiting
    this.#waiting = []
    this.#waitingLength = 0
    await insertMedia(this.#tx, this.#into.workspaceId, this.#media.release())
    const questions = waiting.map(({ question }) => question)
    const { stored, written } = await storeImported(this.#tx, this.#into, questions)
    this.#storing = written
    // Whoever waits for it next is told of a failure.
    written.catch(() => {})
    for (const [index, { found }] of waiting.entries()) {
      const its = stored[index]
      if (its === undefined) throw new Error('a question was not stored')
      this.#tally.take(found, its.known)
      if (its.isHeldBack) {
        const reason = 'It has faults to mend, so it is a draft.'
        this.#tally.warn({ where: found.where, code: 'held_back', reason })
      }
      this.#note(its.id, found.reviews)
    }
  }

  #note(questionId: string, reviews: readonly PastReview[]): void {
    if (reviews.length === 0) return
    if (this.#into.history) this.#histories.push({ questionId, reviews })
    else this.#reviewsLeft += reviews.length
  }

  async #takeOver(): Promise<void> {
    const { history, userId, workspaceId } = this.#into
    const warn = (code: string, reason: string) =>
      this.#tally.warn({ where: 'the whole file', code, reason })
    if (this.#reviewsLeft > 0)
      warn(
        'reviews_left',
        `${this.#reviewsLeft} earlier reviews are left out, as was chosen: nobody’s cards change.`,
      )
    if (!history || this.#histories.length === 0) return
    const personId = userId === null ? undefined : await personOf(this.#tx, workspaceId, userId)
    const made =
      personId === undefined ? 0 : await takeOverHistory(this.#tx, personId, this.#histories)
    const kept = this.#histories.length - made
    if (kept > 0)
      warn('cards_kept', `${kept} questions keep the cards that you have of them already.`)
  }
}
