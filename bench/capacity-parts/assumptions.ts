/** What learners are taken to do. */
export const assumptions = {
  /** Days in a year on which a learner practises, and answers on each. */
  days: 240,
  answersADay: 20,
  answersPerSession: 10,
  /** Of a day's answers, those of the busiest hour; and its busiest minute to its average. */
  busiestHour: 0.2,
  busiestMinute: 2,
  /** Homes that are looked at, for each session. */
  homesPerSession: 2,
  /** Questions that a learner has met after a year, and topics. */
  cards: 1_500,
  topics: 30,
  /** Live games of a learner in a year, and the questions of each. */
  games: 40,
  questionsPerGame: 15,
  /** Learners who play a live game in the busiest minute, and the seconds from question to question. */
  playing: 0.02,
  secondsPerQuestion: 30,
  /** How much of a processor is to be used at the peak. */
  busy: 0.6,
} as const
