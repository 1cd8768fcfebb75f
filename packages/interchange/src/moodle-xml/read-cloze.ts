import { parseCloze } from '../cloze/parse.ts'
import { refused, type Refused } from '../moodle-answers.ts'
import { child } from '../xml.ts'
import type { Part, Reading } from './reading.ts'

/** `cloze`: a text with answers embedded in it. */
export function readCloze({ element, texts }: Reading): Part | Refused {
  let cloze: ReturnType<typeof parseCloze> | undefined
  const { stem, text } = texts.gapped(child(element, 'questiontext'), (written) => {
    cloze = parseCloze(written)
    return cloze.text
  })
  if (cloze === undefined) return refused('no_gaps', 'It has no text.')
  const [problem] = cloze.problems
  if (problem !== undefined) return { refused: problem }
  return {
    type: 'fill_in',
    stem,
    body: { text, gaps: cloze.gaps },
    key: { gaps: cloze.keys, rule: 'partial' },
    told: cloze.told,
  }
}
