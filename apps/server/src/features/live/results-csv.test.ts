import { setupOf, singleChoice, Table, trueFalse } from '@quizmentor/engine/live/game-for-tests'
import { describe, expect, test } from 'vitest'
import { resultsCsv } from './results-csv.ts'

function played(...nicknames: string[]): Table {
  const game = new Table(setupOf([[singleChoice(), trueFalse()]], { scoring: 'accuracy' }))
  nicknames.forEach((nickname, index) => game.join(`p${index}`, nickname))
  game.toQuestion()
  return game
}

const linesOf = (game: Table) =>
  resultsCsv(game.state)
    .replace(/^\ufeff/, '')
    .split('\r\n')

describe('results as CSV', () => {
  test('begin with a byte order mark, so that spreadsheets read them as UTF-8', () => {
    expect(resultsCsv(played('Zoë').state)).toMatch(/^\ufeffRank,/)
  })

  test('list players by rank, with what they gave and gained for each revealed question', () => {
    const game = played('Ann', 'Bob')
    game.wrong('p0', 0)
    game.right('p1', 0)
    expect(linesOf(game)[0]).toBe('Rank,Nickname,Score,Right')
    game.tell({ name: 'reveal' })
    const [head, first, second, end] = linesOf(game)
    expect(head).toBe('Rank,Nickname,Score,Right,Q1 answer,Q1 points')
    expect(first).toBe('1,Bob,1000,1,Option r,1000')
    expect(second).toMatch(/^2,Ann,0,0,Option [xyz],0$/)
    expect(end).toBe('')
  })

  test('leave a cell empty where nobody answered, and out who was removed', () => {
    const game = played('Ann', 'Bob')
    game.right('p0', 0)
    game.tell({ name: 'kick', playerId: 'p1' })
    game.tell({ name: 'reveal' })
    game.join('p2', 'Cy')
    expect(linesOf(game).slice(1)).toEqual(['1,Ann,1000,1,Option r,1000', '2,Cy,0,0,,0', ''])
  })

  test.each([
    ['=1+1', `'=1+1`],
    ['+1', `'+1`],
    ['-1', `'-1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['a,b', `"a,b"`],
    ['"a"', `"""a"""`],
    ['=A1,"b"', `"'=A1,""b"""`],
  ])('hold the nickname %s as text that no spreadsheet runs', (nickname, cell) => {
    expect(linesOf(played(nickname))[1]).toBe(`1,${cell},0,0`)
  })
})
