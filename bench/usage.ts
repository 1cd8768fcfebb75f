/** The benchmark was called with something that it doesn't know: the message says what it does. */
export class UsageError extends Error {}
