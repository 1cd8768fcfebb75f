import { drawQuestion, isLive } from '@quizmentor/engine/live/draw'
import type { GameSettings, GameSetup } from '@quizmentor/engine/live/types'
import type { Random } from '@quizmentor/engine/question/parts'
import type { QuestionContent } from '@quizmentor/engine/question/question'
import { Problem } from '../../http/problem.ts'

/** A quiz as it is played: its published questions with their keys. */
export interface PlayableQuiz {
  readonly title: string
  readonly rounds: readonly { readonly title: string }[]
  readonly questions: readonly {
    readonly questionId: string
    readonly version: number
    /** Its place in `rounds`. */
    readonly round: number
    readonly content: QuestionContent
  }[]
}

/** Gives a quiz of a workspace; throws where there is none such. The bank implements it. */
export type LoadQuiz = (workspaceId: string, quizId: string) => Promise<PlayableQuiz>

/**
 * What a game of a quiz is played with: the questions that count down live, their options in an
 * order that nobody can foresee, and the rounds that have any.
 */
export function setUp(
  gameId: string,
  settings: GameSettings,
  quiz: PlayableQuiz,
  random: Random,
): { readonly setup: GameSetup; readonly leftOut: number } {
  const live = quiz.questions.flatMap(({ content, ...question }) =>
    isLive(content) ? [{ ...question, ...drawQuestion(content, random) }] : [],
  )
  if (live.length === 0)
    throw new Problem(
      422,
      'nothing_to_play',
      'This quiz has no published question that can be played live. Add single or multiple ' +
        'choice, true/false or numeric questions.',
    )
  const played = quiz.rounds.map((_, round) => live.some((question) => question.round === round))
  const places = played.map((_, round) => played.slice(0, round).filter(Boolean).length)
  return {
    setup: {
      gameId,
      title: quiz.title,
      settings,
      rounds: quiz.rounds.filter((_, round) => played[round]),
      questions: live.map((question) => ({ ...question, round: places[question.round] ?? 0 })),
    },
    leftOut: quiz.questions.length - live.length,
  }
}
