import { defaultWeights, memory } from '@quizmentor/engine/memory/card'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPracticeTest, type PracticeTest } from '../practice/practice-for-tests.ts'
import { cardKey, cardsOf } from '../practice/queries/learning.ts'
import { cardsBy, forgetful, startFitting } from './fit-for-tests.ts'
import { fitActive } from './jobs.ts'

let it: PracticeTest
beforeAll(async () => {
  it = await openPracticeTest()
})
afterAll(() => it.close())

const fitsOf = (personIds: readonly number[]) =>
  it.db.selectFrom('memory_fits').selectAll().where('person_id', 'in', personIds).execute()

test('the memory of a member who answered often is fitted, and their cards follow', async () => {
  const member = await forgetful(it)
  const guest = await forgetful(it, 'guest')
  await it.practice.memory.set(member, 0.85)
  const { jobs } = await startFitting(it)
  try {
    await jobs.send(fitActive, {})
    const found = () => fitsOf([member.personId, guest.personId])
    await expect.poll(found, { timeout: 20_000 }).toHaveLength(1)
    const [fit] = await found()
    expect(fit).toMatchObject({ person_id: member.personId, reviews: 390 })
    expect(fit?.log_loss).toBeLessThan(fit?.default_log_loss ?? 0)
    const weights = fit?.weights ?? []
    expect(weights).toHaveLength(21)
    expect(weights).not.toEqual(defaultWeights)

    const expected = await cardsBy(it, member, memory({ weights, desiredRetention: 0.85 }))
    expect(expected).toHaveLength(30)
    const nums = expected.map(({ num }) => num)
    const stored = async () => {
      const cards = await cardsOf(it.db, [member.personId], nums)
      return expected.map(({ num }) => cards.get(cardKey(member.personId, num)))
    }
    await expect.poll(stored, { timeout: 20_000 }).toEqual(
      expected.map(({ card }) => ({
        ...card,
        stability: expect.closeTo(card.stability, 3),
        difficulty: expect.closeTo(card.difficulty, 3),
      })),
    )
  } finally {
    await jobs.stop()
  }
})
