import { MAX_PLAYERS } from '@quizmentor/engine/live/decide-join'
import type { ParseArgsOptionsConfig } from 'node:util'
import { z } from 'zod'
import { UsageError } from '../usage.ts'
import type { Plan } from './measure.ts'

export const options: ParseArgsOptionsConfig = {
  rooms: { type: 'string' },
  players: { type: 'string' },
}

const whole = (most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(2).max(most)).optional()

const asked = z.object({ quick: z.boolean(), rooms: whole(1_000), players: whole(MAX_PLAYERS) })

const usual = { withinMs: 5_000, questions: 3 }
const warmUp = { rooms: 2, players: 200, withinMs: 1_000, questions: 1 }

/** What the options ask for: games of one size, or without any everything that there is to know. */
export function planOf(values: unknown): Plan {
  const read = asked.safeParse(values)
  if (!read.success)
    throw new UsageError(`--${read.error.issues[0]?.path.join('.')} takes a whole number from 2.`)
  const { quick: isQuick, rooms, players } = read.data
  if (rooms !== undefined || players !== undefined)
    return {
      isQuick,
      isFull: false,
      games: [{ ...usual, rooms: rooms ?? 2, players: players ?? 1_000 }],
      warmUp: isQuick ? null : warmUp,
    }
  if (isQuick)
    return {
      isQuick,
      isFull: false,
      games: [{ rooms: 4, players: 30, withinMs: 1_000, questions: 1 }],
      warmUp: null,
    }
  return {
    isQuick,
    isFull: true,
    games: [
      { ...usual, rooms: 40, players: 50 },
      { ...usual, rooms: 2, players: 1_000 },
    ],
    warmUp,
  }
}
