import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** Strings of the widgets that show questions and take answers. */
export const questions = {
  types: {
    single_choice: 'Single choice',
    multiple_choice: 'Multiple choice',
    true_false: 'True or false',
    numeric: 'Number',
    short_text: 'Short text',
    ordering: 'Ordering',
    matching: 'Matching',
    fill_in: 'Fill in',
  },
  question: 'Question',
  /** What to do, shown above the answer. */
  ask: {
    single_choice: 'Choose one.',
    multiple_choice: 'Choose all that apply.',
    true_false: 'True or false?',
    numeric: 'Give a number.',
    short_text: 'Write the answer.',
    ordering: 'Put them in order: drag, or use the arrows.',
    matching: 'Find the partner of each.',
    fill_in: 'Fill the gaps.',
  },
  true: 'True',
  false: 'False',
  yourAnswer: 'Your answer',
  number: 'Number',
  unit: 'Unit',
  chooseUnit: 'Unit …',
  notANumber: 'That isn’t a number. Write it like 1234.5.',
  gap: (place: number) => `Gap ${place}`,
  choose: 'Choose …',
  partnerOf: (prompt: string) => `Partner of ${prompt}`,
  moveUp: (item: string) => `Move ${item} up`,
  moveDown: (item: string) => `Move ${item} down`,
  position: (place: number, of: number) => `Place ${place} of ${of}`,
  moved: (item: string, place: number, of: number) => `${item}: now place ${place} of ${of}`,
  dragHandle: (item: string) => `Drag ${item}`,
  solution: {
    right: 'Right',
    wrong: 'Wrong',
    missed: 'Right, not chosen',
    yours: 'Your answer',
    rightAnswer: 'Right answer',
    rightOrder: 'Right order',
    belongsHere: (place: number) => `belongs in place ${place}`,
    accepted: 'Also right',
    tolerance: (margin: string) => `give or take ${margin}`,
    empty: 'No answer',
  },
  optionsChosen: plural({ one: '# chosen', other: '# chosen' }),
}

export type Questions = typeof questions
