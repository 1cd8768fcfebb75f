import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { runForTests as run, testFolder, type TestFolder } from './command-for-tests.ts'
import { simulateCommand } from './simulate.ts'

const header = 'id,a,b,c,d'
const questions = Array.from(
  { length: 60 },
  (_, at) => `${at + 1},${1 + (at % 5) / 4},${(at - 30) / 12},0.2,1`,
)
const bank = [header, ...questions].join('\n')
const people = [
  'person,theta',
  ...Array.from({ length: 50 }, (_, at) => `${at + 1},${(at - 25) / 15}`),
]
const marks = Array.from({ length: 50 }, (_, person) =>
  Array.from({ length: 60 }, (_, at) => ((person * 7 + at * 3) % 11 < 6 ? 1 : 0)).join(''),
)

let folder: TestFolder
beforeAll(async () => {
  folder = await testFolder()
})
afterAll(() => folder.remove())

const file = (name: string, text: string) => folder.write(name, text)

async function files() {
  return {
    bank: await file('bank.csv', bank),
    abilities: await file('theta.csv', people.join('\n')),
    responses: await file('resp.txt', marks.join('\n')),
  }
}

describe('simulate', () => {
  test('gives each person’s questions, estimates and standard errors, and a summary', async () => {
    const { bank, abilities, responses } = await files()
    const { json, text } = await run(simulateCommand, { bank, abilities, responses, length: '12' })
    expect(json).toMatchObject({
      summary: {
        bias: expect.any(Number),
        rmse: expect.any(Number),
        correlation: expect.any(Number),
        meanLength: 12,
        maxExposure: 1,
        questionsUsed: expect.any(Number),
      },
    })
    expect(json['persons']).toHaveLength(50)
    expect(json['persons']).toContainEqual({
      person: 3,
      questions: expect.arrayContaining([expect.any(Number)]),
      estimates: expect.arrayContaining([expect.any(Number)]),
      standardErrors: expect.arrayContaining([expect.any(Number)]),
      ended: 'length',
    })
    expect(text).toContain('max. exposure   1.000')
  })

  test('is the same again from the same seed, whatever the order of options', async () => {
    const { bank, abilities } = await files()
    const values = { bank, abilities, select: 'KL', randomesque: '4', length: '8', seed: '7' }
    const one = await run(simulateCommand, values)
    expect((await run(simulateCommand, { ...values, select: 'kl' })).json).toEqual(one.json)
    expect((await run(simulateCommand, { ...values, seed: '8' })).json).not.toEqual(one.json)
  })

  test.each(['prices', 'restricted'])('holds a limit of exposure by %s', async (exposure) => {
    const { bank, abilities } = await files()
    const values = { bank, abilities, length: '6', 'max-exposure': '0.4', exposure }
    const { json } = await run(simulateCommand, values)
    expect(json).toMatchObject({ summary: { meanLength: 6 } })
    const { summary } = z.object({ summary: z.object({ maxExposure: z.number() }) }).parse(json)
    expect(summary.maxExposure).toBeLessThanOrEqual(0.4)
  })

  test('knows the answers alone, then no error is known', async () => {
    const { bank, responses } = await files()
    const { json } = await run(simulateCommand, { bank, responses, length: '5', estimate: 'ML' })
    expect(json).toMatchObject({ summary: { bias: null, rmse: null, correlation: null } })
    expect(json['persons']).toHaveLength(50)
  })

  test('keeps to a blueprint of the bank’s topics', async () => {
    const topics = [
      `${header},topic`,
      ...questions.map((row, at) => `${row},${at % 2 ? 'x' : 'y'}`),
    ]
    const bank = await file('topics.csv', topics.join('\r\n'))
    const abilities = await file('two.csv', 'person,theta\nanna,0\nben,1\n')
    const { json } = await run(simulateCommand, {
      bank,
      abilities,
      length: '8',
      blueprint: 'x=3,y=1',
    })
    const test = z.object({ person: z.string(), questions: z.array(z.number()) })
    const { persons } = z.object({ persons: z.array(test) }).parse(json)
    expect(persons.map(({ person }) => person)).toEqual(['anna', 'ben'])
    for (const { questions: asked } of persons)
      expect(asked.filter((id) => id % 2 === 0)).toHaveLength(6)
  })
})

