import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinal = (place: number) => `${place}${endings[ordinals.select(place)] ?? 'th'}`

/** Strings of playing a game on a phone. */
export const play = {
  bar: {
    points: plural({ one: '# point', other: '# points' }),
    question: (place: number, of: number) => `Question ${place} of ${of}`,
  },
  lobby: {
    title: 'You’re in',
    detail: 'Your name is on the big screen. The first question comes when the host starts.',
  },
  round: {
    title: (place: number) => `Round ${place}`,
    detail: 'Next question coming up.',
  },
  question: {
    opensIn: (seconds: number) => `Answers open in ${seconds}`,
    ready: 'Read the question on the big screen.',
    look: 'The question is on the big screen.',
    one: 'Choose one.',
    several: 'Choose all that apply, then send.',
    number: 'Type a number, then send.',
    true: 'True',
    false: 'False',
    answer: (letter: string) => `Answer ${letter}`,
    send: 'Send',
    chosen: plural({ one: 'Send # choice', other: 'Send # choices' }),
    numberLabel: 'Your number',
    notANumber: 'That isn’t a number. Write it like 1234.5.',
    unit: 'Unit',
    deleteDigit: 'Delete the last digit',
    minus: 'Plus or minus',
    point: 'Decimal point',
    secondsLeft: plural({ one: '# second left', other: '# seconds left' }),
    timeIsUp: 'Time is up.',
    paused: 'Paused by the host',
    pausedDetail: 'The clock stands still. Nothing is lost.',
  },
  status: {
    waiting: 'Waiting for the connection. It is sent as soon as it’s back.',
    sent: 'Sent …',
    received: 'Received',
    tooLate: 'That came too late to count.',
    already: 'Your first answer counts.',
    refused: 'That answer could not be counted.',
  },
  closed: {
    title: 'Answers are closed',
    none: 'You gave no answer this time.',
    received: 'Your answer is in',
    reveal: 'You’ll see what it was worth at the reveal.',
  },
  result: {
    right: 'Right',
    partly: 'Partly right',
    wrong: 'Not right',
    none: 'No answer',
    points: plural({ one: '+# point', other: '+# points' }),
    noPoints: 'No points',
    streak: plural({ one: '# right in a row', other: '# right in a row' }),
    rank: (rank: number, of: number) => `${ordinal(rank)} of ${of}`,
    gap: plural({ one: '# point to the next place', other: '# points to the next place' }),
    lead: 'Nobody is ahead of you.',
    allZero: 'Nobody has points yet. Everything is open.',
    rightAnswer: 'Right answer',
    rightAnswers: 'Right answers',
    yours: 'Your answer',
    tolerance: (margin: string) => `give or take ${margin}`,
  },
  leaderboard: {
    title: 'Leaderboard',
    you: 'you',
    rank: (rank: number) => ordinal(rank),
    up: plural({ one: 'up # place', other: 'up # places' }),
    down: plural({ one: 'down # place', other: 'down # places' }),
  },
  finished: {
    title: 'That was it',
    rank: (rank: number, of: number) => `${ordinal(rank)} of ${of}`,
    podium: ['You won', 'Second place', 'Third place'] as readonly string[],
    nobody: 'Nobody scored. There is always next week.',
    points: plural({ one: 'with # point', other: 'with # points' }),
    practise: 'Keep practising',
    practiseDetail: 'What you missed tonight is worth another look.',
    signUp: 'Make an account',
    signUpDetail: 'With an account you can practise on your own and keep what you learn.',
    anotherGame: 'Join another game',
  },
  ended: {
    removed: {
      title: 'You are out of the game',
      detail: 'The host has taken you out. If they let you, join again with the code.',
      action: 'Join again',
    },
    replaced: {
      title: 'The game goes on in another tab',
      detail: 'You play from one place at a time: the one you opened last.',
      action: 'Play here',
    },
    gone: {
      title: 'This game is no longer open',
      detail: 'It has ended, or the host has closed it. Ask them for a new code.',
      action: 'Join another game',
    },
    unauthorized: {
      title: 'This device isn’t in the game',
      detail: 'What it kept no longer fits. Join again with the code on the big screen.',
      action: 'Join again',
    },
    outdated: {
      title: 'QuizMentor was updated',
      detail: 'This page is of another version. Load it again; your points are kept.',
      action: 'Load again',
    },
  },
}

export type Play = typeof play
