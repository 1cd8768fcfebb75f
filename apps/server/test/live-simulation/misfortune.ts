import type { Dice } from './dice.ts'
import { type Gossip, reliable } from './bus.ts'
import { fair, type Weather } from './network.ts'
import { sound, type Trouble } from './store.ts'

/** All that will go wrong in a world. */
export interface Misfortune {
  readonly weather: Weather
  readonly trouble: Trouble
  readonly gossip: Gossip
  /** How many nodes there are. */
  readonly nodes: number
  /** How many of them follow the games of the others. */
  readonly followers: number
  /** How often one stands still for seconds. */
  readonly stalls: number
  /** How often the server ends and another one begins. */
  readonly restarts: number
  /** How often its clock is set. */
  readonly jumps: number
  /** From when on nothing new goes wrong. */
  readonly overAfterMs: number
}

const calm = {
  weather: fair,
  trouble: sound,
  gossip: reliable,
  followers: 0,
  stalls: 0,
  restarts: 0,
  jumps: 0,
  overAfterMs: 0,
}

/** Draws how bad it gets, from not at all to a storm. */
export function drawMisfortune(dice: Dice, isCalm: boolean): Misfortune {
  const nodes = dice.pick([1, 1, 2, 2, 3])
  if (isCalm) return { ...calm, nodes }
  const share = dice.pick([0.2, 0.5, 1, 1.5])
  return {
    weather: {
      usualMs: dice.pick([
        [5, 60],
        [20, 250],
      ]),
      late: 0.1 * share,
      refused: 0.15 * share,
      cut: 0.4 * share,
      stalled: 0.4 * share,
      dead: 0.2 * share,
      doubled: 0.2 * share,
    },
    trouble: {
      failing: 0.12 * share,
      unheard: 0.12 * share,
      certain: 0.5,
      unread: 0.1 * share,
      slow: 0.08 * share,
    },
    gossip: dice.pick([
      reliable,
      { lost: 0.1 * share, doubled: 0.3 * share, late: 0.2 * share, outages: 0 },
      { lost: 0, doubled: 0.05, late: 0.05, outages: dice.int(1, 4) },
      { lost: 1, doubled: 0, late: 0, outages: 0 },
    ]),
    nodes,
    followers: dice.happens(0.3) ? dice.int(0, nodes - 1) : 0,
    stalls: dice.pick([0, 0, 1, 2, 4]),
    restarts: dice.pick([0, 1, 1, 2, 3]),
    jumps: dice.happens(0.2) ? dice.int(1, 3) : 0,
    overAfterMs: dice.between(15_000, 90_000),
  }
}
