import { type Refused } from '../moodle-answers.ts'
import { matchingOf } from '../moodle-matching.ts'
import { childrenOf } from '../xml.ts'
import { field } from './fields.ts'
import type { Part, Reading } from './reading.ts'

/** `matching`: prompts, each with the text that belongs to it; a text alone is a distractor. */
export function readMatch({ element, texts }: Reading): Part | Refused {
  return matchingOf(
    childrenOf(element, 'subquestion').map((subquestion) => ({
      prompt: texts.of(subquestion),
      target: texts.ofPlain(field(subquestion, 'answer')),
    })),
  )
}
