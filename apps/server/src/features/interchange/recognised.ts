import type { KnownInTopic } from '@quizmentor/contract/interchange'
import type { Recognised } from '@quizmentor/interchange/formats'
import type { Found, FoundQuestion } from '@quizmentor/interchange/found'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { knownImports, type ImportedQuestion, type KnownImports } from '../bank/imported/service.ts'
import { contentOf, keptOf, sourceNames, tagsOf, titleOf } from './incoming.ts'
import { takenMedia, type TakenMedia } from './media/taken.ts'

const batchSize = 200

/** Finds out which questions of a file a workspace has already. Nothing is stored. */
export interface Recognising {
  take(found: Found | Recognised): Promise<void>
  end(): Promise<KnownInTopic[]>
}

export async function recognising(db: Kysely<Database>, workspaceId: string): Promise<Recognising> {
  const known = await knownImports(db, workspaceId)
  if (known === null) return { take: () => Promise.resolve(), end: () => Promise.resolve([]) }
  return new Lookup(known, takenMedia(workspaceId))
}

class Lookup implements Recognising {
  readonly #known: KnownImports
  /** A question is known by what it shows, too. */
  readonly #media: TakenMedia
  #nameOf = sourceNames('')
  #waiting: ImportedQuestion[] = []

  constructor(known: KnownImports, media: TakenMedia) {
    this.#known = known
    this.#media = media
  }

  async take(found: Found | Recognised): Promise<void> {
    if (found.kind === 'format') this.#nameOf = sourceNames(found.format)
    if (found.kind !== 'question') return
    const question = await this.#questionOf(found)
    if (question !== null && this.#waiting.push(question) === batchSize) await this.#look()
  }

  async end(): Promise<KnownInTopic[]> {
    await this.#look()
    return [...this.#known.counts()]
  }

  async #look(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    if (waiting.length > 0) await this.#known.look(waiting)
  }

  async #questionOf(found: FoundQuestion): Promise<ImportedQuestion | null> {
    const json = JSON.stringify(found.content)
    const addressed = await this.#media.addressed(found, json)
    this.#media.release()
    const content = addressed.content === json ? found.content : contentOf(addressed.content)
    if (content === null) return null
    return {
      sourceRef: this.#nameOf(found.ref, content).name,
      topicId: '',
      title: titleOf(found),
      content,
      tags: tagsOf(found, []).tags,
      difficulty: found.difficulty,
      bloom: found.bloom,
      kept: keptOf(found) ?? null,
    }
  }
}
