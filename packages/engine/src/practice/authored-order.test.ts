import { expect, test } from 'vitest'
import { countsInOrder, nextInOrder, reasonInOrder } from './authored-order.ts'
import type { Asked } from './plan.ts'

const quiz = [30, 10, 20]
const met = { num: [10, 20, 99], due: [1_000, 2_000, 0] }

test('a quiz goes in its own order, each question once, right or wrong', () => {
  const asked: Asked[] = []
  const order: number[] = []
  for (let num = nextInOrder(quiz, asked); num !== null; num = nextInOrder(quiz, asked)) {
    order.push(num)
    asked.push({ num, reason: 'new', right: false })
  }
  expect(order).toEqual(quiz)
})

test('its questions are new, due, or ahead of their time', () => {
  expect(quiz.map((num) => reasonInOrder(num, met, 1_500))).toEqual(['new', 'due', 'ahead'])
  expect(countsInOrder(quiz, met, 1_500)).toEqual({ new: 1, learning: 1, due: 1 })
})
