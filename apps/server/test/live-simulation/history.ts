import type { LiveClient, LiveIdentity } from '@quizmentor/client/live'
import type { LiveRefusal } from '@quizmentor/contract/live'
import type { HostCommand } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'

/** Something that a client said, and what came of it as far as that client knows. */
interface Said {
  readonly id: string
  readonly by: string
  readonly at: number
  outcome: 'accepted' | LiveRefusal | 'unknown'
  /** Whether its client is still there, with a connection, and still waits. */
  readonly isWaiting: () => boolean
}

export interface SaidAnswer extends Said {
  readonly playerId: string
  readonly question: number
  readonly given: Given
}

export interface SaidCommand extends Said {
  /** The version of the view that the host looked at. */
  readonly seen: number
  readonly command: HostCommand
}

/** Somebody who joined, as often as it took. */
export interface SaidJoin {
  readonly playerId: string
  /** What they were told each time they asked: `in`, why not, or `lost`. */
  readonly answers: string[]
}

/** What all clients of one game did, and what they were told of it. */
export class History {
  readonly answers = new Map<string, SaidAnswer>()
  readonly commands = new Map<string, SaidCommand>()
  readonly joins = new Map<string, SaidJoin>()

  answered(said: SaidAnswer): void {
    this.answers.set(said.id, said)
  }

  commanded(said: SaidCommand): void {
    this.commands.set(said.id, said)
  }

  joining(playerId: string): SaidJoin {
    const join = this.joins.get(playerId) ?? { playerId, answers: [] }
    this.joins.set(playerId, join)
    return join
  }
}

type Live = Pick<LiveClient<LiveIdentity['role']>, 'state'>

/** Notes what a client says, and what it hears of that. */
export function note<What extends object>(
  what: What & Pick<Said, 'id' | 'by' | 'at'>,
  reply: Promise<LiveRefusal | null>,
  live: Live,
): What & Said {
  const isWaiting = () => said.outcome === 'unknown' && live.state.connection.status === 'open'
  const said: What & Said = { ...what, outcome: 'unknown', isWaiting }
  void reply.then((refusal) => {
    // A client that is over says so of whatever it had not heard of.
    const isCutOff = refusal === 'not_allowed' && live.state.connection.status === 'ended'
    if (!isCutOff) said.outcome = refusal ?? 'accepted'
  })
  return said
}
