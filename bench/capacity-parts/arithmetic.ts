import { assumptions as of } from './assumptions.ts'
import { units } from './units.ts'

/** What so many learners come to. */
export interface Capacity {
  readonly learners: number
  readonly answersAYear: number
  readonly rowsAYear: number
  readonly bytesAYear: number
  /** Of `responses` alone, which most queries of a learner's past are about. */
  readonly responsesBytesAYear: number
  /** In the busiest minute. */
  readonly peak: {
    readonly answers: number
    readonly commits: number
    readonly logBytes: number
    readonly homes: number
    readonly sockets: number
    readonly liveAnswers: number
    /** Processors that are wanted, with room to spare. */
    readonly nodeProcessors: number
    readonly databaseProcessors: number
    /** Of all nodes, without the idle ones' own. */
    readonly socketsMB: number
  }
  /** Each has one processor. */
  readonly nodes: number
}

const secondsPerHour = 3_600

/** The arithmetic of the document, from the measured unit costs and what learners are taken to do. */
export function capacityOf(learners: number): Capacity {
  const answersEach = of.days * of.answersADay
  const sessionsEach = answersEach / of.answersPerSession
  const liveEach = of.games * of.questionsPerGame
  const responsesEach = answersEach + liveEach
  const eventsEach = liveEach * units.eventsPerLiveAnswer.value
  const rowsEach =
    responsesEach + answersEach + sessionsEach + of.cards + of.topics + eventsEach + of.games
  const bytesEach =
    responsesEach * units.response.value +
    answersEach * units.item.value +
    sessionsEach * units.session.value +
    of.cards * units.card.value +
    of.topics * units.ability.value +
    eventsEach * units.gameEvent.value +
    of.games * units.gamePlayer.value

  const answers = ((learners * of.answersADay * of.busiestHour) / secondsPerHour) * of.busiestMinute
  const homes = (answers / of.answersPerSession) * of.homesPerSession
  const sockets = learners * of.playing
  const liveAnswers = sockets / of.secondsPerQuestion
  const liveCost = units.nodePerFarAnswer.value
  const nodeMs =
    answers * units.nodePerAnswer.value + homes * units.nodePerHome.value + liveAnswers * liveCost
  const nodeProcessors = nodeMs / 1_000 / of.busy
  return {
    learners,
    answersAYear: learners * responsesEach,
    rowsAYear: learners * rowsEach,
    bytesAYear: learners * bytesEach,
    responsesBytesAYear: learners * responsesEach * units.response.value,
    peak: {
      answers,
      // Of live answers many go in one; practice has a transaction for each answer.
      commits: answers * (1 + 1 / of.answersPerSession),
      logBytes: answers * units.logPerAnswer.value,
      homes,
      sockets,
      liveAnswers,
      nodeProcessors,
      databaseProcessors: (answers * units.databasePerAnswer.value) / 1_000 / of.busy,
      socketsMB: sockets * units.memoryPerSocket.value,
    },
    nodes: Math.ceil(nodeProcessors),
  }
}
