/**
 * How long to wait before the `tries`th try, in milliseconds: twice as long each time up to `most`,
 * shortened by chance by up to `jitter` of it, so that what fails together doesn't come back together.
 */
export function backoff(
  tries: number,
  { first, most, jitter }: { first: number; most: number; jitter: number },
  random: () => number,
): number {
  return Math.min(most, first * 2 ** (tries - 1)) * (1 - jitter * random())
}
