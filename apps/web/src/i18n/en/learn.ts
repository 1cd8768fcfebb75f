import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** Words for choices that the server offers by number; there may be others. */
function levels(
  byPercent: Readonly<Record<string, { readonly name: string; readonly detail: string }>>,
): typeof byPercent {
  return byPercent
}

/** Strings of practising: home, sessions, results, reading. */
export const learn = {
  home: {
    title: 'Practise',
    /** Stands below the number. */
    due: (count: number): string => (count === 1 ? 'question is due' : 'questions are due'),
    welcome: 'Start anywhere.',
    nothingDue: 'Nothing is due',
    nothingDueDetail: 'Time for something new.',
    today: plural({ one: '# answer today', other: '# answers today' }),
    resume: 'Go on',
    resumeDetail: (title: string, answered: string) => `${title}, ${answered} answered`,
    start: 'Practise',
    startTrack: (title: string) => `Practise ${title}`,
    startTopic: (title: string) => `Practise ${title}`,
    choose: 'Choose something else',
    length: 'How many questions, or how long',
    minutesShort: (minutes: number) => `${minutes} min`,
    tracks: 'Tracks',
    quizzes: 'Quizzes',
    topics: 'Topics',
    read: 'Read',
    readAbout: (title: string) => `Read about ${title}`,
    empty: {
      title: 'Nothing to practise yet',
      detail:
        'This workspace has no published questions. Authors can add some in the question bank.',
      action: 'Open the question bank',
      other: 'See your history',
    },
    dueHere: plural({ one: '# due', other: '# due' }),
    cut: (percent: string) => `Goal ${percent}`,
    searchQuizzes: 'Search quizzes',
    noQuizzes: 'No quiz of that name.',
  },
  length: {
    questions: plural({ one: '# question', other: '# questions' }),
    minutes: plural({ one: '# minute', other: '# minutes' }),
  },
  standing: {
    title: 'How well you know it',
    none: 'Not met yet',
    levels: {
      unsure: 'Too early to say',
      beginning: 'First steps',
      growing: 'Growing',
      solid: 'Solid',
      mastered: 'Mastered',
    },
    /** A sentence for those who listen and for the tooltip. */
    sentence: (level: string, low: string, high: string, evidence: string) =>
      `${level}: probably between ${low} and ${high} of 100, from ${evidence}`,
    between: (low: string, high: string) => `${low}–${high}`,
    evidence: plural({ one: '# answer', other: '# answers' }),
    topicsMet: (met: string, of: string) => `${met} of ${of} topics met`,
    before: 'before',
    now: 'now',
  },
  session: {
    leave: 'Leave; it goes on here',
    progress: (done: string, of: string) => `${done} of ${of}`,
    answered: plural({ one: '# answered', other: '# answered' }),
    minutesLeft: plural({ one: '# minute left', other: '# minutes left' }),
    lastQuestion: 'Last question',
    counts: { new: 'new', learning: 'learning', due: 'due' },
    countsLabel: 'Questions in scope',
    reasons: {
      new: 'New to you',
      due: 'Due again',
      again: 'Once more',
      ahead: 'Ahead of time',
    },
    check: 'Check',
    checking: 'Checking…',
    waiting: 'Not sent yet. Your answer is kept and goes out as soon as the server can be reached.',
    continue: 'Continue',
    toResult: 'See the result',
    hint: plural({ one: 'Hint (# left)', other: 'Hint (# left)' }),
    hints: 'Hints',
    end: 'End the session',
    keys: 'Keys',
    endTitle: 'End this session?',
    endDetail: 'You’ll see the result so far. To go on another time, just leave.',
    verdict: {
      right: 'Right',
      wrong: 'Not right',
      partial: (percent: string) => `Partly right: ${percent}`,
    },
    explanation: 'Why',
    source: 'Source',
    comesBack: (when: string) => `Comes back ${when}`,
    comesBackHere: 'Comes back in this session',
    ended: 'This session is over.',
    keyHelp: {
      choose: 'choose or toggle an answer',
      check: 'check, then continue',
      hint: 'hint',
      rate: 'after the answer: how well you knew it',
      undo: 'undo that rating',
      help: 'show these keys',
      move: 'move an item (ordering)',
      leave: 'leave',
    },
  },
  recall: {
    title: 'How well did you know it?',
    grades: { again: 'Again', hard: 'Hard', good: 'Good', easy: 'Easy' },
    graded: 'Told by your answer and your time. You may know better.',
    rated: (grade: string, when: string) => `${grade}, as you say. Comes back ${when}.`,
    undo: 'Undo',
  },
  result: {
    title: 'Result',
    score: (correct: string, answered: string) => `${correct} of ${answered}`,
    right: 'right',
    nothing: 'You left before the first answer. Nothing was counted.',
    moved: 'What moved',
    movedUp: (points: string) => `up ${points}`,
    movedDown: (points: string) => `down ${points}`,
    same: 'about the same',
    first: 'first estimate',
    here: (correct: string, answered: string) => `${correct} of ${answered} right here`,
    read: 'Worth reading',
    readDetail: 'Topics of this session where answers went wrong.',
    comingBack: 'What comes back',
    question: 'Question',
    when: 'When',
    topic: 'Topic',
    again: 'Practise again',
    home: 'To the start page',
    asTable: 'As a table',
    before: 'Before',
    after: 'Now',
    dueNow: 'due now',
    noneDue: 'Nothing of this session comes back soon.',
  },
  reading: {
    practise: 'Practise this topic',
    empty: 'There is nothing to read about this topic yet.',
  },
  remembering: {
    title: 'How well you want to remember',
    lead: 'A question comes back before you forget it. Choose how sure you want to be that you still know it by then. The surer, the more often it comes.',
    /** By percentage. */
    levels: levels({
      80: { name: 'Relaxed', detail: 'One in five is forgotten when it comes back.' },
      85: { name: 'Light', detail: 'About one in seven is forgotten when it comes back.' },
      90: { name: 'Usual', detail: 'One in ten is forgotten when it comes back.' },
      95: { name: 'Thorough', detail: 'One in twenty is forgotten when it comes back.' },
      97: { name: 'Very thorough', detail: 'About one in thirty is forgotten when it comes back.' },
    }),
    other: {
      name: 'Your own',
      detail: (percent: string) => `About ${percent} are forgotten when they come back.`,
    },
    perDay: plural({ one: 'about # answer a day', other: 'about # answers a day' }),
    rarely: 'less than one answer a day',
    inForce: 'as it is now',
    same: 'about the same as now',
    more: plural({ one: '# more than now', other: '# more than now' }),
    fewer: plural({ one: '# fewer than now', other: '# fewer than now' }),
    basis: (questions: string) =>
      `Worked out from the ${questions} questions you have met, for the next 30 days, if you answer what is due each day. New questions come on top.`,
    tooFew:
      'Once you have met 20 questions, you’ll see here how many answers a day each choice asks for. Until then: the further down, the more.',
    saved: 'Saved. Your questions come back accordingly.',
  },
  history: {
    title: 'History',
    unfinished: 'not finished',
    empty: {
      title: 'No session yet',
      detail: 'Every session you practise is kept here with its result.',
      action: 'Practise now',
    },
    score: (correct: string, answered: string) => `${correct} of ${answered} right`,
    goOn: 'Go on',
    result: 'Result',
  },
}

export type Learn = typeof learn
