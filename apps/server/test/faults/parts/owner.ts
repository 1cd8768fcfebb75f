import type { Game } from '../../live-kill/game.ts'
import type { Installation } from './installation.ts'
import type { Node } from './node.ts'

/** The node that runs a game, by what is stored of it. */
export async function ownerOf({ primary, nodes }: Installation, game: Game): Promise<Node> {
  const [row] = await primary.query<{ place: string }>(
    `SELECT place FROM games JOIN nodes ON nodes.id = games.owner_node WHERE games.id = '${game.id}'`,
  )
  const owner = nodes.find(({ url }) => row?.place.endsWith(` ${new URL(url).port}`))
  if (owner === undefined) throw new Error(`nobody runs the game ${game.number}`)
  return owner
}
