/** Which of the four colours stands for a player: the same on their phone and on the big screen. */
export function playerPlace(playerId: string): number {
  return Number.parseInt(playerId.slice(-1), 16) % 4
}
