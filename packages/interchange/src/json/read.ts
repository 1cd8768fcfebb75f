import {
  UnreadableFile,
  type Found,
  type FoundQuestion,
  type Notice,
  type Skipped,
} from '../found.ts'
import { mediaType } from '../media.ts'
import { toFound } from '../question.ts'
import type { Source } from '../source.ts'
import { decoded } from '../text.ts'
import { formatName, formatVersion, jsonCategory, jsonQuestion } from './format.ts'
import { jsonMembers } from './members.ts'

/** Reads a file that `writeJson` wrote, or one like it, question by question. */
export async function* readJson(source: Source): AsyncGenerator<Found> {
  let known = false
  const lists = new Set(['categories', 'questions'])
  for await (const { name, index, json } of jsonMembers(decoded(source), source.name, lists)) {
    if (name === 'format') known = parsed(json) === formatName
    else if (name === 'version' && parsed(json) !== formatVersion)
      throw new UnreadableFile(
        'json_version',
        source.name,
        `The file has version ${json.slice(0, 20)} of the format; ${formatVersion} is known.`,
      )
    if (index === null) continue
    if (!known)
      throw new UnreadableFile(
        'not_quizmentor_json',
        source.name,
        `The file doesn't begin with "format": "${formatName}".`,
      )
    if (name === 'questions') yield question(json, `question ${index + 1}`)
    else yield category(json, `category ${index + 1}`)
  }
  if (!known)
    throw new UnreadableFile('not_quizmentor_json', source.name, 'The file is no QuizMentor JSON.')
}

function category(json: string, where: string): Found {
  const result = jsonCategory.safeParse(parsed(json))
  return result.success
    ? { kind: 'category', where, ...result.data }
    : { kind: 'warning', where, code: 'invalid_category', reason: 'The category is damaged.' }
}

function question(json: string, where: string): FoundQuestion | Skipped {
  const value = parsed(json)
  if (value === undefined)
    return { kind: 'skipped', where, code: 'json_malformed', reason: 'It is no sound JSON.' }
  const result = jsonQuestion.safeParse(value)
  if (!result.success) {
    const [issue] = result.error.issues
    const reason = `${issue?.path.join('/') || 'The question'}: ${issue?.message ?? 'wrong'}.`
    return { kind: 'skipped', where, code: 'invalid_question', reason }
  }
  const { id, ref, media, ...rest } = result.data
  const notices: Notice[] = []
  return toFound({
    ...rest,
    where,
    ref: ref ?? id ?? null,
    notices,
    media: media.flatMap(({ key, name, data }) => {
      const bytes = Buffer.from(data, 'base64')
      const type = mediaType(bytes)
      if (type !== null) return [{ key, name, type, read: () => Promise.resolve(bytes) }]
      const reason = `The file “${name}” is of no kind that can be shown.`
      notices.push({ where, code: 'media_unknown', reason })
      return []
    }),
  })
}

/** `undefined`: it is no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
