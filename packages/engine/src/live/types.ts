import type { Given, QuestionOf, ShownOf, ShownQuestion, Solution } from '../question/question.ts'
import type { PersistentMap } from './persistent-map.ts'

/** Types of question that count down live. */
export const liveTypes = ['single_choice', 'multiple_choice', 'true_false', 'numeric'] as const
export type LiveType = (typeof liveTypes)[number]
export type LiveContent = QuestionOf<LiveType>

/** All times are server times in milliseconds since the epoch. */
export interface GameSettings {
  /** `speed`: up to 1000 points, falling with time; `accuracy`: 1000 points for a right answer. */
  readonly scoring: 'speed' | 'accuracy'
  /** Seconds to answer; `null`: until the host closes the question. */
  readonly seconds: number | null
  /** Seconds that the question is shown before answers open. */
  readonly previewSeconds: number
  /** Whether phones show the question and the options' text. */
  readonly questionOnPhones: boolean
  /** Whether nicknames are drawn for the players instead of typed. */
  readonly generatedNames: boolean
}

export interface GameQuestion {
  readonly questionId: string
  /** The question version answered: what responses refer to. */
  readonly version: number
  readonly round: number
  /** Option ids are this game's own, named after their place: an author's ids may tell the key. */
  readonly content: LiveContent
  /** The question as shown in this game: options already in their drawn order. */
  readonly shown: ShownOf<LiveType>
  /** This game's option id → the id in the question version. */
  readonly originalIds: Readonly<Record<string, string>>
}

export interface GameSetup {
  readonly gameId: string
  readonly title: string
  readonly settings: GameSettings
  readonly rounds: readonly { readonly title: string }[]
  readonly questions: readonly GameQuestion[]
}

export interface Player {
  readonly id: string
  readonly nickname: string
  readonly joinedAt: number
  readonly status: 'in' | 'kicked' | 'banned'
  readonly score: number
  /** Right answers in a row. */
  readonly streak: number
}

export interface Answer {
  /** Made by the player's device: the same answer sent twice is one. */
  readonly answerId: string
  readonly given: Given
  readonly at: number
  readonly latencyMs: number
  /** 0 to 1. */
  readonly score: number
  readonly points: number
}

/** The part of a game's life that is going on. */
export type Phase =
  | { readonly name: 'lobby' }
  | { readonly name: 'round'; readonly round: number }
  | {
      readonly name: 'question_open'
      readonly question: number
      /** Answers count from here; the question is shown earlier. */
      readonly opensAt: number
      /** `null`: no timer. */
      readonly closesAt: number | null
      /** When paused: the milliseconds left before opening (negative: open) and before closing. */
      readonly paused: { readonly untilOpen: number; readonly untilClose: number | null } | null
    }
  | { readonly name: 'question_closed'; readonly question: number }
  | { readonly name: 'revealed'; readonly question: number }
  | { readonly name: 'leaderboard'; readonly question: number }
  | { readonly name: 'finished' }

/** What a player's time may be multiplied with; 1: the same time as everybody. */
export const extraTimeFactors = [1, 1.25, 1.5, 2, 3] as const
export type ExtraTimeFactor = (typeof extraTimeFactors)[number]

export interface GameState {
  readonly setup: GameSetup
  readonly phase: Phase
  readonly locked: boolean
  /** In the order they came, those removed included. */
  readonly players: PersistentMap<string, Player>
  /** Whose time is longer than everybody's, by player id; few, so that looking at all is cheap. */
  readonly extraTime: ReadonlyMap<string, ExtraTimeFactor>
  /** Nickname key → who had it last. */
  readonly names: PersistentMap<string, string>
  /** Per question index: player id → answer. */
  readonly answers: readonly PersistentMap<string, Answer>[]
  /** Players who are in. */
  readonly playerCount: number
  /** Players who are in and answered the question that was opened last. */
  readonly answered: number
  /** As of the last reveal. */
  readonly standings: Standings
  /** How many events made this state. */
  readonly version: number
  /** The version that began what is going on: a command given before it is out of date. */
  readonly since: number
}

