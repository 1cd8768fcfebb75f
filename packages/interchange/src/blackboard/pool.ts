import type { Found, Json } from '../found.ts'
import { toFound } from '../question.ts'
import { attributeOf, descendants, numberOf } from '../qti-1/elements.ts'
import type { Files } from '../qti-1/files.ts'
import { idAt, Texts, type Made } from '../qti-1/made.ts'
import { plainAsHtml } from '../qti-1/material.ts'
import { child, childrenOf, textIn, type XmlElement } from '../xml.ts'

/** The questions of a pool of Blackboard 5, in the file's order. */
export async function* foundInPool(
  root: XmlElement,
  name: string,
  files: Files,
  packed: boolean,
): AsyncGenerator<Found> {
  const title = attributeOf(child(root, 'TITLE') ?? root, 'value').trim()
  const category = title === '' ? [] : [title]
  const where = (element: XmlElement) => `${packed ? `${name}, ` : ''}line ${element.line}`
  const points = new Map(
    descendants(root, 'QUESTION').map((listed) => [
      attributeOf(listed, 'id'),
      attributeOf(listed, 'points'),
    ]),
  )
  const described = child(root, 'DESCRIPTION')
  const description = described === undefined ? '' : new Texts(new Map()).block(htmlIn(described))
  if (description !== '' && title !== '')
    yield { kind: 'category', where: name, path: category, description }
  for (const element of childrenOf(root)) {
    if (!element.name.startsWith('QUESTION_')) continue
    const folder = name.slice(0, name.lastIndexOf('/') + 1)
    const texts = new Texts(await files.mediaOf(element, folder))
    const made = contentOf(element, texts)
    if ('code' in made) {
      yield { kind: 'skipped', where: where(element), ...made }
      continue
    }
    const right = said(element, 'FEEDBACK_WHEN_CORRECT', texts)
    const wrong = said(element, 'FEEDBACK_WHEN_INCORRECT', texts)
    const id = attributeOf(element, 'id')
    const worth = numberOf(points.get(id) ?? '')
    const kept: { [name: string]: Json } = { format: 'blackboard', id, type: element.name }
    if (worth !== null) kept['points'] = worth
    yield toFound({
      where: where(element),
      category,
      content: {
        ...made.content,
        stem: texts.block(htmlIn(child(element, 'BODY') ?? element)) || '—',
        ...((right !== '' || wrong !== '') && {
          feedback: { ...(right !== '' && { right }), ...(wrong !== '' && { wrong }) },
        }),
      },
      kept,
      notices: texts.notices(where(element)),
      media: texts.media,
    })
  }
}

/** `TEXT` inside an element: HTML or plain, as the flags beside it say. */
function htmlIn(element: XmlElement): string {
  const text = textIn(child(element, 'TEXT')).trim()
  const flags = child(element, 'FLAGS')
  const flag = (name: string) =>
    attributeOf((flags && child(flags, name)) ?? element, 'value').toLowerCase()
  if (flag('ISHTML') === 'false') return plainAsHtml(text)
  return flag('ISNEWLINELITERAL') === 'true' ? text.replace(/\r?\n/g, '<br>') : text
}

function said(element: XmlElement, name: string, texts: Texts): string {
  const gradable = child(element, 'GRADABLE')
  return texts.block(textIn(gradable && child(gradable, name)).trim())
}

interface Part {
  readonly id: string
  readonly html: string
}

function parts(element: XmlElement, name: string): Part[] {
  return childrenOf(element, name).map((part) => ({
    id: attributeOf(part, 'id'),
    html: htmlIn(part),
  }))
}

const noKey = { code: 'no_key', reason: 'The file doesn’t say which answer is right.' } as const

