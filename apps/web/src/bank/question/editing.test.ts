import { NetworkError, ProblemError } from '@quizmentor/client/failures'
import type { Question } from '@quizmentor/contract/bank'
import { checkQuestion } from '@quizmentor/engine/question/question'
import { partIds, relabelled } from '@quizmentor/engine/question/relabel'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { expect, test } from 'vitest'
import { newPart } from '../../questions/part.ts'
import type { QuestionDraft, Storable } from './draft.ts'
import { startEditing, type Editing, type QuestionServer } from './editing.ts'
import { draftShelf, type DraftShelf } from './kept-draft.ts'

function refusal(status: number, code: string): ProblemError {
  return new ProblemError({ type: '', title: '', detail: '', requestId: '', status, code })
}

/** The rules of the bank: ids of its own for new parts, a number per version, no overwriting. */
function bank() {
  const random = seededRandom(7)
  let stored: Question | null = null
  let loseAnswers = 0
  function put(body: Storable, number: number): Question {
    const keep = stored === null ? new Set<string>() : partIds(stored.content)
    const content = relabelled(body.content, random, keep)
    const same = JSON.stringify(content) === JSON.stringify(stored?.content)
    stored = {
      id: 'q',
      type: content.type,
      state: stored?.state ?? 'draft',
      topicId: body.topicId,
      difficulty: body.difficulty,
      bloom: body.bloom,
      tags: body.tags,
      source: body.source ?? null,
      versionId: `v${number}`,
      versionNumber: same && stored !== null ? stored.versionNumber : number,
      content,
      issues: checkQuestion(content),
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-01T00:00:00Z',
      answers: 0,
    }
    return stored
  }
  function answered(question: Question): Promise<Question> {
    if (loseAnswers === 0) return Promise.resolve(question)
    loseAnswers--
    return Promise.reject(new NetworkError(null))
  }
  const server: QuestionServer = {
    create: (body) => answered(stored ?? put(body, 1)),
    update: ({ baseVersion, ...body }) => {
      const newest = stored?.versionNumber ?? 0
      if (newest !== baseVersion) return Promise.reject(refusal(409, 'newer_version'))
      return answered(put(body, newest + 1))
    },
    read: () =>
      stored === null ? Promise.reject(refusal(404, 'not_found')) : Promise.resolve(stored),
    setState: (state) => {
      if (stored === null) return Promise.reject(refusal(404, 'not_found'))
      stored = { ...stored, state }
      return Promise.resolve(stored)
    },
  }
  return {
    server,
    stored: () => stored,
    loseAnswer: () => void (loseAnswers = 1),
    /** Somebody else saves. */
    writeStem(stem: string) {
      if (stored === null) return
      const { topicId, difficulty, bloom, tags, content } = stored
      put(
        { topicId, difficulty, bloom, tags, content: { ...content, stem } },
        stored.versionNumber + 1,
      )
    },
  }
}

function device(): DraftShelf {
  const kept = new Map<string, string>()
  return draftShelf('me', 'school', {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  })
}

function begin(server: QuestionServer, shelf = device(), opened?: Question | null): Editing {
  return startEditing({
    questionId: 'q',
    opened: opened ?? { newOf: 'single_choice', topicId: 'topic' },
    server,
    shelf,
    onStored: () => undefined,
  })
}

const [bergen, oslo] = [newPart('Bergen'), newPart('Oslo')]

function written(editing: Editing, change: Partial<QuestionDraft> = {}): QuestionDraft {
  return {
    ...editing.state().history.present,
    stem: 'Capital of Norway?',
    answer: { type: 'single_choice', options: [bergen, oslo], right: oslo.id, shuffle: true },
    ...change,
  }
}

test('a new question is stored once there is enough of it, and until then kept on the device', async () => {
  const { server, stored } = bank()
  const shelf = device()
  const editing = begin(server, shelf)
  editing.change({ ...editing.state().history.present, stem: 'Capital' }, 'stem')
  expect(await editing.save()).toBe(false)
  expect(editing.state().saving).toBe('unfinished')
  expect(stored()).toBeNull()
  expect(shelf.unfinished()).toHaveLength(1)

  editing.change(written(editing))
  expect(await editing.save()).toBe(true)
  expect(editing.state().saving).toBe('saved')
  expect(stored()?.content.stem).toBe('Capital of Norway?')
  expect(shelf.unfinished()).toEqual([])
  editing.close()
})

