import { seededRandom } from '@quizmentor/engine/question/parts'
import { child, childrenOf, type XmlElement } from '../xml.ts'
import { declarationsOf } from './read-declarations.ts'
import { evaluated, NotCarriedOut } from './read-expressions.ts'
import { carriedOut, converted, scopeOf, type Declared } from './read-processing.ts'
import { nothing, type Value } from './read-values.ts'

const mostTries = 100

export interface Drawn {
  readonly declared: Declared
  /** Whether the item is one of many that its template makes. */
  readonly isTemplate: boolean
  /** Why its values could not be drawn, if so: its defaults stand. */
  readonly failed: string | null
}

/**
 * What an item declares, its template's values drawn: always the same for the same identifier, so
 * that reading it again gives the same question.
 */
export function drawnFrom(item: XmlElement): Drawn {
  const templates = declarationsOf(item, 'templateDeclaration')
  const defaults = new Map([...templates].map(([identifier, { initial }]) => [identifier, initial]))
  const plain: Declared = {
    responses: declarationsOf(item, 'responseDeclaration'),
    outcomes: declarationsOf(item, 'outcomeDeclaration'),
    templates: defaults,
    corrects: new Map(),
  }
  const processing = child(item, 'templateProcessing')
  if (processing === undefined)
    return { declared: plain, isTemplate: templates.size > 0, failed: null }
  const random = seededRandom(seedOf(item.attributes.get('identifier') ?? ''))
  for (let tries = 0; tries < mostTries; tries++) {
    const values = new Map<string, Value>(defaults)
    const corrects = new Map<string, Value>()
    const scope = scopeOf(plain, (identifier) => values.get(identifier) ?? nothing, random)
    let constrained = true
    try {
      const ended = carriedOut(childrenOf(processing), scope, 'template', (name, rule) => {
        const identifier = rule.attributes.get('identifier')?.trim() ?? ''
        const expression = childrenOf(rule)[0]
        const value = expression === undefined ? nothing : evaluated(expression, scope)
        if (name === 'setTemplateValue')
          values.set(identifier, converted(templates.get(identifier), value))
        else if (name === 'setCorrectResponse')
          corrects.set(identifier, converted(plain.responses.get(identifier), value))
      })
      constrained = !ended && !hasExit(processing)
    } catch (error) {
      if (!(error instanceof NotCarriedOut)) throw error
      return { declared: plain, isTemplate: true, failed: error.message }
    }
    if (!constrained)
      return { declared: { ...plain, templates: values, corrects }, isTemplate: true, failed: null }
  }
  return { declared: plain, isTemplate: true, failed: 'its constraints are hardly ever met' }
}

function hasExit(element: XmlElement): boolean {
  return childrenOf(element).some((rule) => rule.name === 'exitTemplate' || hasExit(rule))
}

function seedOf(text: string): number {
  let seed = 0x811c9dc5
  for (const letter of text) seed = Math.imul(seed ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return seed >>> 0
}
