import { rightChoices } from '@quizmentor/engine/question/fill-in'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import type { Found } from '../src/found.ts'

/** What was found, in figures and our own ids: each question's type and key, each other thing's code. */
export function keysOf(found: readonly Found[]): string[] {
  return found.map((each) => {
    switch (each.kind) {
      case 'question': {
        const codes = each.notices.map(({ code }) => code).toSorted()
        return [keyOf(each.content), ...codes].join(' ')
      }
      case 'category':
        return `category ${each.path.length}`
      case 'skipped':
      case 'warning':
        return `${each.kind} ${each.code}`
    }
  })
}

function keyOf(content: QuestionContent): string {
  const { type, body, key } = content
  switch (type) {
    case 'single_choice':
      return `${type} ${key.choice}/${body.options.length}${list(key.credits)}${said(key.feedback)}`
    case 'multiple_choice':
      return `${type} ${key.choices.join('')}/${body.options.length} ${key.rule}${list(key.credits)}${said(key.feedback)}`
    case 'true_false':
      return `${type} ${key.truth}${said(key.feedback)}`
    case 'numeric':
      return [
        `${type} ${key.value}±${key.tolerance.amount}${key.tolerance.kind === 'relative' ? '×' : ''}`,
        ...(key.others ?? []).map(({ value, credit }) => `${value}=${credit}`),
      ].join(',')
    case 'short_text':
      return `${type} ${key.accepted.length}${key.caseSensitive ? ' case' : ''}`
    case 'ordering':
      return `${type} ${key.order.join('')}`
    case 'matching':
      return `${type}${list(key.pairs)}/${body.targets.length}`
    case 'fill_in': {
      const gaps = body.gaps.map(({ id, choices }) => {
        const match = key.gaps[id]
        if (match === undefined) return `${id}?`
        if (choices.length === 0) return `${id}=${match.accepted.length}`
        const right = rightChoices(match, choices)
        return `${id}=${right.map((choice) => choices.indexOf(choice)).join('+')}/${choices.length}`
      })
      return `${type} ${gaps.join(',')} ${key.rule}`
    }
    case 'select_point':
      return `${type} ${key.areas.map(({ area }) => area.shape).join(',')}/${body.most}`
    case 'hotspot':
      return `${type} ${key.spots.join('')}/${body.spots.length}`
    case 'extended_text':
      return `${type} ${key.model === '' ? 'no model' : 'model'}`
    case 'associate':
    case 'gap_match':
    case 'slider':
      return type
  }
}

function list(entries: Readonly<Record<string, string | number>> = {}): string {
  const parts = Object.entries(entries).map(([id, value]) => `${id}:${value}`)
  return parts.length === 0 ? '' : ` ${parts.join(',')}`
}

function said(feedback: object = {}): string {
  const count = Object.keys(feedback).length
  return count === 0 ? '' : ` says ${count}`
}
