/** What one thing costs, and which benchmark says so. */
export interface Unit {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** Where it was measured, and in which of the numbers there it is. */
  readonly from: string
}

/**
 * The measured costs that the document reckons with: to be replaced here when the benchmarks were run
 * anew, all of them on the machine and under the load that `measuredOn` names.
 */
export const units = {
  nodePerAnswer: {
    what: 'a practice answer, with its share of session and result: a node',
    value: 3.1,
    unit: 'ms',
    from: '`api`, practice, processor time per answer: nodes',
  },
  databasePerAnswer: {
    what: 'the same: the database',
    value: 4.2,
    unit: 'ms',
    from: '`api`, practice, processor time per answer: database',
  },
  logPerAnswer: {
    what: 'the same: the database’s log (WAL), which a standby is sent',
    value: 2_800,
    unit: 'bytes',
    from: '`api`, practice, database log per answer',
  },
  nodePerHome: {
    what: 'a learner’s home: a node',
    value: 1.5,
    unit: 'ms',
    from: '`api`, reads, node, each',
  },
  nodePerLiveAnswer: {
    what: 'an answer in a live game of few players, with what it changes for all: a node',
    value: 0.39,
    unit: 'ms',
    from: '`live`, cost, 100 × 10 players',
  },
  nodePerFarAnswer: {
    what: 'the same with half of the players on another node: both nodes',
    value: 1.1,
    unit: 'ms',
    from: '`cluster`, cost, two nodes',
  },
  memoryIdle: {
    what: 'memory of a node that does nothing',
    value: 160,
    unit: 'MB',
    from: '`live`, cost, memory idle',
  },
  memoryPerSocket: {
    what: 'memory of a node for each player who is connected',
    value: 0.0104,
    unit: 'MB',
    from: '`live`, cost, memory with 5,000 players less idle',
  },
  response: { what: 'a row of `responses`', value: 253, unit: 'bytes', from: '`api`, rows' },
  item: { what: 'a row of `practice_items`', value: 273, unit: 'bytes', from: '`api`, rows' },
  session: {
    what: 'a row of `practice_sessions`',
    value: 1_750,
    unit: 'bytes',
    from: '`api`, rows',
  },
  card: { what: 'a row of `cards`', value: 159, unit: 'bytes', from: '`api`, rows' },
  ability: { what: 'a row of `abilities`', value: 136, unit: 'bytes', from: '`api`, rows' },
  gameEvent: { what: 'a row of `game_events`', value: 404, unit: 'bytes', from: '`cluster`, rows' },
  eventsPerLiveAnswer: {
    what: 'rows of `game_events` for each answer, joining and leading with them',
    value: 1.45,
    unit: '',
    from: '`cluster`, rows by the answers stored',
  },
  gamePlayer: {
    what: 'a row of `game_players`',
    value: 352,
    unit: 'bytes',
    from: '`cluster`, rows',
  },
} as const satisfies Readonly<Record<string, Unit>>

export const measuredOn =
  '2026-11-20 on 2 processors that nodes, database and callers shared, while other work ran on them too: ' +
  'processor times are too high rather than too low'
