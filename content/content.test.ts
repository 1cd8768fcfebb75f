import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  contentCollection,
  contentTopic,
  type ContentCollection,
  type ContentTopic,
} from '@quizmentor/contract/starter-content'
import { bloomLevels } from '@quizmentor/contract/question'
import {
  checkQuestion,
  questionTypes,
  type QuestionContent,
  type QuestionType,
} from '@quizmentor/engine/question/question'
import { matchesText } from '@quizmentor/engine/question/text-match'
import { describe, expect, test } from 'vitest'

interface Collection {
  readonly folder: string
  readonly collection: ContentCollection
  readonly topics: readonly ContentTopic[]
}

const misfits: string[] = []
const collections = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((entry) => readCollection(entry.name))
const questions = collections.flatMap(({ topics }) => topics.flatMap((topic) => topic.questions))

/** What a folder holds, as far as it fits the schemas; what doesn't is added to `misfits`. */
function readCollection(folder: string): Collection[] {
  const path = join(import.meta.dirname, folder)
  const collection = read(contentCollection, folder, 'collection.json')
  const topics = readdirSync(path)
    .toSorted()
    .filter((name) => name !== 'collection.json')
    .flatMap((name) => {
      const topic = read(contentTopic, folder, name)
      if (topic !== undefined && name !== `${topic.slug}.json`)
        misfits.push(`${folder}/${name}: its slug is ${topic.slug}`)
      return topic ?? []
    })
  return collection === undefined ? [] : [{ folder, collection, topics }]
}

