import { MAX_PLAYERS } from '@quizmentor/engine/live/decide-join'
import type { ParseArgsOptionsConfig } from 'node:util'
import { z } from 'zod'
import { UsageError } from '../usage.ts'
import type { AnswersPlan } from './answers.ts'
import type { StormPlan } from './storm.ts'
import type { UpdatesPlan } from './updates.ts'

export const options: ParseArgsOptionsConfig = {
  rooms: { type: 'string' },
  players: { type: 'string' },
  within: { type: 'string' },
  hz: { type: 'string' },
  storm: { type: 'boolean' },
}

/** What is measured. */
export interface Plan {
  readonly isQuick: boolean
  /** Everything: then the results are written down, too. */
  readonly isFull: boolean
  readonly commits: number
  readonly answers: readonly (AnswersPlan & {
    /** Whether the baselines play it as well. */
    readonly beside: boolean
  })[]
  readonly updates: UpdatesPlan | null
  readonly storm: StormPlan | null
}

const whole = (most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(most)).optional()

const asked = z.object({
  quick: z.boolean(),
  rooms: whole(1_000),
  players: whole(MAX_PLAYERS),
  within: whole(60),
  hz: whole(50),
  storm: z.boolean().optional(),
})

/** What the options ask for; without any, everything that there is to know. */
export function planOf(values: unknown): Plan {
  const read = asked.safeParse(values)
  if (!read.success) {
    const { path, code } = read.error.issues[0] ?? { path: [], code: '' }
    const range = code === 'too_big' ? ' that is not so large' : ' from 1'
    throw new UsageError(`--${path.join('.')} takes a whole number${range}.`)
  }
  const { quick, rooms, players, within, hz, storm } = read.data
  const none = { isQuick: quick, isFull: false, answers: [], updates: null, storm: null }
  const commits = quick ? 200 : 1_000
  if (storm === true)
    return { ...none, commits, storm: { rooms: rooms ?? 2, players: players ?? MAX_PLAYERS } }
  if (hz !== undefined) {
    const updates = { ...usualUpdates, rooms: rooms ?? 100, players: players ?? 50, hz }
    return {
      ...none,
      commits,
      updates: quick ? { ...updates, seconds: 3, climbs: false } : updates,
    }
  }
  if (rooms !== undefined || players !== undefined || within !== undefined) {
    const spans = within === undefined ? [5, 1] : [within]
    const answers = spans.map((span) =>
      answersOf(rooms ?? 1, players ?? 1_000, span, quick ? 1 : 3),
    )
    return { ...none, commits, answers: answers.map((each) => ({ ...each, beside: true })) }
  }
  return quick ? { ...quickPlan, commits } : { ...fullPlan, commits }
}

const usualUpdates = { rooms: 100, players: 50, hz: 10, seconds: 10, climbs: true }

function answersOf(rooms: number, players: number, withinS: number, questions: number) {
  return { rooms, players, withinMs: withinS * 1_000, questions, joinsPerSecond: 1_000 }
}

const quickPlan = {
  isQuick: true,
  isFull: false,
  answers: [{ ...answersOf(1, 600, 2, 1), beside: true }],
  updates: { rooms: 10, players: 20, hz: 10, seconds: 2, climbs: false },
  storm: { rooms: 1, players: 300 },
}

const fullPlan = {
  isQuick: false,
  isFull: true,
  answers: [
    // A thousand answers a second, in games of 10, of 1,000 and of 5,000.
    { ...answersOf(100, 10, 1, 5), beside: false },
    ...[1_000, 2_500, MAX_PLAYERS].flatMap((players) =>
      [5, 1].map((span) => ({
        ...answersOf(1, players, span, 3),
        beside: players === MAX_PLAYERS,
      })),
    ),
  ],
  updates: usualUpdates,
  storm: { rooms: 2, players: MAX_PLAYERS },
}
