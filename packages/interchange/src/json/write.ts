import type { Exported, WriteOptions } from '../exported.ts'
import { mediaKeys } from '../media-keys.ts'
import { formatName, formatVersion } from './format.ts'

export interface JsonOptions extends WriteOptions {
  /** Descriptions of the categories that the questions are in. */
  readonly categories?: readonly {
    readonly path: readonly string[]
    readonly description: string
  }[]
}

const chunkLength = 64 * 1024

/**
 * Writes everything there is of questions, media included (base64), one question per line:
 * `{"format":"quizmentor","version":1,"categories":[…],"questions":[…]}`.
 */
export async function* writeJson(
  questions: AsyncIterable<Exported>,
  options: JsonOptions = {},
): AsyncGenerator<Uint8Array> {
  let text = `{"format":"${formatName}","version":${formatVersion},\n"categories":${JSON.stringify(options.categories ?? [])},\n"questions":[`
  let isFirst = true
  for await (const question of questions) {
    text += `${isFirst ? '' : ','}\n${await lineOf(question, options)}`
    isFirst = false
    if (text.length < chunkLength) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(`${text}\n]}\n`)
}

async function lineOf(question: Exported, { onLost }: WriteOptions): Promise<string> {
  const { media: read, ...rest } = question
  const content = JSON.stringify(question.content)
  const media = []
  for (const key of mediaKeys(content)) {
    const medium = await read(key)
    if (medium === null)
      onLost?.({ where: question.id, code: 'media_missing', reason: `The file ${key} is gone.` })
    else media.push({ key, name: medium.name, data: Buffer.from(medium.bytes).toString('base64') })
  }
  return JSON.stringify(media.length === 0 ? rest : { ...rest, media })
}
