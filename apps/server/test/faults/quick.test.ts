import { beforeAll, describe, expect, test } from 'vitest'
import { type Scenario, Stage } from './scenario.ts'
import { messagesThrice } from './scenarios/messages-thrice.ts'
import { nodeKilled } from './scenarios/node-killed.ts'
import { primaryKilled } from './scenarios/primary-killed.ts'
import { installMissing } from './parts/servers.ts'

/** To see a run again: the same seed makes the same plans, though no two runs go just the same way. */
const seed = Number(process.env['QUIZMENTOR_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** Those that say most in the least time; `npm run faults` plays all, with more players. */
const chosen: readonly Scenario[] = [nodeKilled, primaryKilled, messagesThrice]

const say = (line: string) => void process.stdout.write(`${line}\n`)

describe('with real servers, of which one fails', () => {
  beforeAll(() => {
    for (const line of installMissing(['redis-server'])) say(`faults: ${line}`)
  }, 300_000)

  test.concurrent.each(chosen.map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    { timeout: 120_000 },
    async (_, scenario) => {
      const lines: string[] = []
      const outcome = await Stage.play(scenario, {
        seed,
        isQuick: true,
        players: 12,
        say: (line) => void lines.push(line),
      })
      const { skipped, broke, faults, asked } = outcome
      say([`faults: ${scenario.name}, seed ${seed}`, ...lines].join('\n'))
      if (skipped !== '') return say(`faults: skipped ${scenario.name}: ${skipped}`)
      // How long things take is the machine's doing as well: that is for `npm run faults`.
      const missed = asked.filter(({ isKept, isOfTime }) => !isKept && !isOfTime)
      expect({ broke, faults, missed }).toEqual({ broke: '', faults: [], missed: [] })
    },
  )
})