/** Who stands where. A player without points is behind all of `scores`. */
export interface Standings {
  /** The scores above zero of the players who are in, best first. */
  readonly scores: readonly number[]
  /** The best ten. */
  readonly top: readonly LeaderboardRow[]
}

/** What the host may tell a game. */
export type HostCommand =
  | { readonly name: 'next' }
  | { readonly name: 'close' }
  | { readonly name: 'reveal' }
  | { readonly name: 'leaderboard' }
  | { readonly name: 'pause' }
  | { readonly name: 'resume' }
  | { readonly name: 'extend'; readonly seconds: number }
  | { readonly name: 'lock' }
  | { readonly name: 'unlock' }
  | { readonly name: 'kick'; readonly playerId: string }
  | { readonly name: 'ban'; readonly playerId: string }
  | {
      readonly name: 'give_time'
      readonly playerId: string
      readonly factor: ExtraTimeFactor
    }
  | { readonly name: 'finish' }

export type Command =
  | HostCommand
  | { readonly name: 'join'; readonly playerId: string; readonly nickname: string }
  | {
      readonly name: 'answer'
      readonly playerId: string
      readonly answerId: string
      readonly question: number
      readonly given: Given
    }
  /** The server's clock passed the deadline and its grace. */
  | { readonly name: 'time_up'; readonly question: number }

/** What happened. A game is its events, reduced. */
export type GameEvent =
  | { readonly name: 'created'; readonly setup: GameSetup }
  | {
      readonly name: 'joined'
      readonly playerId: string
      readonly nickname: string
      readonly at: number
    }
  | { readonly name: 'removed'; readonly playerId: string; readonly banned: boolean }
  | {
      readonly name: 'extra_time_given'
      readonly playerId: string
      /** 1: taken back. */
      readonly factor: ExtraTimeFactor
    }
  | { readonly name: 'lock_changed'; readonly locked: boolean }
  | { readonly name: 'round_started'; readonly round: number }
  | {
      readonly name: 'question_opened'
      readonly question: number
      readonly opensAt: number
      readonly closesAt: number | null
    }
  | { readonly name: 'preview_skipped'; readonly opensAt: number; readonly closesAt: number | null }
  | { readonly name: 'paused'; readonly at: number }
  | { readonly name: 'resumed'; readonly opensAt: number; readonly closesAt: number | null }
  | { readonly name: 'extended'; readonly closesAt: number }
  | ({ readonly name: 'answered'; readonly question: number; readonly playerId: string } & Answer)
  | { readonly name: 'question_closed'; readonly question: number }
  | { readonly name: 'revealed'; readonly question: number }
  | { readonly name: 'leaderboard_shown'; readonly question: number }
  | { readonly name: 'finished' }

/** Why a command changes nothing. */
export type Refusal =
  | 'not_now'
  | 'game_finished'
  | 'game_locked'
  | 'game_full'
  | 'nickname_taken'
  | 'nickname_unfit'
  | 'unknown_player'
  | 'removed'
  | 'not_open_yet'
  | 'too_late'
  | 'another_question'
  | 'already_answered'
  | 'wrong_type'

export type Decision =
  | { readonly ok: true; readonly events: readonly GameEvent[] }
  | { readonly ok: false; readonly refusal: Refusal }

// ---- Views: what each audience may see. A view holds nothing that its audience must not know yet.

export interface LeaderboardRow {
  readonly playerId: string
  readonly nickname: string
  readonly score: number
  readonly rank: number
  /** Places gained since the question before; negative when lost. */
  readonly moved: number
}

/** How often each option (by id, `true`/`false`, or the number as written) was given. */
export type Distribution = readonly { readonly value: string; readonly count: number }[]

/** The times are those of whom the view is for: a player with extra time sees their own. */
export interface QuestionInView {
  readonly index: number
  readonly total: number
  readonly round: number
  readonly shown: ShownQuestion | null
  readonly opensAt: number
  readonly closesAt: number | null
  readonly paused: boolean
  /** While paused: the milliseconds left before opening (negative: open) and before closing. */
  readonly left: { readonly untilOpen: number; readonly untilClose: number | null } | null
}

