import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { runForTests, testFolder, type TestFolder } from './command-for-tests.ts'
import { simulateCommand } from './simulate.ts'

const size = 60
const takers = 50
const ids = Array.from({ length: size }, (_, at) => at + 1)
const secondsOf = (id: number) => 20 + (id % 7) * 5
/** Every fifth question gives the others away, and from 41 on four each are about one text. */
const columns = (id: number) => ({
  topic: id % 2 === 0 ? 'even' : 'odd',
  enemies: id % 5 === 0 ? (id === 30 ? 'fives | tens' : 'fives') : id === 31 ? 'tens' : '',
  passage: id > 40 ? `text ${Math.ceil(id / 4)}` : '',
})
const item = (id: number) => `${id},${1 + (id % 5) / 4},${(id - 30) / 12},0,1`
const bankOf = (header: string, more: (id: number) => string) =>
  [`id,a,b,c,d${header}`, ...ids.map((id) => item(id) + more(id))].join('\n')

let folder: TestFolder
let plain: { bank: string; abilities: string }
let related: typeof plain
beforeAll(async () => {
  folder = await testFolder()
  const people = Array.from({ length: takers }, (_, at) => `p${at},${(at - 24.5) / 12}`)
  const abilities = await folder.write('theta.csv', ['person,theta', ...people].join('\n'))
  plain = {
    bank: await folder.write(
      'plain.csv',
      bankOf('', () => ''),
    ),
    abilities,
  }
  const withRelations = bankOf(',topic,enemies,passage', (id) => {
    const { topic, enemies, passage } = columns(id)
    return `,${topic},${enemies},${passage}`
  })
  related = { bank: await folder.write('related.csv', withRelations), abilities }
})
afterAll(() => folder.remove())

const personSchema = z.object({
  person: z.string(),
  questions: z.array(z.number()),
  estimates: z.array(z.number()),
  standardErrors: z.array(z.number()),
  side: z.enum(['above', 'below']).optional(),
  seconds: z.number().optional(),
  ended: z.string(),
})
const share = z.number().min(0).max(1)
const sides = z.object({
  cut: z.number(),
  accuracy: share,
  falseAbove: share,
  falseBelow: share,
  decided: share,
})
const resultSchema = z.object({
  persons: z.array(personSchema),
  summary: z.object({
    rmse: z.number(),
    meanLength: z.number(),
    meanSeconds: z.number().optional(),
    classification: sides.optional(),
  }),
})

async function simulated(values: Readonly<Record<string, unknown>>) {
  const { json, text } = await runForTests(simulateCommand, values)
  return { ...resultSchema.parse(json), text }
}

const lengths = ({ persons }: { persons: readonly z.infer<typeof personSchema>[] }) =>
  persons.map(({ questions }) => questions.length)

