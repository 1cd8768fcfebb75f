import type { ParseArgsOptionsConfig } from 'node:util'
import { z } from 'zod'
import { UsageError } from '../usage.ts'
import type { PracticePlan } from './practice-load.ts'
import type { ReadPlan } from './read-load.ts'
import type { RowsPlan } from './rows.ts'

export const options: ParseArgsOptionsConfig = {
  learners: { type: 'string' },
  nodes: { type: 'string' },
  think: { type: 'string' },
  connections: { type: 'string' },
  rows: { type: 'boolean' },
}

/** What is measured. */
export interface Plan {
  /** Everything: then the results are written down, too. */
  readonly isFull: boolean
  /** Those who practise as fast as they are answered. */
  readonly learners: readonly number[]
  readonly thoughtful: readonly PracticePlan[]
  readonly nodes: readonly number[]
  readonly questions: number
  /** Who practises before it is measured. */
  readonly warmUp: number
  readonly reads: ReadPlan | null
  readonly rows: RowsPlan | null
}

const whole = (most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(most)).optional()

const asked = z.object({
  quick: z.boolean(),
  learners: whole(5_000),
  nodes: whole(4),
  think: whole(600),
  connections: whole(5_000),
  rows: z.boolean().optional(),
})

const usualReads = {
  connections: 1_000,
  warmUpSeconds: 2,
  seconds: 6,
  rounds: 3,
  pacedPerSecond: 500,
}

const full: Plan = {
  isFull: true,
  learners: [100, 500, 1_000],
  thoughtful: [{ learners: 1_000, questions: 5, thinkMs: 10_000 }],
  nodes: [1, 2],
  questions: 10,
  warmUp: 60,
  reads: usualReads,
  rows: { learners: 1_000, sessionsEach: 20 },
}

const small: Plan = {
  isFull: false,
  learners: [20],
  thoughtful: [],
  nodes: [1, 2],
  questions: 5,
  warmUp: 0,
  reads: { connections: 50, warmUpSeconds: 1, seconds: 1, rounds: 1, pacedPerSecond: null },
  rows: null,
}

/** What the options ask for: practice, reads, or without any everything that there is to know. */
export function planOf(values: unknown): Plan {
  const read = asked.safeParse(values)
  if (!read.success) {
    const { path, code } = read.error.issues[0] ?? { path: [], code: '' }
    const range = code === 'too_big' ? ' that is not so large' : ' from 1'
    throw new UsageError(`--${path.join('.')} takes a whole number${range}.`)
  }
  const { quick, learners, nodes, think, connections, rows } = read.data
  const usual = quick ? small : full
  if ([learners, nodes, think, connections, rows].every((each) => each === undefined)) return usual
  const practises = think === undefined && (learners !== undefined || nodes !== undefined)
  return {
    ...usual,
    isFull: false,
    thoughtful:
      think === undefined
        ? []
        : [{ ...usual, learners: learners ?? 1_000, thinkMs: think * 1_000 }],
    rows: rows === true ? full.rows : null,
    learners: practises ? (learners === undefined ? usual.learners : [learners]) : [],
    nodes: nodes === undefined ? (practises || think !== undefined ? usual.nodes : [1]) : [nodes],
    reads: connections === undefined ? null : { ...(usual.reads ?? usualReads), connections },
  }
}