describe('wrong input is named by file and line', () => {
  test.each([
    {
      name: 'a number that is none',
      text: `${header}\n1,1,0,0,1\n2,1,zero,0,1`,
      says: 'line 3: expected in column b a number, found "zero"',
    },
    {
      name: 'a column that is missing',
      text: 'id,a\n1,1',
      says: 'line 1: expected the names of columns, id,a,b among them',
    },
    {
      name: 'a discrimination of 0',
      text: `${header}\n1,0,0,0,1`,
      says: 'line 2: expected in column a a number above 0, found "0"',
    },
    {
      name: 'an id that comes twice',
      text: `${header}\n1,1,0,0,1\n\n1,1,0,0,1`,
      says: 'line 4: expected an id that isn\'t on line 2, found "1"',
    },
    {
      name: 'a cell too many',
      text: `${header}\n1,1,0,0,1,7`,
      says: 'line 2: expected 5 cells, found 6',
    },
    { name: 'no question', text: header, says: 'line 2: expected a question, found nothing' },
    { name: 'nothing at all', text: '', says: 'line 1: expected the names of columns' },
  ])('in the bank: $name', async ({ text, says }) => {
    const { abilities } = await files()
    const bank = await file('wrong.csv', text)
    await expect(run(simulateCommand, { bank, abilities })).rejects.toThrow(`wrong.csv, ${says}`)
  })

  test.each([
    {
      name: 'a mark that is none',
      text: `${'1'.repeat(60)}\n${'1'.repeat(59)}7`,
      says: 'line 2: expected 0, 1 or . in column 60, found "7"',
    },
    {
      name: 'a row too short',
      text: `${'1'.repeat(60)}\n11`,
      says: 'line 2: expected 60 answers as in the first row, found 2',
    },
    {
      name: 'the bank’s questions in another order',
      text: `${Array.from({ length: 60 }, (_, at) => 60 - at).join(',')}\n${'0,'.repeat(59)}1`,
      says: 'line 1: expected the questions in the order of the bank, so "1" in column 1, found "60"',
    },
    {
      name: 'rows for another bank',
      text: '111\n000',
      says: 'line 1: expected 60 answers, one for each question of the bank, found 3',
    },
  ])('in the answers: $name', async ({ text, says }) => {
    const { bank } = await files()
    const responses = await file('wrong.txt', text)
    await expect(run(simulateCommand, { bank, responses })).rejects.toThrow(`wrong.txt, ${says}`)
  })

  test('a file that isn’t there, and files of different people', async () => {
    const { bank, abilities } = await files()
    const none = folder.path('none.csv')
    await expect(run(simulateCommand, { bank: none, abilities })).rejects.toThrow(
      'there is no such file',
    )
    const responses = await file('fewer.txt', marks.slice(1).join('\n'))
    await expect(run(simulateCommand, { bank, abilities, responses })).rejects.toThrow(
      /theta\.csv has 50 people and .*fewer\.txt has 49/,
    )
  })
})

describe('wrong usage is named by option', () => {
  test.each([
    [{ length: '0' }, '--length is a whole number of at least 1'],
    [{ length: '3.5' }, '--length is a whole number'],
    [{ select: 'best' }, '--select is one of MFI, KL'],
    [{ bounds: '6,-6' }, '--bounds is two numbers such as -6,6'],
    [{ 'max-exposure': '2' }, '--max-exposure is a number of at least'],
    [{ 'max-exposure': '0.1' }, '--max-exposure 0.1 is too little: 40 of 60 questions'],
    [{ 'prior-sd': '' }, '--prior-sd is a number'],
    [{ blueprint: 'algebra=1' }, '--blueprint names "algebra"'],
  ])('%o', async (wrong, says) => {
    const { bank, abilities } = await files()
    const failed = run(simulateCommand, { bank, abilities, ...wrong })
    await expect(failed).rejects.toThrow(says)
    await expect(failed).rejects.toMatchObject({ name: 'UsageError' })
  })

  test('nobody to take the test', async () => {
    const { bank } = await files()
    await expect(run(simulateCommand, { bank })).rejects.toThrow(
      '--abilities, --responses, or both',
    )
    await expect(run(simulateCommand, {})).rejects.toThrow('--bank is missing')
  })
})
