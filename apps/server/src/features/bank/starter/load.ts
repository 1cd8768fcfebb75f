import type { ContentQuestion } from '@quizmentor/contract/starter-content'
import type { Kysely } from 'kysely'
import type { Database } from '../../../platform/database/schema.ts'
import { newId } from '../../../platform/ids.ts'
import { insertQuestions, type NewQuestion } from '../questions/queries.ts'
import { newQuestion } from '../questions/service.ts'
import { insertQuiz, replaceRounds } from '../quizzes/queries.ts'
import { insertTopic } from '../topics/queries.ts'
import { insertTrack, replaceBlueprint } from '../tracks/queries.ts'
import { readContent, type Collection } from './read.ts'

/**
 * Fills a new workspace with the starter content, published. Meant for the transaction that makes
 * the workspace: all of it is there, or nothing.
 */
export async function loadStarterContent(
  db: Kysely<Database>,
  workspaceId: string,
): Promise<{ questions: number; quizzes: number; tracks: number }> {
  const collections = await readContent()
  for (const each of collections) await loadCollection(db, workspaceId, each)
  return {
    questions: collections.flatMap(({ topics }) => topics.flatMap((topic) => topic.questions))
      .length,
    quizzes: collections.flatMap(({ collection }) => collection.quizzes).length,
    tracks: collections.flatMap(({ collection }) => collection.tracks).length,
  }
}

async function loadCollection(
  db: Kysely<Database>,
  workspaceId: string,
  { collection, topics }: Collection,
): Promise<void> {
  const root = newId()
  const topicIds = new Map(topics.map(({ slug }) => [slug, newId()]))
  await insertTopic(db, {
    id: root,
    workspaceId,
    parentId: null,
    title: collection.title,
    description: collection.description,
    reading: null,
  })
  for (const { slug, title, description, reading = null } of topics)
    await insertTopic(db, {
      id: idOf(topicIds, slug),
      workspaceId,
      parentId: root,
      title,
      description,
      reading,
    })

  const questionIds = new Map<string, string>()
  const questions = topics.flatMap((topic) =>
    topic.questions.map((question) => {
      const made = starterQuestion(workspaceId, idOf(topicIds, topic.slug), question)
      questionIds.set(question.ref, made.id)
      return made
    }),
  )
  await insertQuestions(db, questions)

  for (const track of collection.tracks) {
    const id = newId()
    await insertTrack(db, { ...track, id, workspaceId, sourceRef: `starter:${track.slug}` })
    const weights = Object.entries(track.weights)
    await replaceBlueprint(
      db,
      id,
      weights.map(([slug, weight]) => ({ id: idOf(topicIds, slug), weight })),
    )
  }
  for (const quiz of collection.quizzes) {
    const id = newId()
    const sourceRef = `starter:${quiz.slug}`
    await insertQuiz(db, { ...quiz, id, workspaceId, sourceRef, createdBy: null, at: new Date() })
    const rounds = quiz.rounds.map(({ title, questions: refs }) => ({
      title,
      questionIds: refs.map((ref) => idOf(questionIds, ref)),
    }))
    await replaceRounds(db, id, rounds)
  }
}

function starterQuestion(
  workspaceId: string,
  topicId: string,
  { ref, ...question }: ContentQuestion,
): NewQuestion {
  return {
    ...newQuestion({ ...question, topicId }),
    id: newId(),
    workspaceId,
    state: 'published',
    sourceRef: `starter:${ref}`,
    createdBy: null,
  }
}

function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`the starter content names ${name}, which it doesn't have`)
  return id
}
