import { z } from 'zod'

/** Settings of practice, with their defaults. */
export const adaptiveSettings = z.object({
  /** The success probability that a chosen question should be nearest to. */
  'adaptive.flow_threshold': z.number().min(0.05).max(0.95).default(0.7),
  /** How far difficulty b may move from one question to the next, in logits. */
  'adaptive.difficulty_step': z.number().min(0.1).max(6).default(1),
})
export type AdaptiveSettings = z.infer<typeof adaptiveSettings>
