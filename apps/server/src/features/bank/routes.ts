import { bankRoutes } from '@quizmentor/contract/bank'
import { implement } from '../../http/feature.ts'
import type { Bank } from './service.ts'

/** The bank's part of the HTTP API. */
export function bankFeature({ topics, questions, tracks, quizzes }: Bank) {
  return implement(bankRoutes, {
    listTopics: ({ params }) => topics.list(params.workspaceId),
    getTopicReading: ({ params }) => topics.reading(params.workspaceId, params.topicId),
    createTopic: ({ params, body }) => topics.create(params.workspaceId, body),
    updateTopic: ({ params, body }) => topics.update(params.workspaceId, params.topicId, body),

    listTags: ({ params }) => questions.listTags(params.workspaceId),
    listQuestions: ({ params, query }) => questions.list(params.workspaceId, query),
    getQuestion: ({ params }) => questions.get(params.workspaceId, params.questionId),
    createQuestion: ({ params, body: { id, ...draft }, caller }) =>
      questions.create(params.workspaceId, caller.user.id, id, draft),
    updateQuestion: ({ params, body, caller }) =>
      questions.update(params.workspaceId, caller.user.id, params.questionId, body),
    setQuestionState: ({ params, body }) =>
      questions.setState(params.workspaceId, params.questionId, body.state),
    listQuestionVersions: ({ params, query }) =>
      questions.listVersions(params.workspaceId, params.questionId, query),

    listTracks: ({ params }) => tracks.list(params.workspaceId),
    createTrack: ({ params, body: { id, ...draft } }) =>
      tracks.create(params.workspaceId, id, draft),
    updateTrack: ({ params, body }) => tracks.update(params.workspaceId, params.trackId, body),

    listQuizzes: ({ params, query }) => quizzes.list(params.workspaceId, query),
    getQuiz: ({ params }) => quizzes.get(params.workspaceId, params.quizId),
    createQuiz: ({ params, body: { id, ...draft }, caller }) =>
      quizzes.create(params.workspaceId, caller.user.id, id, draft),
    updateQuiz: ({ params, body }) => quizzes.update(params.workspaceId, params.quizId, body),
    deleteQuiz: ({ params }) => quizzes.remove(params.workspaceId, params.quizId),
  })
}