function contentOf(element: XmlElement, texts: Texts): Made {
  const answers = parts(element, 'ANSWER')
  const gradable = child(element, 'GRADABLE')
  const right = gradable === undefined ? [] : childrenOf(gradable, 'CORRECTANSWER')
  const ids = right.map((one) => attributeOf(one, 'answer_id'))
  switch (element.name) {
    case 'QUESTION_TRUEFALSE':
      return trueFalse(answers, ids[0], texts)
    case 'QUESTION_MULTIPLECHOICE':
    case 'QUESTION_EITHEROR':
    case 'QUESTION_OPINIONSCALE':
      return oneOf(answers, ids[0], texts)
    case 'QUESTION_MULTIPLEANSWER':
      return severalOf(answers, ids, texts)
    case 'QUESTION_MATCH':
      return matching(answers, parts(element, 'CHOICE'), right, texts)
    case 'QUESTION_ORDER':
      return ordering(answers, right, texts)
    case 'QUESTION_FILLINBLANK': {
      const accepted = answers.map(({ html }) => texts.plain(html)).filter((text) => text !== '')
      return accepted.length === 0
        ? noKey
        : { content: { type: 'short_text', body: {}, key: { accepted: [...new Set(accepted)] } } }
    }
    case 'QUESTION_ESSAY':
    case 'QUESTION_SHORTRESPONSE': {
      const model = answers.map(({ html }) => texts.block(html)).join('\n\n')
      return { content: { type: 'extended_text', body: {}, key: { model } } }
    }
    case 'QUESTION_FILEUPLOAD':
      return { code: 'file_upload', reason: 'It asks for a file, which no question of ours does.' }
    default:
      return { code: 'unknown_type', reason: `Questions of the type ${element.name} aren’t read.` }
  }
}

function trueFalse(answers: readonly Part[], right: string | undefined, texts: Texts): Made {
  const found = answers.findIndex(({ id }) => id === right)
  if (found < 0) return noKey
  const words = answers.map(({ html }) => texts.plain(html).toLowerCase())
  if (words.length === 2 && words.includes('true') && words.includes('false'))
    return { content: { type: 'true_false', body: {}, key: { truth: words[found] === 'true' } } }
  return oneOf(answers, right, texts)
}

function optionsOf(answers: readonly Part[], texts: Texts) {
  return answers.map(({ html }, index) => ({ id: idAt(index), text: texts.line(html) || '—' }))
}

function oneOf(answers: readonly Part[], right: string | undefined, texts: Texts): Made {
  const at = answers.findIndex(({ id }) => id === right)
  if (at < 0) return noKey
  const body = { options: optionsOf(answers, texts) }
  return { content: { type: 'single_choice', body, key: { choice: idAt(at) } } }
}

function severalOf(answers: readonly Part[], right: readonly string[], texts: Texts): Made {
  const choices = answers.flatMap(({ id }, index) => (right.includes(id) ? [idAt(index)] : []))
  if (choices.length === 0) return noKey
  const body = { options: optionsOf(answers, texts) }
  return { content: { type: 'multiple_choice', body, key: { choices, rule: 'all_or_nothing' } } }
}

function matching(
  answers: readonly Part[],
  choices: readonly Part[],
  right: readonly XmlElement[],
  texts: Texts,
): Made {
  const pairs = answers.flatMap(({ id }, index) => {
    const pair = right.find((one) => attributeOf(one, 'answer_id') === id)
    const target = choices.findIndex(
      (choice) => pair !== undefined && choice.id === attributeOf(pair, 'choice_id'),
    )
    return target < 0 ? [] : [{ index, target }]
  })
  if (pairs.length === 0) return noKey
  if (pairs.length < answers.length)
    texts.lose('pairs_left_out', 'Left sides without a match were left out.')
  const prompts = optionsOf(answers, texts)
  const targets = optionsOf(choices, texts)
  return {
    content: {
      type: 'matching',
      body: { prompts: pairs.flatMap(({ index }) => prompts[index] ?? []), targets },
      key: {
        pairs: Object.fromEntries(pairs.map(({ index, target }) => [idAt(index), idAt(target)])),
      },
    },
  }
}

function ordering(answers: readonly Part[], right: readonly XmlElement[], texts: Texts): Made {
  const placed = right
    .map((one, index) => ({
      id: attributeOf(one, 'answer_id'),
      place: numberOf(attributeOf(one, 'order')) ?? index,
    }))
    .toSorted((one, other) => one.place - other.place)
  const order = placed.flatMap(({ id }) => {
    const at = answers.findIndex((answer) => answer.id === id)
    return at < 0 ? [] : [idAt(at)]
  })
  if (order.length === 0) return noKey
  return {
    content: {
      type: 'ordering',
      body: { items: optionsOf(answers, texts) },
      key: { order, rule: 'all_or_nothing' },
    },
  }
}
