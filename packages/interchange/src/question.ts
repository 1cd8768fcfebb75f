import { checkQuestion, questionContent } from '@quizmentor/engine/question/question'
import type { core } from 'zod'
import { plain, type FoundQuestion, type Notice, type Skipped } from './found.ts'

/** A question as a reader has put it together; what isn't said is empty. */
export interface Draft extends Partial<Omit<FoundQuestion, 'kind' | 'content'>> {
  readonly where: string
  readonly content: unknown
}

/**
 * The question, its content checked and with defaults filled in. Skipped with
 * `not_representable` where the content doesn't fit; what an author should mend becomes notices.
 */
export function toFound(draft: Draft): FoundQuestion | Skipped {
  const { where } = draft
  const checked = questionContent.safeParse(draft.content)
  if (!checked.success)
    return {
      kind: 'skipped',
      where,
      code: 'not_representable',
      reason: inWords(checked.error.issues),
    }
  const faults = checkQuestion(checked.data).flatMap(({ path, code, severity }): Notice[] =>
    severity === 'error'
      ? [{ where, code, reason: `To mend before publishing: ${words(code)}, at ${path}.` }]
      : [],
  )
  return {
    ...plain,
    ...draft,
    content: checked.data,
    notices: faults.length === 0 ? (draft.notices ?? []) : [...(draft.notices ?? []), ...faults],
  }
}

function inWords(issues: readonly core.$ZodIssue[]): string {
  const told = issues.slice(0, 3).map((issue) => {
    const place = issue.path.join('/')
    return `${place === '' ? 'the question' : place} ${fault(issue)}`
  })
  const more = issues.length > told.length ? `, and ${issues.length - told.length} more faults` : ''
  return `It doesn't fit a question of ours: ${told.join('; ')}${more}.`
}

function fault(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return `is too ${sized(issue.origin)} (at most ${issue.maximum})`
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'is empty'
        : `is too ${issue.origin === 'number' ? 'small' : 'few'} (at least ${issue.minimum})`
    case 'custom':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_type':
    case 'invalid_union':
    case 'invalid_value':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return `is wrong: ${issue.message}`
  }
}

function sized(origin: string): string {
  if (origin === 'string') return 'long'
  return origin === 'array' || origin === 'set' ? 'many' : 'large'
}

function words(code: string): string {
  return code.replaceAll('_', ' ')
}
