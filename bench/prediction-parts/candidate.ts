import type { Learner } from './learners.ts'

/** Foretells one learner's answers, each before it is learned from. */
export type Forecaster = (learner: Learner) => number[]

/** A way to trace knowledge that was weighed. */
export interface Candidate {
  readonly name: string
  readonly fit: (train: readonly Learner[]) => Forecaster
}
