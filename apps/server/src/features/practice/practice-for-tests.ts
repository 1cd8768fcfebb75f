import type { Feedback, PracticeItem } from '@quizmentor/contract/practice'
import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import {
  questionContent,
  type Given,
  type QuestionContent,
} from '@quizmentor/engine/question/question'
import type { Member } from '../../http/feature.ts'
import { newId } from '../../platform/ids.ts'
import { createJobs } from '../../platform/jobs/jobs.ts'
import { createLog } from '../../platform/log.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { createTestDatabase } from '../../../test/test-database.ts'
import { openBank } from '../bank/service.ts'
import { handleCardJobs } from './jobs.ts'
import { openPractice } from './service.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** A workspace with people, topics and questions on a database of its own, and a clock to turn. */
export async function openPracticeTest() {
  const database = await createTestDatabase()
  const db = database.kysely
  let now = Date.now()
  const clock = { now: () => now }
  const bank = openBank(db)
  const jobs = createJobs({ connectionString: database.url }, createLog('silent'), createMetrics())
  handleCardJobs(jobs, db)
  const practice = openPractice({ db, clock, jobs })

  async function newWorkspace(): Promise<string> {
    const id = newId()
    await db.insertInto('workspaces').values({ id, name: 'Test' }).execute()
    return id
  }

  async function newPerson(workspaceId: string, kind: 'member' | 'guest' = 'member') {
    const userId = kind === 'guest' ? null : newId()
    if (userId !== null)
      await db
        .insertInto('users')
        .values({ id: userId, name: 'Ada', email: `${userId}@example.org` })
        .execute()
    const role = kind === 'guest' ? null : ('learner' as const)
    const { id: personId } = await db
      .insertInto('people')
      .values({ workspace_id: workspaceId, user_id: userId, role })
      .returning('id')
      .executeTakeFirstOrThrow()
    const member: Member = { workspaceId, personId, role: 'learner' }
    return member
  }

  async function newTopic(workspaceId: string, title: string, parentId: string | null = null) {
    const id = newId()
    const draft = { id, parentId, title, description: '', reading: `About ${title}.` }
    await bank.topics.create(workspaceId, draft)
    return id
  }

  /** Published questions of one topic, one for each difficulty given. */
  async function addQuestions(
    workspaceId: string,
    topicId: string,
    difficulties: readonly number[],
    contentOf: (index: number) => unknown = planet,
  ): Promise<string[]> {
    const author = await authorOf()
    const ids: string[] = []
    for (const [index, difficulty] of difficulties.entries()) {
      const id = newId()
      const content = questionContent.parse(contentOf(index))
      const draft = { topicId, difficulty, bloom: 'remember' as const, tags: [], content }
      await bank.questions.create(workspaceId, author, id, draft)
      await bank.questions.setState(workspaceId, id, 'published')
      ids.push(id)
    }
    return ids
  }

  let author: Promise<string> | undefined
  const authorOf = () => (author ??= newAuthor())
  async function newAuthor() {
    const id = newId()
    await db
      .insertInto('users')
      .values({ id, name: 'Author', email: `${id}@example.org` })
      .execute()
    return id
  }

  /** The whole question that is in hand, key included. */
  async function contentInHand(sessionId: string): Promise<QuestionContent> {
    const { content } = await db
      .selectFrom('practice_items')
      .innerJoin('question_versions', 'question_versions.num', 'practice_items.question_version')
      .select('question_versions.content')
      .where('session_id', '=', sessionId)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return content
  }

  /** Answers the question in hand, rightly or wrongly. */
  async function answer(
    member: Member,
    sessionId: string,
    item: Pick<PracticeItem, 'position'>,
    right: boolean,
    { id = newId(), latencyMs = 8_000 }: { id?: string; latencyMs?: number } = {},
  ): Promise<Feedback> {
    const content = await contentInHand(sessionId)
    const given = right ? keyAsGiven(content) : wrong(content)
    return practice.sessions.respond(member, sessionId, {
      id,
      position: item.position,
      given,
      latencyMs,
    })
  }

  function start(
    member: Member,
    topicId: string,
    length: { questions: number } | { minutes: number } = { questions: 10 },
  ) {
    return practice.sessions.start(member, {
      id: newId(),
      scope: { kind: 'topic', id: topicId },
      length:
        'questions' in length ? { kind: 'questions', ...length } : { kind: 'minutes', ...length },
    })
  }

  return {
    db,
    url: database.url,
    bank,
    clock,
    /** Not started: a test that waits for one starts them. */
    jobs,
    practice,
    newWorkspace,
    newPerson,
    newTopic,
    addQuestions,
    contentInHand,
    answer,
    start,
    authorOf,
    pass: (time: { minutes: number } | { days: number }) => {
      now += 'minutes' in time ? time.minutes * minuteMs : time.days * dayMs
    },
    close: async () => {
      await jobs.stop()
      await database.drop()
    },
  }
}
export type PracticeTest = Awaited<ReturnType<typeof openPracticeTest>>

/** A single-choice question whose key, explanation and hints are easy to find again. */
function planet(index: number) {
  return {
    type: 'single_choice',
    stem: `Question ${index}`,
    body: {
      options: ['one', 'two', 'three', 'four'].map((text, option) => ({
        id: `${option}`,
        text: `${text} ${index}`,
      })),
    },
    key: { choice: '2' },
    explanation: 'EXPLANATION',
    hints: ['HINT 1', 'HINT 2'],
  }
}

function wrong(content: QuestionContent): Given {
  if (content.type === 'true_false') return { type: content.type, truth: !content.key.truth }
  if (content.type !== 'single_choice') throw new Error(`no wrong answer to ${content.type}`)
  const other = content.body.options.find(({ id }) => id !== content.key.choice)
  return { type: content.type, choice: other?.id ?? '' }
}
