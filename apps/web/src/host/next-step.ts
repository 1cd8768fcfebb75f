import type { HostView } from '@quizmentor/engine/live/types'

/** A step of a game, as the host is told of it. */
export type Step =
  | { readonly name: 'round'; readonly title: string }
  /** `place` counts from 1. */
  | { readonly name: 'question'; readonly place: number }
  | { readonly name: 'answers' | 'close' | 'resume' | 'reveal' | 'leaderboard' | 'podium' }

type Course = Pick<HostView, 'next' | 'rounds' | 'questionCount' | 'screen'>

/** What the host's next press of Space does, and what will come after that. */
export function stepsAhead(view: Course, isPreview: boolean): readonly Step[] {
  const { screen, next } = view
  if (next === null) return []
  switch (screen.name) {
    case 'lobby':
      return view.rounds.length > 1 ? [...roundAt(view, 0), questionAt(0)] : [questionAt(0)]
    case 'round':
      return [questionAt(firstOf(view, screen.round)), { name: 'close' }]
    case 'question_open': {
      if (next === 'resume') return [{ name: 'resume' }, { name: isPreview ? 'answers' : 'close' }]
      return isPreview
        ? [{ name: 'answers' }, { name: 'close' }]
        : [{ name: 'close' }, { name: 'reveal' }]
    }
    case 'question_closed':
      return [{ name: 'reveal' }, afterReveal(view, screen.question.index)]
    case 'revealed': {
      const step = afterReveal(view, screen.question.index)
      return step.name === 'podium' ? [step] : [step, ...following(view, screen.question.index)]
    }
    case 'leaderboard':
      return following(view, screen.question.index)
    case 'finished':
      return []
  }
}

function afterReveal(view: Course, question: number): Step {
  return { name: question >= view.questionCount - 1 ? 'podium' : 'leaderboard' }
}

/** What comes after the leaderboard of a question. */
function following(view: Course, question: number): readonly Step[] {
  const next = question + 1
  if (next >= view.questionCount) return [{ name: 'podium' }]
  const round = view.rounds.findIndex((_, index) => firstOf(view, index) === next)
  return round > 0
    ? [...roundAt(view, round), questionAt(next)]
    : [questionAt(next), { name: 'close' }]
}

function questionAt(index: number): Step {
  return { name: 'question', place: index + 1 }
}

function roundAt({ rounds }: Course, round: number): readonly Step[] {
  const title = rounds[round]?.title
  return title === undefined ? [] : [{ name: 'round', title }]
}

/** The index of a round's first question. */
function firstOf({ rounds }: Course, round: number): number {
  return rounds.slice(0, round).reduce((sum, { questions }) => sum + questions, 0)
}
