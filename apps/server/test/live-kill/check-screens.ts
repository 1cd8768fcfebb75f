import { playerView } from '@quizmentor/engine/live/player-view'
import { hostView, screenView } from '@quizmentor/engine/live/stage-view'
import type { GameState } from '@quizmentor/engine/live/types'
import { isDeepStrictEqual } from 'node:util'
import type { Player } from './player.ts'
import { statesOf, type StoredGame } from './stored.ts'
import type { Table } from './table.ts'

/** What is wrong about what people see of a game that has ended, once all is quiet. */
export function checkScreens({ host, screen, players }: Table, stored: StoredGame): string[] {
  const state = statesOf(stored.events).at(-1)
  if (state === undefined) return ['there is no game']
  return [
    ...difference('the host', host.view, hostView(state)),
    ...difference('the big screen', screen.view, screenView(state)),
    ...players.flatMap((player) => checkPlayer(player, state)),
  ]
}

function checkPlayer({ id, name, pages }: Player, state: GameState): string[] {
  const expected = playerView(state, id)
  const open = pages.filter(({ ended }) => ended === null)
  const faults = open.flatMap((page) =>
    difference(page.ear.someone.name, page.screen, expected?.screen),
  )
  if (open.length !== (expected === null ? 0 : 1))
    faults.push(`${name} has ${open.length} pages open`)
  for (const { ended, ear } of pages)
    if (ended !== null && !rightEnds.has(ended)) faults.push(`${ear.someone.name} ends: ${ended}`)
  return faults
}

const rightEnds = new Set(['left', 'replaced', 'removed'])

function difference(who: string, is: unknown, shouldBe: unknown): string[] {
  // As it arrives: what is undefined isn't there.
  const expected: unknown = JSON.parse(JSON.stringify(shouldBe ?? null))
  return isDeepStrictEqual(is, expected) ? [] : [`${who} sees ${JSON.stringify(is)} in the end`]
}
