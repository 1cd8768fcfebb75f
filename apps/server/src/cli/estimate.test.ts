import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runForTests as run, testFolder, type TestFolder } from './command-for-tests.ts'
import { estimateCommand } from './estimate.ts'

const header = 'id,a,b,c,d'
const bankOf = (count: number) =>
  [header, ...Array.from({ length: count }, (_, at) => `q${at},1.5,${at - 2},0.25,1`)].join('\n')

let folder: TestFolder
beforeAll(async () => {
  folder = await testFolder()
})
afterAll(() => folder.remove())

const file = (name: string, text: string) => folder.write(name, text)

describe('estimate', () => {
  test.each(['EAP', 'MAP', 'ML', 'WLE'])('gives abilities by %s', async (method) => {
    const bank = await file('bank.csv', bankOf(3))
    const responses = await file('three.txt', '111\n010\n000\n.1.\n')
    const { json, text } = await run(estimateCommand, { bank, responses, method })
    expect(json).toMatchObject({
      persons: [
        { person: 1, answers: 3, pattern: 'all right' },
        { person: 2, answers: 3, pattern: null },
        { person: 3, answers: 3, pattern: 'all wrong' },
        { person: 4, answers: 1, pattern: 'all right' },
      ],
    })
    expect(text.split('\n')).toHaveLength(5)
  })

  test('reads a table with names and separators as well', async () => {
    const bank = await file('bank.csv', bankOf(3))
    const plain = await file('plain.txt', '110\n011\n')
    const named = await file('named.csv', '\uFEFF"one","two","three"\r\n1,1,0\r\n0,1,1\r\n\r\n')
    const one = await run(estimateCommand, { bank, responses: plain })
    expect((await run(estimateCommand, { bank, responses: named })).json).toEqual(one.json)
  })

  test.each(['ML', 'WLE'])(
    'says by %s that nothing is known of who answered nothing',
    async (method) => {
      const bank = await file('bank.csv', bankOf(4))
      const responses = await file('none.txt', '....\n0110\n')
      const { json, text } = await run(estimateCommand, { bank, responses, method })
      expect(json).toMatchObject({
        persons: [{ estimate: null, standardError: null, pattern: 'no answers' }, { answers: 4 }],
      })
      expect(text).toContain('none')
    },
  )

  test('says which bound an estimate by ML is no more than', async () => {
    const bank = await file('bank.csv', bankOf(4))
    const responses = await file('odd.txt', '0001\n')
    const { json } = await run(estimateCommand, { bank, responses, model: '3PL', method: 'ML' })
    expect(json).toMatchObject({ persons: [{ estimate: -6, bound: 'lower', pattern: null }] })
  })

  test('takes the discrimination that all questions of a 1PL bank have in common', async () => {
    const bank = await file('bank.csv', bankOf(4))
    const responses = await file('some.txt', '1100\n0111\n')
    const estimates = async (model: string) =>
      (await run(estimateCommand, { bank, responses, model })).json['persons']
    expect(await estimates('1PL')).toEqual(await estimates('2PL'))
  })
})

describe('a first row with a mistake in it is not taken for names', () => {
  test.each([
    ['2,0,1,1\n0,1,1,0', 'line 1: expected 0, 1 or . in column 1, found "2"'],
    ['NaN,0,1,1\n0,1,1,0', 'line 1: expected 0, 1 or . in column 1, found "NaN"'],
    ['true,false,true,true\n0,1,1,0', 'line 1: expected 0, 1 or . in column 1, found "true"'],
    ['1020\n0110', 'line 1: expected 0, 1 or . in column 3, found "2"'],
    ['0110\n01x0', 'line 2: expected 0, 1 or . in column 3, found "x"'],
  ])('%j', async (text, says) => {
    const bank = await file('bank.csv', bankOf(4))
    const responses = await file('wrong.txt', text)
    await expect(run(estimateCommand, { bank, responses })).rejects.toThrow(`wrong.txt, ${says}`)
  })
})

test('an answer missing at the end of a line with tabs is one that is missing', async () => {
  const bank = await file('bank.csv', bankOf(4))
  const responses = await file('tabs.txt', '1\t0\t1\t\n\t1\t1\t0\n')
  const { json } = await run(estimateCommand, { bank, responses })
  expect(json).toMatchObject({ persons: [{ answers: 3 }, { answers: 3 }] })
})
