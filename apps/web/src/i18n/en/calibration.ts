import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

/** Strings of calibration: what answers tell of the questions. */
export const calibration = {
  title: 'Calibration',
  lead: 'How hard each question really is, and how well it tells those who know from those who don’t, worked out from what people answer. It happens by itself, every hour, once enough is new.',
  now: 'Calibrate now',
  running:
    'Calibrating. That takes seconds, or minutes with very many answers; you can leave this page.',
  failed:
    'The calibration that was asked for did not work out, and nothing was changed. Try again. If it stays so, whoever runs this server finds the reason in its log.',
  made: (answers: string) => `Calibrated from ${answers}.`,
  nothingNew: 'No answer is new since the last calibration, so all stays as it is.',
  list: 'Calibrations, newest first',
  kept: 'The last 30 are kept.',
  empty: 'Nothing is calibrated yet',
  emptyDetail:
    'It begins by itself when 20 answers are in. Until then each question is as hard as its author said.',
  states: { in_force: 'In force', replaced: 'Replaced', taken_back: 'Taken back' },
  takenBackAt: (when: string) => `taken back ${when}`,
  methods: {
    '2PL': { name: '2PL', hint: 'all answers together' },
    rating: { name: 'Rating', hint: 'answer by answer' },
  },
  facts: {
    method: 'Method',
    people: 'People',
    answers: 'Answers',
    logLikelihood: 'Log likelihood',
    converged: 'Estimation',
  },
  converged: { yes: 'converged', no: 'did not converge: take it with care' },
  questions: 'Its questions',
  takeBack: 'Take back',
  takeBackTitle: 'Take this calibration back?',
  takeBackDetail: (when: string) =>
    `Every question gets the difficulty and discrimination it had before ${when}. No answer is lost: “Calibrate now” makes it anew.`,
  takeBackAction: 'Take it back',
  takenBack: 'Taken back. All questions are as they were before it.',
  meaning: {
    title: 'What the words mean',
    words: [
      {
        word: 'What counts',
        means:
          'Each person’s first answer to a question, without hints, from practice, exams and live games alike, given to what the question asks today. Change its text, its choices or its key, and earlier answers no longer count; a new explanation or hint changes nothing.',
      },
      {
        word: 'Method',
        means:
          'With fewer than 50 people or 1,000 answers, each answer moves a question’s difficulty a little away from its author’s guess (rating). With more, all questions are worked out together (2PL, the two-parameter logistic model).',
      },
      {
        word: 'Difficulty b',
        means:
          'The ability at which half get it right. 0 is the ability of the average learner; most questions lie between −3 (very easy) and 3 (very hard).',
      },
      {
        word: 'Discrimination a',
        means:
          'How sharply a question tells the able from the less able. About 1 is usual; below 0.4 it hardly tells them apart.',
      },
      {
        word: '±',
        means:
          'The standard error. The true value is within twice this of the number, 19 times out of 20.',
      },
      {
        word: 'Infit and outfit',
        means:
          'Whether people answer as the model expects: 1 is as expected. Above 1.3 answers surprise, the able miss it or the less able get it; below 0.7 they are too predictable. Outfit looks at all answers alike, infit more at those of people whom the question is about right for.',
      },
      {
        word: 'Correlation r',
        means:
          'Whether those who do well on other questions do well on this one. Below 0 they do worse, and often the key is wrong.',
      },
      {
        word: 'Log likelihood',
        means:
          'How probable the answers are by these numbers, as a logarithm. It compares calibrations of the same answers: the nearer to 0, the better they fit.',
      },
    ],
  },
  detail: {
    title: (when: string) => `Calibration of ${when}`,
    back: 'All calibrations',
    lead: 'The questions that fit worst come first. Look at those that are flagged: a wrong key, an unclear wording or an answer that gives itself away shows here.',
    leadRating:
      'There are too few answers yet to say how well each question fits. Difficulties are ratings, still held near the author’s guess.',
    list: 'Questions, the worst fitting first',
    empty: 'No question is in this calibration',
    emptyDetail: 'The questions it was about are gone.',
    flags: {
      negative_discrimination:
        'Negative discrimination: those who do well on other questions get it wrong more often. Check the key.',
      surprising: 'Answers surprise more than they should. Check whether the wording is clear.',
      too_predictable:
        'Answers are more predictable than they should be. It may repeat another question, or give its answer away.',
    },
    few: 'Fewer than 30 answers: too early to judge it.',
    edited: 'Edited since: these numbers are of what it asked before.',
    reset: 'Edited, and not answered since: back to its author’s guess.',
    difficulty: 'Difficulty b',
    discrimination: 'Discrimination a',
    answers: 'Answers',
    fit: 'Infit / outfit',
    correlation: 'Correlation r',
    before: (value: string) => `before ${value}`,
  },
  answersOf: plural({ one: '# answer', other: '# answers' }),
}

export type Calibration = typeof calibration
