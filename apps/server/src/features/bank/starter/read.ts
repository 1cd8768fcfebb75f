import {
  contentCollection,
  contentTopic,
  type ContentCollection,
  type ContentTopic,
} from '@quizmentor/contract/starter-content'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'

/** Where the starter content lies. */
const contentFolder = fileURLToPath(new URL('../../../../../../content/', import.meta.url))

/** A subject with its topics, as its files say. */
export interface Collection {
  readonly collection: ContentCollection
  /** In the collection's order. */
  readonly topics: readonly ContentTopic[]
}

/** The collections of a content folder; throws with the file's name where one doesn't fit. */
export async function readContent(folder = contentFolder): Promise<Collection[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(
    names.toSorted().map(async (name) => {
      const collection = await readJson(join(folder, name, 'collection.json'), contentCollection)
      const topics = await Promise.all(
        collection.topics.map((slug) => readJson(join(folder, name, `${slug}.json`), contentTopic)),
      )
      return { collection, topics }
    }),
  )
}

async function readJson<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
): Promise<z.output<Shape>> {
  const result = shape.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (result.success) return result.data
  throw new Error(`${file} does not fit the form of starter content`, { cause: result.error })
}
