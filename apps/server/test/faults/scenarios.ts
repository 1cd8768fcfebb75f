import type { Scenario } from './scenario.ts'
import { clientsThatDoNotRead } from './scenarios/clients-that-do-not-read.ts'
import { databaseUnreachable } from './scenarios/database-unreachable.ts'
import { diskFull } from './scenarios/disk-full.ts'
import { messagesThrice } from './scenarios/messages-thrice.ts'
import { nodeKilled } from './scenarios/node-killed.ts'
import { partitionThenKilled } from './scenarios/partition-then-killed.ts'
import { primaryKilled } from './scenarios/primary-killed.ts'
import { reconnectStorm, type Storm } from './scenarios/reconnect-storm.ts'
import { redisAway } from './scenarios/redis-away.ts'
import { rollingDeploy } from './scenarios/rolling-deploy.ts'
import { uploadsDuringAGame } from './scenarios/uploads-during-a-game.ts'
import { workerKilled } from './scenarios/worker-killed.ts'
import { wrongClock } from './scenarios/wrong-clock.ts'

/** All of them, in the order in which they are told of. Storms are made by the load generator. */
export function scenarios(storm: Storm): readonly Scenario[] {
  return [
    nodeKilled,
    primaryKilled,
    partitionThenKilled,
    redisAway,
    databaseUnreachable,
    diskFull,
    wrongClock,
    clientsThatDoNotRead,
    reconnectStorm(storm),
    workerKilled,
    messagesThrice,
    rollingDeploy,
    uploadsDuringAGame,
  ]
}
