import type { Network } from './network.ts'
import type { Node } from './node.ts'
import type { SimulatedTime } from './time.ts'

/** What somebody who takes part finds around them. */
export interface Surroundings {
  readonly time: SimulatedTime
  readonly network: Network
  /** The program that serves now; `null`: none does. */
  readonly node: () => Node | null
  /** Whether all trouble is over, and nobody makes more. */
  readonly isSettled: () => boolean
}
