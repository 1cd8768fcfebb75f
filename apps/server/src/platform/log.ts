import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import type { LogLevel } from '../config.ts'
import { readable } from './readable-log.ts'

export type Log = Logger

/** Names of what a log line never holds, wherever in the first levels of an object it stands. */
const confidential = [
  'password',
  'newPassword',
  'token',
  'secret',
  'authorization',
  'cookie',
  'set-cookie',
  'given',
  'answer',
  'correct',
  'key',
]

const blackedOut = '[redacted]'

/**
 * What makes a child of a log for lines of known fields that are written by the thousand: looking
 * for names costs more than such a line does, so there only `open` looks.
 */
export const plainLines = { redact: [] }

/** Values by name, those that a log line never holds blacked out. */
export function open(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isOpen = (name: string) => !confidential.includes(name)
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isOpen(name) ? value : blackedOut]),
  )
}

const withoutDepth = (name: string) => (/^\w+$/.test(name) ? name : `["${name}"]`)
const below = (name: string) => (/^\w+$/.test(name) ? `.${name}` : `["${name}"]`)

/**
 * The program's log: one JSON object a line, or readable lines where a person is watching. What
 * people answer and what opens doors is blacked out.
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const watched = destination === undefined && process.stdout.isTTY
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: confidential.flatMap((name) => [
          withoutDepth(name),
          `*${below(name)}`,
          `*.*${below(name)}`,
        ]),
        censor: blackedOut,
      },
      serializers: { err: describeError, error: describeError },
    },
    destination ?? (watched ? readable(process.stdout) : pino.destination(1)),
  )
}

/** PostgreSQL repeats rows and parameters in its errors' details; those stay out. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = stdSerializers.err(error)
  return {
    type,
    message,
    stack,
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}
