/**
 * Something the person who runs the program can put right. The message is shown as it is, without
 * a stack trace, so it says what is wrong and what to do.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}

/** The operating system's code of an error, such as `ENOENT`, if it has one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}
