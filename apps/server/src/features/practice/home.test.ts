import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { openPracticeTest, type PracticeTest } from './practice-for-tests.ts'
import { startOfDay } from './start-of-day.ts'

let it: PracticeTest
beforeAll(async () => {
  it = await openPracticeTest()
})
afterAll(() => it.close())

async function learnerAndTrack() {
  const workspaceId = await it.newWorkspace()
  const member = await it.newPerson(workspaceId)
  const html = await it.newTopic(workspaceId, 'HTML')
  const css = await it.newTopic(workspaceId, 'CSS')
  await it.addQuestions(workspaceId, html, [3, 4, 5, 6])
  await it.addQuestions(workspaceId, css, [3, 4, 5, 6])
  const trackId = newId()
  await it.bank.tracks.create(workspaceId, trackId, {
    title: 'Web',
    description: 'The web',
    cutScore: 0.7,
    topics: [
      { id: html, weight: 3 },
      { id: css, weight: 1 },
    ],
  })
  return { member, html, css, trackId }
}

function width(interval: { low: number; high: number } | undefined): number {
  return interval === undefined ? NaN : interval.high - interval.low
}

test('a learner who has done nothing sees tracks without a standing', async () => {
  const { member, html, trackId } = await learnerAndTrack()
  const home = await it.practice.home(member, 'Europe/Paris')
  expect(home).toMatchObject({
    unfinished: null,
    due: 0,
    answersToday: 0,
    tracks: [
      {
        id: trackId,
        title: 'Web',
        due: 0,
        competency: null,
        topics: [
          { id: html, title: 'HTML', weight: 0.75, questionCount: 4, standing: null },
          { title: 'CSS', weight: 0.25, questionCount: 4, standing: null },
        ],
      },
    ],
  })
})

test('answers move the standing, and an unfinished session waits', async () => {
  const { member, trackId } = await learnerAndTrack()
  let session = await it.practice.sessions.start(member, {
    id: newId(),
    scope: { kind: 'track', id: trackId },
    length: { kind: 'questions', questions: 8 },
  })
  const { id } = session
  for (let answers = 0; answers < 6; answers++) {
    if (session.item === null) throw new Error('ended early')
    session = (await it.answer(member, id, session.item, true)).session
  }
  const home = await it.practice.home(member, 'UTC')
  expect(home.unfinished).toEqual({ id, title: 'Web', answered: 6 })
  expect(home.answersToday).toBe(6)
  const [track] = home.tracks
  const standings = track?.topics.flatMap(({ standing }) => standing ?? []) ?? []
  expect(standings.reduce((sum, { answers }) => sum + answers, 0)).toBe(6)
  expect(track?.competency?.estimate).toBeGreaterThan(50)
  expect(track?.competency?.low).toBeLessThan(track?.competency?.estimate ?? 0)

  await it.practice.sessions.end(member, id)
  expect((await it.practice.home(member, 'UTC')).unfinished).toBeNull()
})

test('answers on one topic tell something of another, and there less surely', async () => {
  const { member, html, css } = await learnerAndTrack()
  const answerAll = async (topicId: string, right: boolean, questions: number) => {
    let session = await it.start(member, topicId, { questions })
    while (session.item !== null && session.answered < questions)
      session = (await it.answer(member, session.id, session.item, right)).session
    return it.practice.sessions.end(member, session.id)
  }
  const standings = async () => {
    const [track] = (await it.practice.home(member, 'UTC')).tracks
    const of = (topicId: string) => track?.topics.find(({ id }) => id === topicId)?.standing
    return { html: of(html), css: of(css), whole: track?.competency }
  }
  await answerAll(css, true, 1)
  const before = await standings()
  await answerAll(html, false, 4)
  const after = await standings()
  expect(after.css?.answers).toBe(1)
  expect(after.css?.competency.estimate).toBeLessThan(before.css?.competency.estimate ?? 0)
  expect(after.css?.competency.estimate).toBeGreaterThan(after.html?.competency.estimate ?? 100)
  expect(width(after.css?.competency)).toBeGreaterThan(width(after.html?.competency))

  // The home page and the result of the session just ended say the same.
  const { topics } = await answerAll(css, true, 1)
  const { css: shown } = await standings()
  expect(topics[0]?.theta).toBeCloseTo(shown?.theta ?? NaN, 5)
  expect(topics[0]?.competency.low).toBeCloseTo(shown?.competency.low ?? NaN, 4)
})

test('what is due is counted per track and over everything', async () => {
  const { member, css, trackId } = await learnerAndTrack()
  const session = await it.start(member, css, { questions: 2 })
  if (session.item === null) throw new Error('ended early')
  await it.answer(member, session.id, session.item, false)
  expect(await it.practice.home(member, 'UTC')).toMatchObject({ due: 0, tracks: [{ due: 0 }] })
  it.pass({ minutes: 11 })
  expect(await it.practice.home(member, 'UTC')).toMatchObject({
    due: 1,
    tracks: [{ id: trackId, due: 1 }],
  })
})

test('a time zone that does not exist is refused', async () => {
  const { member } = await learnerAndTrack()
  await expect(it.practice.home(member, 'Europe/Atlantis')).rejects.toMatchObject({
    status: 400,
    errors: [{ code: 'unknown_time_zone', pointer: '/query/timeZone' }],
  })
})

test.each([
  ['UTC', '2026-06-15T13:00:00Z', '2026-06-15T00:00:00Z'],
  ['Europe/Paris', '2026-06-15T22:30:00Z', '2026-06-15T22:00:00Z'],
  ['America/Los_Angeles', '2026-06-15T05:00:00Z', '2026-06-14T07:00:00Z'],
  ['Asia/Kathmandu', '2026-06-15T20:00:00Z', '2026-06-15T18:15:00Z'],
  // The clocks went forward at two in the morning.
  ['Europe/Paris', '2026-03-29T10:00:00Z', '2026-03-28T23:00:00Z'],
  // They went back.
  ['Europe/Paris', '2026-10-25T10:00:00Z', '2026-10-24T22:00:00Z'],
])('the day in %s at %s began at %s', (zone, now, expected) => {
  expect(startOfDay(Date.parse(now), zone)).toBe(Date.parse(expected))
})
