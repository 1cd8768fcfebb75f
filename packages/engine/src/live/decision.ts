import type { Decision, GameEvent, Refusal } from './types.ts'

export const accept = (...events: readonly GameEvent[]): Decision => ({ ok: true, events })

export const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal })
