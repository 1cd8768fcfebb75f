import { GRACE_MS } from '@quizmentor/engine/live/deadline'
import type { GameEvent, GameQuestion, GameSetup } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import type { StoredEvent } from './store.ts'

// The rules of a game once more, written down plainly and apart from the engine's.

export interface CountedPlayer {
  nickname: string
  isIn: boolean
  isBanned: boolean
  score: number
  streak: number
  factor: number
}

interface CountedQuestion {
  readonly index: number
  opensAt: number
  closesAt: number | null
  pausedAt: number | null
  isOpen: boolean
  isRevealed: boolean
  readonly answers: Map<string, { readonly score: number; readonly points: number }>
}

type Named<Name extends GameEvent['name']> = Extract<GameEvent, { name: Name }>

/** A game recounted from its log. What the log must not tell of is in `faults`. */
export class Recount {
  readonly faults: string[] = []
  readonly players = new Map<string, CountedPlayer>()
  readonly extensions: number[] = []
  question: CountedQuestion | null = null
  isFinished = false
  readonly #setup: GameSetup
  readonly #answered = new Set<string>()
  /** Questions that were closed with time and players left: somebody must have wanted that. */
  closedEarly = 0

  constructor(setup: GameSetup, log: readonly StoredEvent[]) {
    this.#setup = setup
    for (const [index, { seq, at, event }] of log.entries()) {
      if (seq !== index + 1) this.faults.push(`event ${seq} is at place ${index + 1}`)
      this.#count(event, at)
    }
  }

  /** One more than the number of players who have more. */
  rankOf({ score }: CountedPlayer): number {
    let rank = 1
    for (const other of this.players.values()) if (other.isIn && other.score > score) rank++
    return rank
  }

  #count(event: GameEvent, at: number): void {
    switch (event.name) {
      case 'created':
      case 'round_started':
      case 'lock_changed':
      case 'leaderboard_shown':
        return
      case 'joined':
        return this.#joined(event)
      case 'removed':
        return this.#removed(event)
      case 'extra_time_given':
        return this.#change(event.playerId, (player) => (player.factor = event.factor))
      case 'question_opened':
        return this.#opened(event, at)
      case 'preview_skipped':
        return this.#moved(event, at, at - this.#open().opensAt)
      case 'paused':
        return void (this.#open().pausedAt = at)
      case 'resumed':
        return this.#moved(event, at, at - (this.#open().pausedAt ?? at))
      case 'extended':
        return this.#extended(event)
      case 'answered':
        return this.#answer(event, at)
      case 'question_closed':
        return this.#closed(at)
      case 'revealed':
        return this.#revealed()
      case 'finished':
        this.isFinished = true
    }
  }

  #open(): CountedQuestion {
    const { question } = this
    if (question === null) throw new Error('the log tells of a question that was never opened')
    if (!question.isOpen) this.faults.push(`question ${question.index} is not open any more`)
    return question
  }

  #joined({ playerId, nickname }: Named<'joined'>): void {
    const known = this.players.get(playerId)
    if (known?.isIn) this.faults.push(`${nickname} joins twice`)
    if (known?.isBanned) this.faults.push(`${nickname} joins though banned`)
    for (const other of this.players.values())
      if (other.isIn && other.nickname === nickname && other !== known)
        this.faults.push(`two players are called ${nickname}`)
    const fresh = { isBanned: false, score: 0, streak: 0, factor: 1 }
    this.players.set(playerId, { ...(known ?? fresh), nickname, isIn: true })
  }

  #removed({ playerId, banned }: Named<'removed'>): void {
    this.#change(playerId, (player) => {
      player.isIn = false
      player.isBanned ||= banned
    })
  }

  #change(playerId: string, change: (player: CountedPlayer) => void): void {
    const player = this.players.get(playerId)
    if (player === undefined) this.faults.push(`${playerId} is nobody`)
    else change(player)
  }

  #opened({ question, opensAt, closesAt }: Named<'question_opened'>, at: number): void {
    const { previewSeconds, seconds } = this.#setup.settings
    const expected = at + previewSeconds * 1_000
    this.#expect(`question ${question} opens`, opensAt, expected)
    this.#expect(
      `question ${question} closes`,
      closesAt,
      seconds === null ? null : expected + seconds * 1_000,
    )
    if (question !== (this.question?.index ?? -1) + 1)
      this.faults.push(`question ${question} is out of turn`)
    if (this.question?.isOpen) this.faults.push(`question ${question} opens before the last closed`)
    this.question = {
      index: question,
      opensAt,
      closesAt,
      pausedAt: null,
      isOpen: true,
      isRevealed: false,
      answers: new Map(),
    }
  }

  #moved(event: Named<'preview_skipped' | 'resumed'>, at: number, byMs: number): void {
    const question = this.#open()
    this.#expect(`${event.name} opens`, event.opensAt, question.opensAt + byMs)
    const closesAt = question.closesAt === null ? null : question.closesAt + byMs
    this.#expect(`${event.name} closes`, event.closesAt, closesAt)
    Object.assign(question, { opensAt: event.opensAt, closesAt: event.closesAt, pausedAt: null })
  }

  #extended({ closesAt }: Named<'extended'>): void {
    const question = this.#open()
    const seconds = (closesAt - (question.closesAt ?? Number.NaN)) / 1_000
    if (!Number.isInteger(seconds)) this.faults.push(`the deadline moves by ${seconds} s`)
    this.extensions.push(seconds)
    question.closesAt = closesAt
  }

  #answer(event: Named<'answered'>, at: number): void {
    const { playerId, answerId, given, question: index } = event
    const question = this.#open()
    const player = this.players.get(playerId)
    const fault = (what: string) => this.faults.push(`answer ${answerId} ${what}`)
    if (this.#answered.has(answerId)) fault('is there twice')
    this.#answered.add(answerId)
    if (question.answers.has(playerId)) fault('is the second of its player')
    if (!player?.isIn) fault('is of nobody who is in')
    if (index !== question.index) fault('is to another question')
    if (question.pausedAt !== null) fault('came while paused')
    if (at !== event.at) fault('tells another time')
    if (at < question.opensAt) fault('came early')
    const deadline = this.#deadlineOf(question, player?.factor ?? 1)
    if (deadline !== null && at > deadline + GRACE_MS) fault('came late')
    const counted = this.#setup.questions[index]
    const score = counted === undefined ? 0 : scoreOf(counted, given)
    const points = this.#pointsFor(score, at - question.opensAt, player?.factor ?? 1)
    if (Math.abs(score - event.score) > 1e-9) fault(`scores ${event.score}, not ${score}`)
    if (points !== event.points) fault(`gets ${event.points} points, not ${points}`)
    question.answers.set(playerId, { score, points })
  }

  #deadlineOf({ closesAt }: CountedQuestion, factor: number): number | null {
    const seconds = this.#setup.settings.seconds ?? 0
    return closesAt === null ? null : closesAt + (factor - 1) * seconds * 1_000
  }

  #pointsFor(score: number, afterMs: number, factor: number): number {
    const { scoring, seconds } = this.#setup.settings
    if (scoring === 'accuracy' || seconds === null) return Math.round(1_000 * score)
    const share = Math.min(1, afterMs / (seconds * 1_000 * factor))
    return Math.round((1_000 - 500 * share) * score)
  }

  #closed(at: number): void {
    const question = this.#open()
    question.isOpen = false
    if (this.#isDue(question, at)) return
    const waitedFor = [...this.players].filter(
      ([id, { isIn }]) => isIn && !question.answers.has(id),
    )
    if (waitedFor.length > 0) this.closedEarly++
  }

  #isDue(question: CountedQuestion, at: number): boolean {
    let last = question.closesAt
    if (last === null || question.pausedAt !== null) return false
    for (const [id, player] of this.players)
      if (player.isIn && !question.answers.has(id))
        last = Math.max(last, this.#deadlineOf(question, player.factor) ?? 0)
    return at >= last + GRACE_MS
  }

  #revealed(): void {
    const { question } = this
    if (question === null || question.isOpen || question.isRevealed) {
      this.faults.push('a question is revealed that was not just closed')
      return
    }
    question.isRevealed = true
    for (const [id, player] of this.players) {
      const answer = question.answers.get(id)
      player.score += answer?.points ?? 0
      player.streak = answer !== undefined && answer.score > 0.99 ? player.streak + 1 : 0
    }
  }

  #expect(what: string, is: number | null, expected: number | null): void {
    if (is !== expected) this.faults.push(`${what} at ${is}, not at ${expected}`)
  }
}

/** 0 to 1. */
function scoreOf({ content }: GameQuestion, given: Given): number {
  if (content.type === 'single_choice')
    return given.type === content.type && given.choice === content.key.choice ? 1 : 0
  if (content.type === 'true_false')
    return given.type === content.type && given.truth === content.key.truth ? 1 : 0
  if (content.type === 'numeric')
    return given.type === content.type && given.value === content.key.value ? 1 : 0
  if (given.type !== 'multiple_choice') return 0
  const { choices } = content.key
  const right = given.choices.filter((choice) => choices.includes(choice)).length
  return Math.max(0, (right - (given.choices.length - right)) / choices.length)
}
