import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { Evening, givenBy, keyNumbers, type Heard, type Mark } from './test-evening.ts'
import { startLiveServer, type LiveServer } from './test-server.ts'

// Two games of one host are played at once, to their ends, on real sockets. Everything that anybody
// is sent is kept, frames and answers of the HTTP server alike, and then searched.

let database: TestDatabase
let server: LiveServer
let evenings: Readonly<Record<Mark, Evening>>
let heard: readonly Heard[]

const marks = ['alpha', 'omega'] as const

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startLiveServer({ databaseUrl: database.url })
  const host = await server.signedIn('host')
  evenings = {
    alpha: await Evening.create(server, 'alpha', host),
    omega: await Evening.create(server, 'omega', host),
  }
  await Promise.all(marks.map((mark) => evenings[mark].play()))
  heard = marks.flatMap((mark) => evenings[mark].heard)
})
afterAll(async () => {
  for (const mark of marks) evenings[mark].close()
  await server.stop()
  await database.drop()
})

/** What was heard that holds one of the words. */
function holding(words: readonly string[], among: readonly Heard[] = heard): readonly Heard[] {
  return among.filter(({ text }) => words.some((word) => text.includes(word)))
}

const of = (mark: Mark, by?: Heard['by']) =>
  heard.filter((each) => each.game === mark && (by === undefined || each.by === by))

describe.each(marks)('23 before the reveal, in game %s', (mark) => {
  test('nothing that anybody is sent holds a key, an explanation, a hint or an author’s option id', () => {
    for (let question = 0; question < 4; question++) {
      const words = [`${mark} why ${question}`]
      if (question === 3) words.push(String(keyNumbers[mark]))
      const telling = holding(words, of(mark))
      expect(telling.filter(({ revealed }) => revealed <= question)).toEqual([])
      // It would have been found: this is what it looks like once it is revealed.
      expect(new Set(telling.map(({ by }) => by))).toEqual(new Set(['player', 'screen', 'host']))
    }
    expect(holding([`${mark} hint`, `${mark}-`, 'originalIds'])).toEqual([])
  })

  test('nothing says what is right, who has points or how often what was given', () => {
    const before = of(mark).filter(({ revealed }) => revealed === 0)
    const words = ['"key"', '"solution"', '"correct', '"points"', '"distribution"', '"explanation"']
    expect(holding(words, before)).toEqual([])
    expect(holding([`${mark} stem 0`], before).length).toBeGreaterThan(4)
  })

  test('no player is ever sent what another gave, nor anybody before the reveal', () => {
    const answering = evenings[mark].guests.slice(0, -1)
    const numbers = answering.map((_, player) => {
      const given = givenBy(mark, player, 3)
      return given.type === 'numeric' ? String(given.value) : ''
    })
    for (const [player, { name }] of answering.entries()) {
      const telling = holding([numbers[player] ?? ''], of(mark, 'player'))
      expect(new Set(telling.map((each) => each.name))).toEqual(new Set([name]))
    }
    const onStage = heard.filter(({ by, revealed }) => by !== 'player' && revealed < 4)
    expect(holding(numbers, onStage)).toEqual([])
  })
})

describe('29 credentials', () => {
  /** In every form that they could be written in. */
  const forms = (secret: string) => {
    const hash = createHash('sha256').update(secret).digest()
    const encodings = ['hex', 'base64', 'base64url'] as const
    return [secret, ...encodings.map((encoding) => hash.toString(encoding))]
  }
  const valuesOf = (cookies: string) =>
    cookies.split('; ').map((cookie) => cookie.slice(cookie.indexOf('=') + 1))
  const devices = () =>
    marks.flatMap((mark) =>
      evenings[mark].guests.flatMap(({ cookies }) => valuesOf(cookies.header())),
    )
  const tokens = () =>
    marks.flatMap((mark) => {
      const { guests, game } = evenings[mark]
      return [game.screenToken, ...guests.map(({ token }) => token)]
    })
  const sessions = () => valuesOf(evenings.alpha.game.host.cookies.header())

  test('are in no frame and no answer to anybody, to the last screen of the game', () => {
    const finished = heard.filter(({ text }) => text.includes('"screen":{"name":"finished"}'))
    expect(new Set(finished.map(({ game, by }) => `${game} ${by}`)).size).toBe(6)
    const secrets = [...tokens(), ...sessions()].flatMap(forms)
    expect(secrets.every((secret) => secret.length > 20)).toBe(true)
    expect(holding(secrets)).toEqual([])
  })

  test('of a device are told that device alone, in a cookie', () => {
    const telling = holding(devices().flatMap(forms))
    expect(telling.length).toBeGreaterThan(0)
    for (const { how, text } of telling) {
      expect(how).toBe('headers')
      expect(devices().filter((device) => text.includes(device))).toHaveLength(1)
    }
  })

  test('are not stored either, but for hashes', async () => {
    for (const table of ['games', 'game_players', 'game_events', 'responses', 'people'] as const) {
      const rows = JSON.stringify(await database.kysely.selectFrom(table).selectAll().execute())
      for (const secret of [...tokens(), ...devices()]) expect(rows).not.toContain(secret)
    }
  })
})

describe.each([
  ['alpha', 'omega'],
  ['omega', 'alpha'],
] as const)('37 of game %s nobody in game %s', (mark, other) => {
  test('hears anything: no question, name, player, answer or code', () => {
    const { game, guests } = evenings[mark]
    const number = String(keyNumbers[mark])
    const words = [mark, game.id, `"code":"${game.code}"`, number, ...guests.map(({ id }) => id)]
    expect(holding(words, of(other))).toEqual([])
    for (const by of ['player', 'screen', 'host'] as const)
      expect(holding(words, of(mark, by)).length).toBeGreaterThan(10)
  })
})
