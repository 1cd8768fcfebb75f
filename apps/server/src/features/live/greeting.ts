import type { ClientMessage } from '@quizmentor/contract/live'
import { reaches } from '@quizmentor/contract/route'
import type { Callers } from '../../http/feature.ts'
import { hashOf, sameHash } from './chance.ts'
import type { Part } from './connection.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'

export type Claim = Extract<ClientMessage, { t: 'hello' }>['as']

interface AdmissionParts {
  readonly rooms: Pick<Rooms, 'get' | 'refresh'>
  readonly callers: Callers
}

/** As what somebody takes part who says so, or why they don't. */
export async function admit(
  claim: Claim,
  cookie: string,
  { rooms, callers }: AdmissionParts,
): Promise<Part | 'unauthorized' | 'removed' | 'gone'> {
  const room = await rooms.get(claim.gameId)
  if (room === null) return 'gone'
  // Who has just joined on another node may be here before the news of it.
  if (!mayKnow(room, claim)) await rooms.refresh(room)
  switch (claim.role) {
    case 'player': {
      const seat = room.seatOf(hashOf(claim.token))
      const player = seat && room.state.players.get(seat.playerId)
      if (player === undefined) return 'unauthorized'
      return player.status === 'in' ? { role: 'player', room, playerId: player.id } : 'removed'
    }
    case 'screen':
      return sameHash(hashOf(claim.token), room.screenTokenHash)
        ? { role: 'screen', room }
        : 'unauthorized'
    case 'host': {
      const session = await callers.session(new Headers({ cookie }))
      if (session === null) return 'unauthorized'
      const { workspaceId, hostId } = room.facts
      const member = await callers.member(session.user.id, workspaceId)
      if (member === null || !reaches(member.role, 'host')) return 'unauthorized'
      if (member.personId !== hostId && !reaches(member.role, 'admin')) return 'unauthorized'
      return { role: 'host', room, sessionId: session.id, userId: session.user.id }
    }
  }
}

/** Whether the token of a claim is one that is known here. */
function mayKnow(room: Room, claim: Claim): boolean {
  switch (claim.role) {
    case 'player': {
      // Of a game that was just read, a seat may be known before the event that it came with.
      const seat = room.seatOf(hashOf(claim.token))
      return seat !== undefined && room.state.players.get(seat.playerId) !== undefined
    }
    case 'screen':
      return sameHash(hashOf(claim.token), room.screenTokenHash)
    case 'host':
      return true
  }
}
