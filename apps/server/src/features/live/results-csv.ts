import { CORRECT_FROM, type Given } from '@quizmentor/engine/question/question'
import { rankIn } from '@quizmentor/engine/live/standings'
import type { GameQuestion, GameState } from '@quizmentor/engine/live/types'

const byteOrderMark = '\ufeff'

/**
 * The results of a game as CSV (RFC 4180, UTF-8): players by rank, then what each gave and gained
 * per question that was revealed. Who was removed isn't listed.
 */
export function resultsCsv(state: GameState): string {
  const { questions } = state.setup
  const shown = questions.slice(0, revealedCount(state))
  const head = ['Rank', 'Nickname', 'Score', 'Right']
  const perQuestion = shown.flatMap((_, index) => [`Q${index + 1} answer`, `Q${index + 1} points`])

  const players = Array.from(state.players.values())
    .filter((player) => player.status === 'in')
    .sort((one, other) => other.score - one.score)
  const rows = players.map(({ id, nickname, score }) => {
    const answers = shown.map((_, index) => state.answers[index]?.get(id))
    const right = answers.filter((answer) => (answer?.score ?? 0) >= CORRECT_FROM).length
    const cells = answers.flatMap((answer, index) => [
      answer === undefined ? '' : inWords(answer.given, shown[index]),
      answer?.points ?? 0,
    ])
    return [rankIn(state.standings.scores, score), nickname, score, right, ...cells]
  })
  return byteOrderMark + [[...head, ...perQuestion], ...rows].map(toLine).join('')
}

/** How many questions, from the first on, everybody has seen the answer of. */
function revealedCount({ phase, setup, answers }: GameState): number {
  switch (phase.name) {
    case 'lobby':
      return 0
    case 'round':
      return setup.questions.findIndex((question) => question.round === phase.round)
    case 'question_open':
    case 'question_closed':
      return phase.question
    case 'revealed':
    case 'leaderboard':
      return phase.question + 1
    case 'finished':
      return answers.findLastIndex((given) => given.size > 0) + 1
  }
}

function inWords(given: Given, question: GameQuestion | undefined): string | number {
  const body = question?.shown.body
  const options = body !== undefined && 'options' in body ? body.options : []
  const text = (id: string) => options.find((option) => option.id === id)?.text ?? id
  switch (given.type) {
    case 'single_choice':
      return text(given.choice)
    case 'multiple_choice':
      return given.choices.map(text).join(' | ')
    case 'true_false':
      return String(given.truth)
    case 'numeric':
      return given.unit === undefined ? given.value : `${given.value} ${given.unit}`
    default:
      return ''
  }
}

function toLine(cells: readonly (string | number)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`
}

/** A text that a spreadsheet would run as a formula gets an apostrophe before it. */
function toCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
