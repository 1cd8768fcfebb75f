import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../app/frame.ts'
import { requireRole } from '../app/require-role.ts'
import { readFilter } from './questions/filter.ts'
import { readNewQuestion } from './question/new-question.ts'

const bank = createRoute({
  getParentRoute: () => shellRoute,
  path: 'bank',
  beforeLoad: ({ context, params }) => requireRole(context.queryClient, params.workspaceId, 'host'),
  component: lazyRouteComponent(() => import('./bank-frame.tsx'), 'BankFrame'),
})

const author = createRoute({
  getParentRoute: () => bank,
  id: 'author',
  beforeLoad: ({ context, params }) =>
    requireRole(context.queryClient, params.workspaceId, 'author'),
})

const questions = createRoute({
  getParentRoute: () => bank,
  path: '/',
  validateSearch: readFilter,
  component: lazyRouteComponent(() => import('./questions/questions-page.tsx'), 'QuestionsPage'),
})

/** Writing a question has the page to itself. */
const writing = createRoute({
  getParentRoute: () => shellRoute,
  id: 'writing',
  beforeLoad: ({ context, params }) =>
    requireRole(context.queryClient, params.workspaceId, 'author'),
})

const question = createRoute({
  getParentRoute: () => writing,
  path: 'bank/questions/$questionId',
  validateSearch: readNewQuestion,
  component: lazyRouteComponent(() => import('./question/question-page.tsx'), 'QuestionPage'),
})

const versions = createRoute({
  getParentRoute: () => author,
  path: 'questions/$questionId/versions',
  component: lazyRouteComponent(() => import('./question/versions-page.tsx'), 'VersionsPage'),
})

const quizzes = createRoute({
  getParentRoute: () => bank,
  path: 'quizzes',
  validateSearch: (search: Record<string, unknown>): { search?: string } =>
    typeof search['search'] === 'string' && search['search'] !== ''
      ? { search: search['search'].slice(0, 200) }
      : {},
  component: lazyRouteComponent(() => import('./quizzes/quizzes-page.tsx'), 'QuizzesPage'),
})

const quiz = createRoute({
  getParentRoute: () => bank,
  path: 'quizzes/$quizId',
  validateSearch: (search: Record<string, unknown>): { new?: true } =>
    search['new'] === true ? { new: true } : {},
  component: lazyRouteComponent(() => import('./quizzes/quiz-page.tsx'), 'QuizPage'),
})

const tracks = createRoute({
  getParentRoute: () => bank,
  path: 'tracks',
  component: lazyRouteComponent(() => import('./tracks/tracks-page.tsx'), 'TracksPage'),
})

const newTrack = createRoute({
  getParentRoute: () => author,
  path: 'tracks/new',
  component: lazyRouteComponent(() => import('./tracks/track-page.tsx'), 'NewTrackPage'),
})

const track = createRoute({
  getParentRoute: () => author,
  path: 'tracks/$trackId',
  component: lazyRouteComponent(() => import('./tracks/track-page.tsx'), 'TrackPage'),
})

const topics = createRoute({
  getParentRoute: () => bank,
  path: 'topics',
  component: lazyRouteComponent(() => import('./topics/topics-page.tsx'), 'TopicsPage'),
})

const newTopic = createRoute({
  getParentRoute: () => author,
  path: 'topics/new',
  validateSearch: (search: Record<string, unknown>): { parent?: string } =>
    typeof search['parent'] === 'string' ? { parent: search['parent'] } : {},
  component: lazyRouteComponent(() => import('./topics/topic-page.tsx'), 'NewTopicPage'),
})

const topic = createRoute({
  getParentRoute: () => author,
  path: 'topics/$topicId',
  component: lazyRouteComponent(() => import('./topics/topic-page.tsx'), 'TopicPage'),
})

const calibration = createRoute({
  getParentRoute: () => author,
  path: 'calibration',
  component: lazyRouteComponent(
    () => import('./calibration/calibration-page.tsx'),
    'CalibrationPage',
  ),
})

const calibrated = createRoute({
  getParentRoute: () => author,
  path: 'calibration/$calibrationId',
  component: lazyRouteComponent(
    () => import('./calibration/version-questions-page.tsx'),
    'VersionQuestionsPage',
  ),
})

const imports = createRoute({
  getParentRoute: () => author,
  path: 'import',
  component: lazyRouteComponent(() => import('./import/import-page.tsx'), 'ImportPage'),
})

const oneImport = createRoute({
  getParentRoute: () => author,
  path: 'import/$importId',
  component: lazyRouteComponent(() => import('./import/one-import-page.tsx'), 'OneImportPage'),
})

/** Pages of the question bank. */
export const bankRoutes = [
  bank.addChildren([
    questions,
    quizzes,
    quiz,
    tracks,
    topics,
    author.addChildren([
      versions,
      newTrack,
      track,
      newTopic,
      topic,
      imports,
      oneImport,
      calibration,
      calibrated,
    ]),
  ]),
  writing.addChildren([question]),
] as const
