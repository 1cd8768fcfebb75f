import type { Estimation } from './method.ts'
import type { Relations } from './relations.ts'
import type { Exposure } from './select.ts'
import type { SelectionRule } from './selection-rule.ts'

/** How an adaptive test chooses and estimates. When it ends is `stopping.ts`. */
export interface TestDesign extends Estimation {
  readonly rule: SelectionRule
  /** The ability that the first question is chosen for, in logits. */
  readonly start: number
  readonly exposure: Exposure
  /** Weights of the pool's topics, to which the questions of a test keep within one. */
  readonly blueprint?: readonly number[]
  readonly relations?: Relations
  /** The probability that each item is asked when it is chosen: see `sympson-hetter.ts`. */
  readonly admission?: Float64Array
  /** What each item costs, in units of the rule's criterion, at least 0: see `exposure-price.ts`. */
  readonly price?: Float64Array
}

/** What may be asked of one person, 1 for each item. */
export interface Availability {
  /** May not be asked at all. */
  readonly barred?: Uint8Array
  /** May be asked only when nothing else is left. */
  readonly reserve?: Uint8Array
}