describe('a test ends', () => {
  test('once the sequential test decides about the cut, within its errors', async () => {
    const values = { ...plain, cut: '0', sprt: true, delta: '0.5', alpha: '0.1', beta: '0.1' }
    const result = await simulated({ ...values, length: '60' })
    expect(result.summary.meanLength).toBeLessThan(30)
    const { classification } = result.summary
    expect(classification?.decided).toBeGreaterThan(0.9)
    expect(classification?.falseAbove).toBeLessThan(0.2)
    expect(classification?.falseBelow).toBeLessThan(0.2)
    for (const { ended, side } of result.persons)
      if (ended.endsWith('the cut')) expect(ended).toBe(`${side} the cut`)
    expect(result.text).toMatch(/ended by +(above|below) the cut \d+/)
    expect(result.text).toMatch(/accuracy +0\.\d{4}/)
  })

  test('once the confidence interval leaves out the cut, else at its length', async () => {
    const result = await simulated({ ...plain, cut: '0.5', confidence: '0.95', length: '20' })
    for (const { ended, side, estimates, standardErrors } of result.persons) {
      const away = Math.abs((estimates.at(-1) ?? 0) - 0.5) / (standardErrors.at(-1) ?? 0)
      expect(away > 1.959964).toBe(ended !== 'length')
      expect(side).toBe((estimates.at(-1) ?? 0) > 0.5 ? 'above' : 'below')
      const before = Math.abs((estimates.at(-2) ?? 0.5) - 0.5) / (standardErrors.at(-2) ?? 1)
      expect(before).toBeLessThanOrEqual(1.959964)
    }
    expect(new Set(lengths(result)).size).toBeGreaterThan(5)
  })

  test('as ever with a cut alone, which tells who is above it', async () => {
    const free = await simulated({ ...plain, length: '10' })
    expect(free.summary).not.toHaveProperty('classification')
    const result = await simulated({ ...plain, length: '10', cut: '-0.5' })
    expect(result.persons.map(({ questions }) => questions)).toEqual(
      free.persons.map(({ questions }) => questions),
    )
    const right = result.persons.filter(
      ({ side }, at) => (side === 'above') === (at - 24.5) / 12 >= -0.5,
    )
    expect(result.summary.classification).toMatchObject({
      cut: -0.5,
      accuracy: right.length / takers,
      decided: 0,
    })
  })

  test('once no question left informs enough', async () => {
    const result = await simulated({ ...plain, 'least-information': '0.3', length: '60' })
    const reasons = new Set(result.persons.map(({ ended }) => ended))
    expect(reasons).toEqual(new Set(['nothing worth asking']))
    expect(Math.max(...lengths(result))).toBeLessThan(40)
  })

  test('not before its least length', async () => {
    const values = { ...plain, se: '0.5', length: '30' }
    expect(Math.min(...lengths(await simulated(values)))).toBeLessThan(8)
    const longer = await simulated({ ...values, 'min-length': '8' })
    expect(Math.min(...lengths(longer))).toBe(8)
  })

  test('when its time is over, by the seconds in the bank or each person’s own', async () => {
    const bank = await folder.write(
      'timed.csv',
      bankOf(',seconds', (id) => `,${secondsOf(id)}`),
    )
    const byBank = await simulated({ ...plain, bank, time: '300' })
    const rows = Array.from({ length: takers }, (_, person) =>
      ids.map((id) => (id === 7 ? '.' : secondsOf(id) * (1 + person / takers))).join(' '),
    )
    const times = await folder.write('times.txt', rows.join('\n'))
    const byPerson = await simulated({ ...plain, bank, times, time: '300' })
    for (const [result, slowness] of [
      [byBank, () => 1],
      [byPerson, (person: number) => 1 + person / takers],
    ] as const)
      for (const [row, { ended, questions, seconds }] of result.persons.entries()) {
        const each = questions.map((id) => secondsOf(id) * slowness(row))
        const sum = each.reduce((all, one) => all + one, 0)
        expect(ended).toBe('time')
        expect(seconds).toBeCloseTo(sum, 6)
        expect(sum).toBeGreaterThanOrEqual(300)
        expect(sum - (each.at(-1) ?? 0)).toBeLessThan(300)
      }
    expect(byPerson.persons.some(({ questions }) => questions.includes(7))).toBe(false)
    expect(byPerson.summary.meanLength).toBeLessThan(byBank.summary.meanLength)
    expect(byBank.summary.meanSeconds).toBeGreaterThanOrEqual(300)
  })

  test('whatever the options: not beyond its length, not short of the least, the same again', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          length: fc.integer({ min: 6, max: 70 }).map(String),
          'min-length': fc.option(fc.integer({ min: 1, max: 6 }).map(String), { nil: undefined }),
          se: fc.option(fc.double({ min: 0.2, max: 0.9, noNaN: true }).map(String), {
            nil: undefined,
          }),
          'least-information': fc.option(fc.constantFrom('0', '0.1', '0.4'), { nil: undefined }),
          select: fc.constantFrom('MFI', 'random', 'progressive', 'flow'),
          estimate: fc.constantFrom('EAP', 'ML'),
          cut: fc.constantFrom('-1', '0.4'),
          sprt: fc.boolean(),
          seed: fc.nat(1_000).map(String),
        }),
        async (options) => {
          const values = { ...related, ...options }
          const result = await simulated(values)
          const least = Number(options['min-length'] ?? 1)
          for (const { questions, ended } of result.persons) {
            expect(questions.length).toBeLessThanOrEqual(Number(options.length))
            if (ended !== 'nothing left') expect(questions.length).toBeGreaterThanOrEqual(least)
            expect(new Set(questions).size).toBe(questions.length)
          }
          expect(await simulated(values)).toEqual(result)
        },
      ),
      { numRuns: 12 },
    ))
})

describe('a test holds', () => {
  test('one at most of enemies, and passages in a row', async () => {
    const { persons } = await simulated({ ...related, length: '45', 'per-passage': '2' })
    for (const { questions } of persons) {
      expect(questions.filter((id) => id % 5 === 0).length).toBeLessThanOrEqual(1)
      expect(questions.includes(30) && questions.includes(31)).toBe(false)
      for (const passage of new Set(questions.map((id) => columns(id).passage))) {
        const places = questions.flatMap((id, at) => (columns(id).passage === passage ? [at] : []))
        if (passage === '') continue
        expect(places.length).toBeLessThanOrEqual(2)
        expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(places.length - 1)
      }
    }
    const whole = await simulated({ ...related, length: '45' })
    const all = whole.persons.flatMap(({ questions }) => questions.filter((id) => id > 40))
    expect(all.length).toBeGreaterThan(takers * 10)
  })

  test('what was seen never, last, or after some days', async () => {
    const rows = ['person,question,days', 'p0,30,3', 'p0,31,40', 'p1,31,10']
    const seen = await folder.write('seen.csv', rows.join('\n'))
    const asked = async (again?: string) => {
      const { persons } = await simulated({ ...plain, seen, 'seen-again': again, length: '60' })
      return persons.map(({ questions }) => questions)
    }
    const never = await asked()
    expect(never[0]).toHaveLength(58)
    expect(never[0]).not.toContain(30)
    expect(never[1]).toHaveLength(59)
    expect(never[2]).toHaveLength(60)
    expect(await asked('never')).toEqual(never)
    const last = await asked('last')
    expect(last[0]?.slice(58).toSorted()).toEqual([30, 31])
    const later = await asked('30')
    expect(later[0]).toContain(31)
    expect(later[0]).not.toContain(30)
    expect(later[1]).not.toContain(31)
  })

  test('more information by progressive choice as the standard error is near', async () => {
    const values = { ...plain, select: 'progressive', se: '0.45', length: '60' }
    const { summary } = await simulated(values)
    const random = await simulated({ ...values, select: 'random' })
    expect(summary.meanLength).toBeLessThan(0.8 * random.summary.meanLength)
  })
})

