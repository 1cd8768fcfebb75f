import type { LeaderboardRow, Player, Standings } from './types.ts'

const shown = 10

export const noStandings: Standings = { scores: [], top: [] }

/** Standings of the players who are in. `before` gives each one's earlier rank, where there was one. */
export function standingsOf(
  players: Iterable<Player>,
  before: (player: Player) => number | null,
): Standings {
  const inGame = Array.from(players).filter((player) => player.status === 'in')
  // Sorting is stable: of equals, who came first stands first.
  const best = inGame.sort((one, other) => other.score - one.score)
  const scores = best.map((player) => player.score).filter((score) => score > 0)
  const top = best.slice(0, shown).map((player): LeaderboardRow => {
    const { id: playerId, nickname, score } = player
    const rank = rankIn(scores, score)
    return { playerId, nickname, score, rank, moved: (before(player) ?? rank) - rank }
  })
  return { scores, top }
}

/** The rank of a score: one more than the number of better ones. */
export function rankIn(scores: readonly number[], score: number): number {
  return betterThan(scores, score) + 1
}

/** Points to the next better score; `null` at the top. */
export function gapIn(scores: readonly number[], score: number): number | null {
  const better = betterThan(scores, score)
  const next = scores[better - 1]
  return next === undefined ? null : next - score
}

/** How many of `scores`, best first, are above `score`. */
function betterThan(scores: readonly number[], score: number): number {
  let low = 0
  let high = scores.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((scores[middle] ?? 0) > score) low = middle + 1
    else high = middle
  }
  return low
}