function read<T>(
  schema: { parse: (raw: unknown) => T },
  folder: string,
  name: string,
): T | undefined {
  try {
    const raw: unknown = JSON.parse(readFileSync(join(import.meta.dirname, folder, name), 'utf8'))
    return schema.parse(raw)
  } catch (error) {
    misfits.push(`${folder}/${name}: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

function ofType<T extends QuestionType>(type: T) {
  return questions.flatMap(({ ref, content }) => (isType(content, type) ? [{ ref, content }] : []))
}

function isType<T extends QuestionType>(
  content: QuestionContent,
  type: T,
): content is Extract<QuestionContent, { type: T }> {
  return content.type === type
}

/** The lists of texts that a learner picks from or arranges. */
function optionLists(content: QuestionContent): string[][] {
  const texts = (list: readonly { text: string }[]): string[] => list.map(({ text }) => text)
  switch (content.type) {
    case 'single_choice':
    case 'multiple_choice':
      return [texts(content.body.options)]
    case 'ordering':
      return [texts(content.body.items)]
    case 'matching':
      return [texts(content.body.prompts), texts(content.body.targets)]
    case 'fill_in':
      return content.body.gaps.map((gap) => gap.choices)
    case 'associate':
      return [texts(content.body.options)]
    case 'gap_match':
      return [texts(content.body.choices)]
    default:
      return []
  }
}

function repeated(list: readonly string[]): string[] {
  return list.filter((each, index) => list.indexOf(each) !== index)
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

describe('each collection', () => {
  test('fits the schemas, file by file', () => {
    expect(misfits).toEqual([])
    expect(collections.length).toBeGreaterThan(0)
  })

  test.each(collections)('$folder lists exactly the topics it has', (each) => {
    expect(each.collection.slug).toBe(each.folder)
    expect(each.collection.topics.toSorted()).toEqual(
      each.topics.map((topic) => topic.slug).toSorted(),
    )
  })

  test.each(collections)(
    '$folder weighs only its own topics, each with a reading, and the weights add up to 1',
    ({ collection, topics }) => {
      for (const track of collection.tracks) {
        const weighed = Object.keys(track.weights)
        const readable = topics.filter((topic) => topic.reading).map((topic) => topic.slug)
        expect(weighed.filter((slug) => !readable.includes(slug))).toEqual([])
        expect(Object.values(track.weights).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9)
      }
    },
  )

  test.each(collections)('$folder has quizzes that can be played live', (each) => {
    const live: readonly QuestionType[] = [
      'single_choice',
      'multiple_choice',
      'true_false',
      'numeric',
    ]
    const asked = new Set(
      each.collection.quizzes.flatMap((quiz) => quiz.rounds.flatMap((round) => round.questions)),
    )
    const unfit = each.topics
      .flatMap((topic) => topic.questions)
      .filter(({ ref, content }) => asked.has(ref) && !live.includes(content.type))
    expect(unfit.map(({ ref }) => ref)).toEqual([])
  })

  test.each(collections)(
    '$folder asks in its quizzes only questions that it has, each once',
    ({ collection, topics }) => {
      const known = new Set(topics.flatMap((topic) => topic.questions.map(({ ref }) => ref)))
      for (const quiz of collection.quizzes) {
        const asked = quiz.rounds.flatMap((round) => round.questions)
        const unknown = asked.filter((ref) => !known.has(ref))
        expect(unknown, quiz.slug).toEqual([])
        expect(repeated(asked), quiz.slug).toEqual([])
      }
      expect(repeated(collection.quizzes.map((quiz) => quiz.slug))).toEqual([])
      expect(repeated(collection.tracks.map((track) => track.slug))).toEqual([])
    },
  )
})

describe('the whole', () => {
  test('has at least 400 questions, 180 of them on the web platform', () => {
    const web = collections.find(({ folder }) => folder === 'web-platform')
    expect(questions.length).toBeGreaterThanOrEqual(400)
    expect(web?.topics.flatMap((topic) => topic.questions).length).toBeGreaterThanOrEqual(180)
  })

  test('names each question differently', () => {
    expect(repeated(questions.map(({ ref }) => ref))).toEqual([])
  })

  // Pictures take room in the files, and games on a screen can't ask what came after `fill_in`.
  const usual = questionTypes.indexOf('fill_in')
  const least = questionTypes.map((type, place) => {
    if (place <= usual) return { type, count: 12 }
    return { type, count: type === 'hotspot' || type === 'select_point' ? 2 : 4 }
  })
  test.each(least)('has at least $count questions of type $type', ({ type, count }) => {
    expect(ofType(type).length).toBeGreaterThanOrEqual(count)
  })

  test('has every difficulty from 1 to 10', () => {
    const missing = Array.from({ length: 10 }, (_, index) => index + 1).filter(
      (level) => !questions.some(({ difficulty }) => difficulty === level),
    )
    expect(missing).toEqual([])
  })

  test('has every Bloom level from remember to evaluate', () => {
    const missing = bloomLevels.filter(
      (level) => level !== 'create' && !questions.some(({ bloom }) => bloom === level),
    )
    expect(missing).toEqual([])
  })
})

describe('each question', () => {
  test('could be published: no part contradicts another', () => {
    const faults = questions.flatMap(({ ref, content }) =>
      checkQuestion(content).map(({ path, code }) => `${ref}${path}: ${code}`),
    )
    expect(faults).toEqual([])
  })

  test('is explained', () => {
    expect(questions.filter(({ content }) => content.explanation === '')).toEqual([])
  })

  test('has a hint, in three of five cases at least', () => {
    const hinted = questions.filter(({ content }) => content.hints.length > 0)
    expect(share(hinted.length, questions.length)).toBeGreaterThanOrEqual(0.6)
  })

  test('is worded differently from every other', () => {
    const stems = questions.map(({ content }) => content.stem.toLowerCase().replace(/\s+/g, ' '))
    expect(repeated(stems)).toEqual([])
  })

  test('offers nothing twice', () => {
    const faults = questions.filter(({ content }) =>
      optionLists(content).some((list) => repeated(list).length > 0),
    )
    expect(faults.map(({ ref }) => ref)).toEqual([])
  })

  test('offers no “all of the above” or “none of the above”', () => {
    const lazy = /\b(all|both|neither|none) of the (above|others|options|answers)\b/i
    const faults = questions.filter(({ content }) =>
      optionLists(content)
        .flat()
        .some((text) => lazy.test(text)),
    )
    expect(faults.map(({ ref }) => ref)).toEqual([])
  })

  test('with a gap to choose for accepts exactly one of the choices', () => {
    const faults = ofType('fill_in').flatMap(({ ref, content: { body, key } }) =>
      body.gaps
        .filter(({ id, choices }) => {
          const match = key.gaps[id]
          const right = choices.filter((choice) => match && matchesText(match, choice))
          return choices.length > 0 && right.length !== 1
        })
        .map(({ id }) => `${ref} ${id}`),
    )
    expect(faults).toEqual([])
  })

  test('about a picture carries it, small and described', () => {
    const faults = questions.filter(({ content: { body } }) => {
      if (!('image' in body) || body.image === undefined) return false
      const { src, alt } = body.image
      return !/^data:image\/(png|webp);base64,/.test(src) || src.length > 16_000 || alt === ''
    })
    expect(faults.map(({ ref }) => ref)).toEqual([])
  })

  test('about pairs uses each thing in one pair, and doesn’t offer a pair side by side', () => {
    const faults = ofType('associate').filter(({ content: { body, key } }) => {
      const places = key.pairs.map((pair) =>
        pair.map((each) => body.options.findIndex(({ id }) => id === each)),
      )
      return (
        repeated(key.pairs.flat().map(String)).length > 0 ||
        places.every(([one = 0, other = 0]) => Math.abs(one - other) === 1)
      )
    })
    expect(faults.map(({ ref }) => ref)).toEqual([])
  })

  test('about an order isn’t written in the right one', () => {
    const faults = ofType('ordering').filter(
      ({ content }) => content.body.items.map(({ id }) => id).join() === content.key.order.join(),
    )
    expect(faults.map(({ ref }) => ref)).toEqual([])
  })
})

describe('keys can’t be guessed from', () => {
  const singles = ofType('single_choice').map(({ ref, content: { body, key } }) => {
    const position = body.options.findIndex(({ id }) => id === key.choice)
    const lengths = body.options.map(({ text }) => text.length)
    const own = lengths[position] ?? 0
    const others = lengths.filter((_, index) => index !== position)
    return {
      ref,
      position,
      count: lengths.length,
      longest: own > Math.max(...others),
      shortest: own < Math.min(...others),
    }
  })

  test('their position: each of four has a share between 20 and 30 %', () => {
    const four = singles.filter(({ count }) => count === 4)
    for (const position of [0, 1, 2, 3]) {
      const part = share(four.filter((each) => each.position === position).length, four.length)
      expect(part, `position ${position + 1}`).toBeGreaterThanOrEqual(0.2)
      expect(part, `position ${position + 1}`).toBeLessThanOrEqual(0.3)
    }
  })

  test('their length: the longest or the shortest option is right in 35 % at most', () => {
    const longest = singles.filter((each) => each.longest)
    const shortest = singles.filter((each) => each.shortest)
    expect(share(longest.length, singles.length)).toBeLessThanOrEqual(0.35)
    expect(share(shortest.length, singles.length)).toBeLessThanOrEqual(0.35)
  })

  test('habit: between 40 and 60 % of the true/false statements are true', () => {
    const statements = ofType('true_false')
    const part = share(
      statements.filter(({ content }) => content.key.truth).length,
      statements.length,
    )
    expect(part).toBeGreaterThanOrEqual(0.4)
    expect(part).toBeLessThanOrEqual(0.6)
  })
})
