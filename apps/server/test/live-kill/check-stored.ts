import { CORRECT_FROM } from '@quizmentor/engine/question/question'
import type { GameEvent, GameQuestion } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import { originalAnswer } from '../../src/features/live/original-answer.ts'
import { Recount } from '../live-simulation/recount.ts'
import type { TestDatabase } from '../test-database.ts'
import type { Game } from './game.ts'
import type { StoredGame } from './stored.ts'

type Answered = Extract<GameEvent, { name: 'answered' }>

export interface Played {
  readonly game: Game
  readonly stored: StoredGame
  /** The results as the host gets them. */
  readonly csv: string
}

/** Where the responses in the database are not just the answers in the logs, each once. */
export async function checkResponses(
  { kysely }: Pick<TestDatabase, 'kysely'>,
  played: readonly Played[],
): Promise<string[]> {
  const rows = await kysely
    .selectFrom('responses')
    .select(['id', 'person_id', 'question_version', 'score', 'latency_ms', 'answered_at', 'given'])
    .execute()
  const found = rows.map((row) =>
    JSON.stringify([
      row.id,
      row.person_id,
      row.question_version,
      row.score.toFixed(4),
      row.latency_ms,
      row.answered_at.getTime(),
      inOrder(row.given),
    ]),
  )
  const expected = played.flatMap(({ game, stored }) =>
    answersIn(stored).map(
      ({ answerId, playerId, question: index, score, latencyMs, at, given }) => {
        const seat = stored.seats.find((each) => each.playerId === playerId)
        const question = game.setup.questions[index]
        return JSON.stringify([
          answerId,
          seat?.personId,
          question?.version,
          score.toFixed(4),
          latencyMs,
          at,
          inOrder(originalAnswer(given, question?.originalIds ?? {})),
        ])
      },
    ),
  )
  return differences('response', found, expected)
}

/** Where members have not learned just once from all that they answered. */
export async function checkLearning(
  { kysely }: Pick<TestDatabase, 'kysely'>,
  played: readonly Played[],
): Promise<string[]> {
  const members = await kysely
    .selectFrom('people')
    .select('id')
    .where('user_id', 'is not', null)
    .execute()
  const isMember = new Set(members.map(({ id }) => id))
  const cards = await kysely
    .selectFrom('cards')
    .innerJoin('questions', 'questions.num', 'cards.question_num')
    .innerJoin('question_versions', 'question_versions.question_id', 'questions.id')
    .select(['person_id', 'question_versions.num as version', 'reps', 'due', 'last_review'])
    .execute()
  const found = cards.map(({ person_id, version, reps, due, last_review }) => {
    const isDue = due.getTime() === last_review?.getTime()
    return JSON.stringify([person_id, version, reps, last_review?.getTime(), isDue])
  })
  const expected = played.flatMap(({ game, stored }) => {
    const personOf = new Map(stored.seats.map(({ playerId, personId }) => [playerId, personId]))
    return answersIn(stored).flatMap(({ playerId, question, score, at }) => {
      const personId = personOf.get(playerId) ?? 0
      const version = game.setup.questions[question]?.version
      return isMember.has(personId)
        ? [JSON.stringify([personId, version, 1, at, score < CORRECT_FROM])]
        : []
    })
  })
  const unlearned = played.flatMap(({ game, stored }) =>
    stored.learnedAt === null ? [`nobody learns from game ${game.number}`] : [],
  )
  return [...unlearned, ...differences('card', found, expected)]
}

/** Where the results that the host gets are not what the log makes them. */
export function checkResults({ game, stored, csv }: Played): string[] {
  const { questions } = game.setup
  const answers = answersIn(stored)
  const asked = answers.reduce((most, { question }) => Math.max(most, question + 1), 0)
  const recount = new Recount(game.setup, stored.events)
  const expected = [...recount.players]
    .filter(([, { isIn }]) => isIn)
    .map(([id, player]) => {
      const own = Array.from({ length: asked }, (_, index) =>
        answers.find((answer) => answer.playerId === id && answer.question === index),
      )
      const right = own.filter((answer) => (answer?.score ?? 0) >= CORRECT_FROM).length
      const cells = own.flatMap((answer, index) => [
        answer === undefined ? '' : inWords(answer.given, questions[index]),
        answer?.points ?? 0,
      ])
      return [recount.rankOf(player), player.nickname, player.score, right, ...cells].join(',')
    })
  const found = csv.trimEnd().split('\r\n').slice(1)
  const ranks = found.map((line) => Number.parseInt(line, 10))
  const isSorted = ranks.every((rank, index) => rank >= (ranks[index - 1] ?? 0))
  return [
    ...(isSorted ? [] : ['the results are not by rank']),
    ...differences('result', found, expected),
  ]
}

function answersIn({ events }: StoredGame): Answered[] {
  return events.flatMap(({ event }) => (event.name === 'answered' ? [event] : []))
}

function inWords(given: Given, question: GameQuestion | undefined): string {
  const body = question?.content.body
  const options = body !== undefined && 'options' in body ? body.options : []
  const text = (id: string) => options.find((option) => option.id === id)?.text ?? id
  switch (given.type) {
    case 'single_choice':
      return text(given.choice)
    case 'multiple_choice':
      return given.choices.map(text).join(' | ')
    case 'true_false':
      return String(given.truth)
    case 'numeric':
      return String(given.value)
    default:
      return ''
  }
}

/** The database sorts the fields of what it keeps. */
function inOrder(given: object) {
  return Object.entries(given).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

/** What of two heaps, in whatever order, is in one alone or more often than in the other. */
function differences(what: string, found: string[], expected: string[]): string[] {
  const left = new Map<string, number>()
  for (const each of expected) left.set(each, (left.get(each) ?? 0) + 1)
  for (const each of found) left.set(each, (left.get(each) ?? 0) - 1)
  return [...left].flatMap(([each, count]) => {
    if (count === 0) return []
    return [count > 0 ? `the ${what} ${each} is missing` : `the ${what} ${each} is one too many`]
  })
}