test('after a save, undo goes back through it, and what is undone is saved too', async () => {
  const { server, stored } = bank()
  const editing = begin(server)
  editing.change(written(editing))
  await editing.save()
  const ids = [...partIds(stored()?.content ?? fail())]
  editing.change(written(editing, { stem: 'Capital of Sweden?' }))
  await editing.save()
  editing.undo()
  expect(editing.state().history.present.stem).toBe('Capital of Norway?')
  expect(await editing.save()).toBe(true)
  expect(stored()?.content.stem).toBe('Capital of Norway?')
  expect(stored()?.versionNumber).toBe(3)
  expect([...partIds(stored()?.content ?? fail())]).toEqual(ids)
  editing.close()
})

test('what is typed while a save is under way is saved after it', async () => {
  const { server, stored } = bank()
  const editing = begin(server)
  editing.change(written(editing))
  const first = editing.save()
  editing.change(written(editing, { stem: 'Capital of Norway since 1814?' }))
  expect(await first).toBe(false)
  expect(await editing.save()).toBe(true)
  expect(stored()?.content.stem).toBe('Capital of Norway since 1814?')
  editing.close()
})

test('what was not stored comes back on the next visit, and can be dropped', async () => {
  const { server, stored } = bank()
  const shelf = device()
  const first = begin(server, shelf)
  first.change(written(first))
  await first.save()
  await first.setState('published')
  first.change(written(first, { stem: 'Capital of Norway today?' }))
  first.close()
  expect(stored()?.content.stem).toBe('Capital of Norway?')

  const again = begin(server, shelf, stored())
  expect(again.state()).toMatchObject({ restored: true, saving: 'unsaved' })
  expect(again.state().history.present.stem).toBe('Capital of Norway today?')
  again.forget()
  expect(again.state()).toMatchObject({ restored: false, saving: 'saved' })
  expect(again.state().history.present.stem).toBe('Capital of Norway?')
  expect(begin(server, shelf, stored()).state().restored).toBe(false)
})

test('somebody else’s newer version is not overwritten; either can be chosen, none is lost', async () => {
  const other = bank()
  const editing = begin(other.server)
  editing.change(written(editing))
  await editing.save()
  other.writeStem('Which is the capital of Norway?')
  editing.change(written(editing, { stem: 'Norway’s capital?' }))
  expect(await editing.save()).toBe(false)
  expect(editing.state().saving).toBe('conflict')
  expect(editing.state().theirs?.content.stem).toBe('Which is the capital of Norway?')

  editing.takeTheirs()
  expect(editing.state().saving).toBe('saved')
  expect(editing.state().history.present.stem).toBe('Which is the capital of Norway?')
  editing.undo()
  expect(editing.state().history.present.stem).toBe('Norway’s capital?')
  expect(await editing.save()).toBe(true)
  expect(other.stored()?.versionNumber).toBe(3)

  other.writeStem('Theirs again')
  editing.change(written(editing, { stem: 'Mine' }))
  await editing.save()
  expect(await editing.keepMine()).toBe(true)
  expect(other.stored()).toMatchObject({ versionNumber: 5, content: { stem: 'Mine' } })
  editing.close()
})

test('an answer that got lost is no conflict with oneself', async () => {
  const { server, stored, loseAnswer } = bank()
  const editing = begin(server)
  loseAnswer()
  editing.change(written(editing))
  expect(await editing.save()).toBe(false)
  expect(editing.state().saving).toBe('failed')
  editing.change(written(editing, { stem: 'Capital of Norway, please?' }))
  expect(await editing.save()).toBe(true)
  expect(stored()?.content.stem).toBe('Capital of Norway, please?')

  loseAnswer()
  editing.change(written(editing, { stem: 'One' }))
  expect(await editing.save()).toBe(false)
  editing.change(written(editing, { stem: 'Two' }))
  expect(await editing.save()).toBe(true)
  expect(editing.state().saving).toBe('saved')
  expect(stored()?.content.stem).toBe('Two')
  editing.close()
})

function fail(): never {
  throw new Error('Nothing is stored.')
}
