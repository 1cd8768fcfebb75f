import { liveRoutes } from '@quizmentor/contract/live'
import { z } from 'zod'
import { decodeCursor, toPage } from '../../http/cursor.ts'
import { implement } from '../../http/feature.ts'
import { deviceOf } from './device.ts'
import type { Games } from './service.ts'

const byId = z.tuple([z.uuid()])

/** The HTTP part of live games. */
export function liveHandlers(games: Games) {
  return implement(liveRoutes, {
    createGame: ({ caller, body }) => games.create(caller.member, body),

    async listGames({ caller, query }) {
      const [before] = decodeCursor(byId, query.cursor) ?? [null]
      const found = await games.list(caller.member, before, query.limit)
      const { rows, nextCursor } = toPage(found, query.limit, (row) => [row.id])
      return { items: [...rows], nextCursor }
    },

    newScreenToken: async ({ caller, params }) => ({
      screenToken: await games.newScreenToken(caller.member, params.gameId),
    }),

    gameResultsCsv: ({ caller, params }) => games.results(caller.member, params.gameId),

    lookUpGame: ({ params, address }) => games.lookUp(params.code, address),

    async joinGame(call) {
      const { token: device, cookie } = deviceOf(call.headers)
      const arrival = { user: call.caller.user, address: call.address, device }
      const joined = await games.join(call.params.code, call.body, arrival)
      call.setCookie(cookie)
      return joined
    },
  })
}
