import type { Counts, Met } from './next-question.ts'
import type { Asked } from './plan.ts'

/** The next question of a quiz: the first in its order not asked yet, or `null` at its end. */
export function nextInOrder(nums: readonly number[], asked: readonly Asked[]): number | null {
  const done = new Set(asked.map(({ num }) => num))
  return nums.find((num) => !done.has(num)) ?? null
}

/** Of a quiz's questions: never met, met and not due yet, due. */
export function countsInOrder(nums: readonly number[], met: Met, now: number): Counts {
  const wanted = new Set(nums)
  let learning = 0
  let due = 0
  for (let card = 0; card < met.num.length; card++) {
    if (!wanted.has(met.num[card] ?? -1)) continue
    if ((met.due[card] ?? 0) <= now) due++
    else learning++
  }
  return { new: wanted.size - learning - due, learning, due }
}

/** Whether a question of a quiz is new to the learner, due, or met and not due yet. */
export function reasonInOrder(num: number, met: Met, now: number): 'new' | 'due' | 'ahead' {
  for (let card = 0; card < met.num.length; card++)
    if (met.num[card] === num) return (met.due[card] ?? 0) <= now ? 'due' : 'ahead'
  return 'new'
}
