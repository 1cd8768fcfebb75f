import type { Method } from '@quizmentor/contract/route'
import type { routes } from '@quizmentor/contract/routes'

export type RouteLine = `${Method} /api/v1/${string}`

type RouteTable = {
  readonly [Feature in keyof typeof routes]: {
    readonly [Name in keyof (typeof routes)[Feature]]: RouteLine
  }
}

/** The contract’s routes without its schemas. Made by its test: `npx vitest -u route-table`. */
export const routeTable: RouteTable = {
  identity: {
    me: 'GET /api/v1/me',
    signUp: 'POST /api/v1/sign-up',
    signIn: 'POST /api/v1/sign-in',
    signOut: 'POST /api/v1/sign-out',
    requestPasswordReset: 'POST /api/v1/password-reset',
    resetPassword: 'POST /api/v1/password-reset/finish',
    verifyEmail: 'POST /api/v1/verify-email',
    changePassword: 'POST /api/v1/me/password',
    claimOwnership: 'POST /api/v1/setup',
    createWorkspace: 'POST /api/v1/workspaces',
    listMembers: 'GET /api/v1/workspaces/:workspaceId/members',
    changeRole: 'PATCH /api/v1/workspaces/:workspaceId/members/:userId',
    removeMember: 'DELETE /api/v1/workspaces/:workspaceId/members/:userId',
    listInvitations: 'GET /api/v1/workspaces/:workspaceId/invitations',
    createInvitation: 'POST /api/v1/workspaces/:workspaceId/invitations',
    revokeInvitation: 'DELETE /api/v1/workspaces/:workspaceId/invitations/:invitationId',
    showInvitation: 'POST /api/v1/invitations/show',
    acceptInvitation: 'POST /api/v1/invitations/accept',
  },
  bank: {
    listTopics: 'GET /api/v1/workspaces/:workspaceId/topics',
    getTopicReading: 'GET /api/v1/workspaces/:workspaceId/topics/:topicId/reading',
    createTopic: 'POST /api/v1/workspaces/:workspaceId/topics',
    updateTopic: 'PUT /api/v1/workspaces/:workspaceId/topics/:topicId',
    listTags: 'GET /api/v1/workspaces/:workspaceId/tags',
    listQuestions: 'GET /api/v1/workspaces/:workspaceId/questions',
    getQuestion: 'GET /api/v1/workspaces/:workspaceId/questions/:questionId',
    createQuestion: 'POST /api/v1/workspaces/:workspaceId/questions',
    updateQuestion: 'PUT /api/v1/workspaces/:workspaceId/questions/:questionId',
    setQuestionState: 'POST /api/v1/workspaces/:workspaceId/questions/:questionId/state',
    listQuestionVersions: 'GET /api/v1/workspaces/:workspaceId/questions/:questionId/versions',
    listTracks: 'GET /api/v1/workspaces/:workspaceId/tracks',
    createTrack: 'POST /api/v1/workspaces/:workspaceId/tracks',
    updateTrack: 'PUT /api/v1/workspaces/:workspaceId/tracks/:trackId',
    listQuizzes: 'GET /api/v1/workspaces/:workspaceId/quizzes',
    getQuiz: 'GET /api/v1/workspaces/:workspaceId/quizzes/:quizId',
    createQuiz: 'POST /api/v1/workspaces/:workspaceId/quizzes',
    updateQuiz: 'PUT /api/v1/workspaces/:workspaceId/quizzes/:quizId',
    deleteQuiz: 'DELETE /api/v1/workspaces/:workspaceId/quizzes/:quizId',
  },
  interchange: {
    listImports: 'GET /api/v1/workspaces/:workspaceId/imports',
    createImport: 'POST /api/v1/workspaces/:workspaceId/imports',
    sendChunk: 'PUT /api/v1/workspaces/:workspaceId/imports/:importId/chunks/:number',
    previewImport: 'POST /api/v1/workspaces/:workspaceId/imports/:importId/preview',
    runImport: 'POST /api/v1/workspaces/:workspaceId/imports/:importId/run',
    getImport: 'GET /api/v1/workspaces/:workspaceId/imports/:importId',
    deleteImport: 'DELETE /api/v1/workspaces/:workspaceId/imports/:importId',
    checkExport: 'GET /api/v1/workspaces/:workspaceId/questions/export',
    exportQuestions: 'POST /api/v1/workspaces/:workspaceId/questions/export',
    getMedia: 'GET /api/v1/workspaces/:workspaceId/media/:hash',
  },
  practice: {
    home: 'GET /api/v1/workspaces/:workspaceId/practice/home',
    getMemorySettings: 'GET /api/v1/workspaces/:workspaceId/practice/memory-settings',
    setMemorySettings: 'PUT /api/v1/workspaces/:workspaceId/practice/memory-settings',
    listSessions: 'GET /api/v1/workspaces/:workspaceId/practice/sessions',
    startSession: 'POST /api/v1/workspaces/:workspaceId/practice/sessions',
    getSession: 'GET /api/v1/workspaces/:workspaceId/practice/sessions/:sessionId',
    respond: 'POST /api/v1/workspaces/:workspaceId/practice/sessions/:sessionId/responses',
    rateRecall:
      'PUT /api/v1/workspaces/:workspaceId/practice/sessions/:sessionId/responses/:responseId/rating',
    showHint: 'POST /api/v1/workspaces/:workspaceId/practice/sessions/:sessionId/hints',
    reveal: 'POST /api/v1/workspaces/:workspaceId/practice/sessions/:sessionId/reveal',
    endSession: 'POST /api/v1/workspaces/:workspaceId/practice/sessions/:sessionId/end',
    getResult: 'GET /api/v1/workspaces/:workspaceId/practice/sessions/:sessionId/result',
  },
  live: {
    createGame: 'POST /api/v1/workspaces/:workspaceId/games',
    listGames: 'GET /api/v1/workspaces/:workspaceId/games',
    newScreenToken: 'POST /api/v1/workspaces/:workspaceId/games/:gameId/screen-token',
    gameResultsCsv: 'GET /api/v1/workspaces/:workspaceId/games/:gameId/results.csv',
    lookUpGame: 'GET /api/v1/join/:code',
    joinGame: 'POST /api/v1/join/:code/players',
  },
  calibration: {
    listVersions: 'GET /api/v1/workspaces/:workspaceId/calibrations',
    listVersionQuestions:
      'GET /api/v1/workspaces/:workspaceId/calibrations/:calibrationId/questions',
    calibrate: 'POST /api/v1/workspaces/:workspaceId/calibrations',
    takeBack: 'POST /api/v1/workspaces/:workspaceId/calibrations/:calibrationId/take-back',
  },
  ops: {
    listMails: 'GET /api/v1/workspaces/:workspaceId/mails',
    listAudit: 'GET /api/v1/workspaces/:workspaceId/audit',
    status: 'GET /api/v1/workspaces/:workspaceId/status',
  },
}
