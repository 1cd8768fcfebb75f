import { difficultyAfter, type Rating } from '@quizmentor/engine/calibration/online'
import type { BankAnswers, BankCalibration } from './bank-answers.ts'

/** What an author's guess is worth, and what is known of a person before they answer. */
const unsure = 1

/**
 * Difficulties rated answer by answer, in the order of time, together with the people: for banks
 * with too few answers for more. Begins with the authors' guesses each time, so that doing it again
 * gives the same.
 */
export function rateBank({ questions, start, answers, at }: BankAnswers): BankCalibration {
  const items = Array.from(questions.guess, (value): Rating => ({ value, se: unsure }))
  const people = Array.from({ length: start.length - 1 }, (): Rating => ({ value: 0, se: unsure }))
  const counted = new Float64Array(items.length)
  for (const { person, code } of inOrder({ start, answers, at })) {
    const item = code >> 1
    const [difficulty, ability] = [items[item], people[person]]
    if (difficulty === undefined || ability === undefined) continue
    const right = (code & 1) === 1
    const slope = questions.a[item] ?? 1
    items[item] = difficultyAfter(difficulty, ability, slope, right)
    const mirrored = difficultyAfter(mirror(ability), mirror(difficulty), slope, right)
    people[person] = mirror(mirrored)
    counted[item] = (counted[item] ?? 0) + 1
  }
  const none = questions.num.map(() => NaN)
  return {
    method: 'rating',
    people: people.length,
    a: questions.a,
    b: Float64Array.from(items, ({ value }) => value),
    aSe: none,
    bSe: Float64Array.from(items, ({ se }) => se),
    answers: counted,
    infit: none,
    outfit: none,
    discrimination: none,
    link: { slope: 1, intercept: 0 },
    fit: null,
  }
}

/** A person who answers an item is rated as the item is, upside down. */
function mirror({ value, se }: Rating): Rating {
  return { value: -value, se }
}

function inOrder({ start, answers, at }: Pick<BankAnswers, 'start' | 'answers' | 'at'>) {
  const all: { readonly person: number; readonly code: number; readonly at: number }[] = []
  for (let person = 0; person < start.length - 1; person++)
    for (let place = start[person] ?? 0; place < (start[person + 1] ?? 0); place++)
      all.push({ person, code: answers[place] ?? 0, at: at[place] ?? 0 })
  return all.sort((one, other) => one.at - other.at || one.person - other.person)
}