describe('wrong input is named by file and line', () => {
  const time = (cell: string) => ids.map((id) => (id === 3 ? cell : '9')).join(',')
  const rows = (row: string) => Array.from({ length: takers }, () => row)
  test.each([
    {
      name: 'a person nobody knows',
      option: 'seen',
      text: 'person,question\np1,3\np77,3',
      says: 'line 3: expected in column person somebody who takes the test, found "p77"',
    },
    {
      name: 'a question nobody knows',
      option: 'seen',
      text: 'person,question\np1,q3',
      says: 'line 2: expected in column question an id of the bank, found "q3"',
    },
    {
      name: 'no days where they count',
      option: 'seen',
      text: 'person,question\np1,3',
      more: { 'seen-again': '7' },
      says: 'line 1: expected the names of columns, person,question,days among them',
    },
    {
      name: 'days that are none',
      option: 'seen',
      text: 'person,question,days\np1,3,soon',
      more: { 'seen-again': '7' },
      says: 'line 2: expected in column days a number of at least 0, found "soon"',
    },
    {
      name: 'a time that is none',
      option: 'times',
      text: [time('9'), time('-4'), ...rows(time('9')).slice(2)].join('\n'),
      says: 'line 2: expected seconds of at least 0 or . in column 3, found "-4"',
    },
    {
      name: 'a time that is none in the first row',
      option: 'times',
      text: rows(time('9s')).join('\n'),
      says: 'line 1: expected seconds of at least 0 or . in column 3, found "9s"',
    },
    {
      name: 'times for another bank',
      option: 'times',
      text: '9,9,9',
      says: 'line 1: expected 60 times, one for each question of the bank, found 3',
    },
    {
      name: 'seconds that are none',
      option: 'bank',
      text: 'id,a,b,seconds\n1,1,0,\n',
      says: 'line 2: expected in column seconds a number of at least 0, found nothing',
    },
  ])('$option: $name', async ({ option, text, says, more }) => {
    const file = await folder.write('wrong.csv', text)
    const failed = simulated({ ...plain, ...more, [option]: file })
    await expect(failed).rejects.toThrow(`wrong.csv, ${says}`)
  })

  test('times of other people', async () => {
    const times = await folder.write('few.txt', time('9'))
    await expect(simulated({ ...plain, times })).rejects.toThrow(
      /theta\.csv has 50 people and .*few\.txt has 1/,
    )
  })
})

describe('wrong usage is named by option', () => {
  test.each([
    [{ 'min-length': '50' }, '--min-length 50 is more than --length 40'],
    [{ sprt: true }, '--sprt needs a cut score: --cut 0'],
    [{ confidence: '0.9' }, '--confidence needs a cut score'],
    [{ cut: '0', sprt: true, confidence: '0.9' }, '--sprt and --confidence both decide'],
    [{ cut: '0', delta: '0.2' }, '--delta is a setting of --sprt'],
    [{ cut: '0', sprt: true, alpha: '0.5' }, '--alpha is a number of at least'],
    [{ cut: 'high' }, '--cut is a number, not "high"'],
    [{ cut: '0', confidence: '95' }, '--confidence is a number of at least 0.5 and at most'],
    [{ 'least-information': '-1' }, '--least-information is a number of at least 0'],
    [{ time: '60' }, '--time needs to know how long questions take'],
    [{ 'seen-again': 'last' }, '--seen-again needs to know what was seen'],
    [{ seen: 'x', 'seen-again': 'soon' }, '--seen-again is never, last or a number of days'],
    [{ 'per-passage': '2' }, '--per-passage needs passages'],
  ])('%o', async (wrong, says) => {
    const failed = simulated({ ...plain, ...wrong })
    await expect(failed).rejects.toThrow(says)
    await expect(failed).rejects.toMatchObject({ name: 'UsageError' })
  })
})
