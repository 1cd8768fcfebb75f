import { partName, refused, type Made, type Refused } from './moodle-answers.ts'

/**
 * `matching`; a pair without a prompt is a target more. Where that leaves too little to choose from,
 * it is a text with gaps to put the targets into.
 */
export function matchingOf(
  pairs: readonly { readonly prompt: string; readonly target: string }[],
): Made | Refused {
  const targets = [...new Set(pairs.map(({ target }) => target))].filter((text) => text !== '')
  const places = new Map(targets.map((text, index) => [text, partName(index)]))
  const asked = pairs.filter(({ prompt, target }) => prompt !== '' && target !== '')
  const different = [...new Map(asked.map((pair) => [JSON.stringify(pair), pair])).values()]
  if (different.length === 0) return refused('no_pairs', 'It has nothing to match.')
  const choices = targets.map((text, index) => ({ id: partName(index), text }))
  if (targets.length < 2 || different.length < 2) return asGaps(different, choices, places)
  const prompts = different.map(({ prompt }, index) => ({ id: partName(index), text: prompt }))
  return {
    type: 'matching',
    body: { prompts, targets: choices },
    key: {
      pairs: Object.fromEntries(
        different.map(({ target }, index) => [partName(index), places.get(target)]),
      ),
      rule: 'partial',
    },
    told:
      different.length < asked.length
        ? [{ code: 'pair_repeated', reason: 'A pair that stood twice is there once.' }]
        : [],
  }
}

function asGaps(
  pairs: readonly { readonly prompt: string; readonly target: string }[],
  choices: readonly { readonly id: string; readonly text: string }[],
  places: ReadonlyMap<string, string>,
): Made {
  return {
    type: 'gap_match',
    body: {
      text: pairs
        .map(({ prompt }, index) => `${withoutGaps(prompt)} {{g${index + 1}}}`)
        .join('\n\n'),
      choices: choices.map((choice) => ({ ...choice, uses: 0 })),
      gaps: pairs.map((_, index) => ({ id: `g${index + 1}` })),
    },
    key: {
      gaps: Object.fromEntries(
        pairs.map(({ target }, index) => [`g${index + 1}`, [places.get(target)]]),
      ),
      rule: 'partial',
    },
    told: [
      {
        code: 'little_to_match',
        reason: 'With so few pairs it became a text with gaps to fill from a list.',
      },
    ],
  }
}

/** A text in which nothing reads as a gap. */
export function withoutGaps(text: string): string {
  return text.replace(/\{\{(?=[A-Za-z0-9_-]{1,16}\}\})/g, '{ {')
}
