import type { ParseArgsOptionsConfig } from 'node:util'
import type { Config } from '../config.ts'
import type { Log } from '../platform/log.ts'

/** One command of `quizmentor`. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string
  /** What follows the command's name. */
  readonly usage: string
  /** Whether words that are no options may follow. */
  readonly takesWords?: boolean
  /** What each option means, by name. */
  readonly options: Readonly<Record<string, Option>>
  run(call: CommandCall): Promise<Outcome>
}

export type Option = ParseArgsOptionsConfig[string] & { readonly help: string }

export interface CommandCall {
  readonly config: Config
  readonly log: Log
  readonly words: readonly string[]
  readonly values: Readonly<Record<string, unknown>>
}

/** What a command did: for a person, and the same for a program. */
export interface Outcome {
  readonly text: string
  readonly json: Readonly<Record<string, unknown>>
  /** Set where it did what was asked, and what it found is bad. */
  readonly failed?: boolean
}

/** The command was not used as it is meant to be; the message says what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The value of an option that must be given. */
export function required(values: CommandCall['values'], name: string): string {
  const value = values[name]
  if (typeof value === 'string' && value !== '') return value
  throw new UsageError(`--${name} is missing.`)
}
