import { questionContent, type QuestionOf } from '@quizmentor/engine/question/question'
import { seededRandom } from '@quizmentor/engine/question/parts'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { newId } from '../../platform/ids.ts'
import { openBank } from '../bank/service.ts'

interface Answering {
  /** The chance that somebody is given a question at all. */
  readonly share?: number
  /** Indices of the questions that are answered; all where this is left out. */
  readonly only?: readonly number[]
  /** Those who answer; as many guests as said where this is left out. */
  readonly people?: readonly number[]
  /** The index of a question whose key is the wrong way round. */
  readonly mistaken?: number
}

/** Banks in a database, edited and answered as everywhere else. */
export function testBanks(db: Kysely<Database>) {
  const bank = openBank(db)
  const random = seededRandom(1)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const authors = new Map<string, string>()

  async function newWorkspace(): Promise<string> {
    const id = newId()
    await db.insertInto('workspaces').values({ id, name: 'School' }).execute()
    return id
  }

  /** As many questions, all guessed to be of middling difficulty. */
  async function fill(workspaceId: string, questions: number): Promise<void> {
    const [authorId, topicId] = [newId(), newId()]
    authors.set(workspaceId, authorId)
    await db
      .insertInto('users')
      .values({ id: authorId, name: 'Author', email: `${authorId}@example.org` })
      .execute()
    await bank.topics.create(workspaceId, {
      id: topicId,
      parentId: null,
      title: 'Everything',
      description: '',
      reading: '',
    })
    for (let index = 0; index < questions; index++) {
      const content = questionContent.parse({
        type: 'true_false',
        stem: `Question ${index}`,
        body: {},
        key: { truth: true },
      })
      const about = { topicId, difficulty: 5, bloom: 'remember' as const, tags: [] }
      await bank.questions.create(workspaceId, authorId, newId(), { ...about, content })
    }
  }

  function questionsOf(workspaceId: string) {
    return db
      .selectFrom('questions')
      .select(['id', 'num', 'version', 'a', 'b', 'b_se', 'answers'])
      .where('workspace_id', '=', workspaceId)
      .orderBy('num')
      .execute()
  }

  async function guests(workspaceId: string, count: number): Promise<number[]> {
    const guest = { workspace_id: workspaceId, user_id: null, role: null }
    const rows = await db
      .insertInto('people')
      .values(Array.from({ length: count }, () => guest))
      .returning('id')
      .execute()
    return rows.map(({ id }) => id)
  }

  return {
    fill,
    guests,
    questionsOf,
    newWorkspace,

    /** A workspace with as many questions. */
    async newBank(questions: number): Promise<string> {
      const workspaceId = await newWorkspace()
      await fill(workspaceId, questions)
      return workspaceId
    },

    async parametersOf(workspaceId: string) {
      const rows = await questionsOf(workspaceId)
      return rows.map(({ a, b, b_se, answers }) => ({ a, b, b_se, answers }))
    },

    /** Changes what a question says, as its author. */
    async edit(
      workspaceId: string,
      index: number,
      change: Partial<
        Pick<QuestionOf<'true_false'>, 'stem' | 'explanation' | 'hints' | 'feedback' | 'key'>
      >,
    ): Promise<void> {
      const question = (await questionsOf(workspaceId))[index]
      if (question === undefined) throw new Error(`there is no question ${index}`)
      const { topicId, difficulty, bloom, tags, content, versionNumber } = await bank.questions.get(
        workspaceId,
        question.id,
      )
      await bank.questions.update(workspaceId, authors.get(workspaceId) ?? '', question.id, {
        ...{ topicId, difficulty, bloom, tags, baseVersion: versionNumber },
        content: questionContent.parse({ ...content, ...change }),
      })
    },

    /** People answer the questions as they stand: right as often as each one's difficulty says. */
    async answer(
      workspaceId: string,
      count: number,
      difficulty: (index: number) => number,
      { share = 1, only, people, mistaken }: Answering = {},
    ): Promise<void> {
      const questions = await questionsOf(workspaceId)
      const given = JSON.stringify({ type: 'true_false', truth: true })
      for (const person_id of people ?? (await guests(workspaceId, count))) {
        const theta = normal()
        const rows = questions.flatMap(({ version }, index) => {
          if (version === null || only?.includes(index) === false || random() >= share) return []
          const right = random() < 1 / (1 + Math.exp(difficulty(index) - theta))
          return {
            id: newId(),
            person_id,
            question_version: version,
            place: 1,
            score: right === (index !== mistaken) ? 1 : 0,
            latency_ms: 5_000,
            answered_at: new Date(),
            given,
          }
        })
        if (rows.length > 0) await db.insertInto('responses').values(rows).execute()
      }
    },
  }
}