/** A question on the big screen and before the host. */
export interface StageQuestion extends QuestionInView {
  /**
   * Until when somebody with extra time may answer, where that is later than `closesAt`; else
   * `null`. While paused it stands still as `closesAt` does.
   */
  readonly extraUntil: number | null
}

/** The screens that are the same on all phones but for what a player answered and their own time. */
export type SharedScreen =
  | { readonly name: 'lobby' }
  | { readonly name: 'round'; readonly round: number; readonly title: string }
  | {
      readonly name: 'question_open'
      readonly question: QuestionInView
      /** Type is always there, so that phones without the question's text can show the right pad. */
      readonly type: LiveType
      /** Option ids in their order on the big screen, for phones without the question's text. */
      readonly optionIds: readonly string[]
      /** The units that a number may be given in. */
      readonly units: readonly string[]
    }
  | {
      readonly name: 'question_closed'
      readonly question: { readonly index: number; readonly total: number }
    }

/** A player's own answer, once received. */
interface OwnGiven {
  readonly given: Given | null
}

export type PlayerScreen =
  | Extract<SharedScreen, { readonly name: 'lobby' | 'round' }>
  | (Extract<SharedScreen, { readonly name: 'question_open' }> & OwnGiven)
  | (Extract<SharedScreen, { readonly name: 'question_closed' }> & OwnGiven)
  /** While the big screen shows the leaderboard as well: the standing came with the result. */
  | ({
      readonly name: 'revealed'
      readonly question: { readonly index: number; readonly total: number }
      readonly shown: ShownQuestion
      readonly solution: Solution
      readonly correct: boolean
      readonly points: number
    } & OwnGiven)
  | { readonly name: 'finished' }

/** A player's phone: their own standing and the top few, nobody's answers. */
export interface PlayerView {
  readonly audience: 'player'
  readonly version: number
  readonly title: string
  readonly settings: GameSettings
  readonly playerCount: number
  readonly me: {
    readonly id: string
    readonly nickname: string
    readonly score: number
    readonly streak: number
    readonly rank: number
    /** Points to the next better rank; `null` at the top. */
    readonly gap: number | null
  }
  readonly screen: PlayerScreen
  /** The top five, from the first reveal on. */
  readonly top: readonly LeaderboardRow[]
}

export type StageScreen =
  | { readonly name: 'lobby' }
  | {
      readonly name: 'round'
      readonly round: number
      readonly title: string
      readonly questions: number
    }
  | { readonly name: 'question_open'; readonly question: StageQuestion }
  | { readonly name: 'question_closed'; readonly question: StageQuestion }
  | {
      readonly name: 'revealed'
      readonly question: StageQuestion
      readonly solution: Solution
      readonly distribution: Distribution
      readonly correctCount: number
    }
  | {
      readonly name: 'leaderboard'
      readonly question: { readonly index: number; readonly total: number }
    }
  | { readonly name: 'finished' }

/** The big screen: no key before the reveal, no controls. */
export interface ScreenView {
  readonly audience: 'screen'
  readonly version: number
  readonly title: string
  readonly settings: GameSettings
  readonly locked: boolean
  /** Newest last; at most the 200 newest. */
  readonly players: readonly { readonly id: string; readonly nickname: string }[]
  readonly playerCount: number
  readonly answered: number
  readonly screen: StageScreen
  /** The top ten from the first reveal on; the whole podium at the end. */
  readonly leaderboard: readonly LeaderboardRow[]
}

/** The host's controls: what the screen shows, and what comes next. */
export interface HostView extends Omit<ScreenView, 'audience'> {
  readonly audience: 'host'
  /** The command that Space gives now. */
  readonly next: HostCommand['name'] | null
  readonly rounds: readonly { readonly title: string; readonly questions: number }[]
  readonly questionCount: number
  /** Players who are in and have longer than everybody. Goes to the host alone. */
  readonly extraTime: readonly {
    readonly playerId: string
    readonly nickname: string
    readonly factor: ExtraTimeFactor
  }[]
}
