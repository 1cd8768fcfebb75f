import type { PlayerScreen, PlayerView, SharedScreen } from '@quizmentor/engine/live/types'
import type { Given } from '@quizmentor/engine/question/question'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { playerView, screenView } from './fake-server-for-tests.ts'
import { LatestView } from './latest-view.ts'

const yes: Given = { type: 'true_false', truth: true }

type OpenScreen = Extract<SharedScreen, { name: 'question_open' }>
type ClosedScreen = Extract<SharedScreen, { name: 'question_closed' }>

function open(index: number, changed: Partial<OpenScreen['question']> = {}): OpenScreen {
  const times = { opensAt: 1_000, closesAt: 21_000, paused: false, left: null }
  const question = { index, total: 9, round: 0, shown: null, ...times, ...changed }
  return { name: 'question_open', question, type: 'true_false', optionIds: [], units: [] }
}

function closed(index: number): ClosedScreen {
  return { name: 'question_closed', question: { index, total: 9 } }
}

function phase(version: number, screen: SharedScreen, playerCount = 7) {
  return { t: 'phase', now: 0, version, playerCount, screen } as const
}

function counts(version: number, answered: number, names: readonly string[] = []) {
  const joined = names.map((nickname) => ({ id: nickname, nickname }))
  return { t: 'counts', version, answered, playerCount: 9, joined } as const
}

/** What a player sees who has this view. */
function seeing(view: PlayerView): LatestView<PlayerView> {
  const seen = new LatestView<PlayerView>()
  seen.view(view)
  return seen
}

const me = { id: 'p', nickname: 'Ann', score: 900, streak: 2, rank: 3, gap: 50 }

describe('what all players are told', () => {
  test('changes the screen and keeps what is the player’s own', () => {
    const before = playerView(4, { me })
    const seen = seeing(before)
    seen.phase(phase(5, open(0)))
    expect(seen.shown).toEqual({
      ...before,
      version: 5,
      playerCount: 7,
      screen: { ...open(0), given: null },
    })
  })

  test('keeps the answer to the question that goes on, and no other', () => {
    const seen = seeing(playerView(4, { screen: { ...open(1), given: yes } }))
    seen.phase(phase(5, open(1, { paused: true })))
    expect(seen.shown?.screen).toMatchObject({ question: { paused: true }, given: yes })
    seen.phase(phase(6, closed(1)))
    expect(seen.shown?.screen).toEqual({ ...closed(1), given: yes })
    seen.phase(phase(9, open(2)))
    expect(seen.shown?.screen).toEqual({ ...open(2), given: null })
  })

  test('keeps the answer that was stored meanwhile', () => {
    const seen = seeing(playerView(4))
    seen.phase(phase(5, open(0)))
    seen.answered(0, yes)
    expect(seen.shown?.screen).toEqual({ ...open(0), given: yes })
    seen.phase(phase(8, closed(0)))
    expect(seen.shown?.screen).toEqual({ ...closed(0), given: yes })
    seen.phase(phase(9, open(1)))
    seen.answered(1, yes)
    seen.answered(0, { type: 'true_false', truth: false })
    expect(seen.shown?.screen).toEqual({ ...open(1), given: yes })
  })

  test('yields to a view of the player’s own of the same moment or later', () => {
    const longer: PlayerScreen = { ...open(0, { closesAt: 31_000 }), given: null }
    for (const version of [5, 6]) {
      const seen = seeing(playerView(4))
      seen.phase(phase(5, open(0)))
      seen.view(playerView(version, { screen: longer }))
      expect(seen.shown?.screen).toEqual(longer)
      seen.phase(phase(5, open(0)))
      expect(seen.shown?.screen).toEqual(longer)
    }
  })

  test('changes nothing where nothing was seen yet', () => {
    const seen = new LatestView<PlayerView>()
    seen.phase(phase(5, open(0)))
    expect(seen.shown).toBeNull()
    seen.view(playerView(4, { me }))
    expect(seen.shown).toMatchObject({ version: 5, me, screen: { name: 'question_open' } })
  })
})

