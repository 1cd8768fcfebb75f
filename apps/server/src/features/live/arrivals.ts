/** Which players of a game came from where, to keep one address from filling the game. */
export class Arrivals {
  readonly #players = new Map<number, Set<string>>()

  count(mark: number): number {
    return this.#players.get(mark)?.size ?? 0
  }

  has(mark: number, playerId: string): boolean {
    return this.#players.get(mark)?.has(playerId) === true
  }

  add(mark: number, playerId: string): void {
    const players = this.#players.get(mark)
    if (players === undefined) this.#players.set(mark, new Set([playerId]))
    else players.add(playerId)
  }

  remove(mark: number, playerId: string): void {
    this.#players.get(mark)?.delete(playerId)
    if (this.count(mark) === 0) this.#players.delete(mark)
  }
}
