import { setTimeout as wait } from 'node:timers/promises'

/**
 * Waits until a whole number of steps has passed since `begin` (of `performance.now()`), so that
 * the time an answer takes doesn't tell what was found.
 */
export async function nextStep(begin: number, stepMs: number): Promise<void> {
  const passed = performance.now() - begin
  await wait(stepMs - (passed % stepMs))
}
