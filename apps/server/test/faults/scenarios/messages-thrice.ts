import { setTimeout as delay } from 'node:timers/promises'
import { EchoingRedis } from '../parts/echoing-redis.ts'
import { Installation } from '../parts/installation.ts'
import { Party } from '../parts/party.ts'
import type { Scenario, Stage } from '../scenario.ts'

/**
 * Whatever nodes and players say arrives three times and out of order. (Between two ends of one TCP
 * connection nothing does; over reconnections and between nodes everything may.)
 */
export const messagesThrice: Scenario = {
  name: 'messages-thrice',
  title: 'Every message arrives three times, and out of order',
  async play(stage: Stage) {
    const questions = stage.scaled(4, 2)
    const echoes: EchoingRedis[] = []
    const installation = await Installation.open(stage, {
      nodes: 2,
      redis: true,
      beforeRedis: async (port) => {
        const made = await EchoingRedis.before(port, stage.dice.for('echoes'))
        echoes.push(made)
        return made
      },
    })
    const [echoing] = echoes
    if (echoing === undefined) stage.skip('there is no redis-server on this machine')
    const party = await Party.open(stage, {
      url: installation.url,
      databaseUrl: installation.primary.url(),
      players: stage.players(60, 16),
      games: 2,
      seconds: stage.scaled(8, 5),
      answersWithinMs: stage.scaled(5_000, 3_000),
      questions,
      // They say everything again and again, whatever they heard.
      saysTimes: 3,
    })
    for (let question = 0; question < questions; question++) {
      await party.ask()
      await delay(stage.scaled(2_000, 1_000))
      // Now and then one comes back, maybe to the other node.
      installation.balancer.drop(stage.dice, 0.2)
      await party.closed()
    }
    stage.measured('messages between nodes, each delivered three times', `${echoing.repeated}`)
    stage.asks('messages were repeated', 'some', `${echoing.repeated}`, echoing.repeated > 0)
    await party.finish()
  },
}