describe('what is older', () => {
  test('changes nothing, be it a view, a phase or counts', () => {
    const player = seeing(playerView(8, { me }))
    const { shown } = player
    player.view(playerView(7))
    player.phase(phase(7, open(0)))
    player.phase(phase(8, open(0)))
    expect(player.shown).toBe(shown)

    const screen = new LatestView<ReturnType<typeof screenView>>()
    screen.view(screenView(8, { answered: 5 }))
    screen.counts(counts(7, 4))
    expect(screen.shown?.answered).toBe(5)
    screen.counts(counts(10, 7))
    screen.counts(counts(9, 6))
    expect(screen.shown?.answered).toBe(7)
    screen.view(screenView(9, { answered: 6 }))
    expect(screen.shown).toMatchObject({ version: 9, answered: 7 })
  })

  test('holds on another line, where the game may have been set back', () => {
    const seen = seeing(playerView(8))
    seen.phase(phase(9, open(3)))
    seen.restart()
    expect(seen.shown).toMatchObject({ version: 9, screen: { name: 'question_open' } })
    seen.view(playerView(2, { me }))
    expect(seen.shown).toEqual(playerView(2, { me }))
    seen.view(playerView(1))
    expect(seen.shown).toEqual(playerView(2, { me }))
    seen.phase(phase(3, open(0)))
    expect(seen.shown?.screen.name).toBe('question_open')
  })
})

test('counts tell host and screen who came, once, without moving their version on', () => {
  const seen = new LatestView<ReturnType<typeof screenView>>()
  seen.view(screenView(8, { players: [{ id: 'Ann', nickname: 'Ann' }] }))
  seen.counts(counts(10, 0, ['Bob', 'Cy']))
  seen.counts(counts(10, 0, ['Bob', 'Cy']))
  seen.counts(counts(11, 0))
  expect(seen.shown?.players.map(({ nickname }) => nickname)).toEqual(['Ann', 'Bob', 'Cy'])
  expect(seen.shown).toMatchObject({ version: 8, playerCount: 9 })
  const many = Array.from({ length: 300 }, (_, index) => `P${index}`)
  seen.counts(counts(400, 0, many))
  expect(seen.shown?.players.map(({ id }) => id)).toEqual(many.slice(-200))
})

test('whatever order frames come in, and however often, the end is the same and nothing goes back', () => {
  const moments = fc.array(
    fc.record({ isView: fc.boolean(), what: fc.constantFrom('next', 'pause', 'close', 'answer') }),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(moments, fc.infiniteStream(fc.nat()), (all, chance) => {
      const frames = history(all)
      const inOrder = seen(frames)
      const mixed = [...frames, ...frames.filter(() => (chance.next().value ?? 0) % 2 === 0)]
        .map((frame) => ({ frame, at: chance.next().value ?? 0 }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ frame }) => frame)
      expect(seen(mixed)).toEqual(inOrder)
    }),
    { numRuns: 500 },
  )
})

type Frame = { readonly view: PlayerView } | { readonly phase: ReturnType<typeof phase> }

/** A game as frames: at each moment either the whole view or what is the same for all. */
function history(
  moments: readonly { readonly isView: boolean; readonly what: string }[],
): readonly Frame[] {
  let question = 0
  let given: Given | null = null
  let screen: OpenScreen | ClosedScreen = open(0)
  return moments.map(({ isView, what }, index) => {
    if (what === 'next') {
      screen = open(++question)
      given = null
    } else if (what === 'pause') screen = open(question, { paused: true })
    else if (what === 'close') screen = closed(question)
    // A receipt comes by itself: of an answer a player's own view tells.
    else given = yes
    const version = index + 1
    const isOwn = isView || index === 0 || what === 'answer'
    return isOwn
      ? { view: playerView(version, { me: { ...me, score: index }, screen: { ...screen, given } }) }
      : { phase: phase(version, screen, 1) }
  })
}

function seen(frames: readonly Frame[]): PlayerView | null {
  const latest = new LatestView<PlayerView>()
  let version = 0
  for (const frame of frames) {
    if ('view' in frame) latest.view(frame.view)
    else latest.phase(frame.phase)
    expect(latest.shown?.version ?? 0).toBeGreaterThanOrEqual(version)
    version = latest.shown?.version ?? 0
  }
  return latest.shown
}
