import type { Given, QuestionContent, QuestionType } from '@quizmentor/engine/question/question'
import type { Grade } from '@quizmentor/engine/memory/grade'
import type { Reviewed } from '@quizmentor/engine/memory/history'
import type { GameEvent } from '@quizmentor/engine/live/types'
import type { QuestionState } from '@quizmentor/contract/bank'
import type { BloomLevel, Source } from '@quizmentor/contract/question'
import type {
  FormatName,
  ImportNotice,
  ImportOptions,
  ImportPreview,
  ImportReport,
  ImportState,
} from '@quizmentor/contract/interchange'
import type { Json } from '@quizmentor/interchange/found'
import type { Role } from '@quizmentor/contract/route'
import type { Scope } from '@quizmentor/contract/practice'
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'

/** Rows of the tables that `migrations/` makes. Integers of 64 bits arrive as numbers. */
export interface Database {
  users: UsersTable
  sessions: SessionsTable
  accounts: AccountsTable
  verifications: VerificationsTable
  workspaces: WorkspacesTable
  people: PeopleTable
  invitations: InvitationsTable
  audit_log: AuditLogTable
  mails: MailsTable
  topics: TopicsTable
  questions: QuestionsTable
  question_versions: QuestionVersionsTable
  tracks: TracksTable
  track_topics: TrackTopicsTable
  quizzes: QuizzesTable
  quiz_rounds: QuizRoundsTable
  quiz_questions: QuizQuestionsTable
  responses: ResponsesTable
  practice_sessions: PracticeSessionsTable
  practice_items: PracticeItemsTable
  abilities: AbilitiesTable
  cards: CardsTable
  game_learning: GameLearningTable
  nodes: NodesTable
  games: GamesTable
  game_players: GamePlayersTable
  game_events: GameEventsTable
  calibrations: CalibrationsTable
  calibration_items: CalibrationItemsTable
  memory_fits: MemoryFitsTable
  memory_settings: MemorySettingsTable
  imports: ImportsTable
  import_chunks: ImportChunksTable
  media: MediaTable
}

type Made = ColumnType<Date, Date | undefined, never>
type Changed = ColumnType<Date, Date | undefined, Date>

interface UsersTable {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  created_at: Made
  updated_at: Changed
}

interface SessionsTable {
  id: string
  user_id: string
  token: string
  expires_at: Date
  ip_address: string | null
  user_agent: string | null
  created_at: Made
  updated_at: Changed
}

interface AccountsTable {
  id: string
  user_id: string
  account_id: string
  provider_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: Date | null
  refresh_token_expires_at: Date | null
  scope: string | null
  password: string | null
  created_at: Made
  updated_at: Changed
}

interface VerificationsTable {
  id: string
  identifier: string
  value: string
  expires_at: Date
  created_at: Made
  updated_at: Changed
}

interface WorkspacesTable {
  id: string
  name: string
  open_to_all: Generated<boolean>
  created_at: Made
}

interface PeopleTable {
  id: GeneratedAlways<number>
  workspace_id: string
  user_id: string | null
  role: Role | null
  created_at: Made
}

interface InvitationsTable {
  id: string
  workspace_id: string
  role: Role
  token_hash: Buffer
  email: string | null
  created_by: string | null
  created_at: Made
  expires_at: Date
  accepted_at: Date | null
  revoked_at: Date | null
}

interface AuditLogTable {
  id: string
  at: Made
  workspace_id: string | null
  actor_id: string | null
  action: string
  subject: string | null
  details: JSONColumnType<Record<string, unknown>>
  ip_address: string | null
  request_id: string | null
}

interface MailsTable {
  id: string
  created_at: Made
  recipient: string
  subject: string
  body: string
  state: Generated<'waiting' | 'sent' | 'failed' | 'kept'>
  attempts: Generated<number>
  last_error: string | null
  sent_at: Date | null
}

interface TopicsTable {
  id: string
  workspace_id: string
  parent_id: string | null
  title: string
  description: Generated<string>
  reading: string | null
  position: Generated<number>
  source_ref: string | null
  created_at: Made
  updated_at: Changed
}

interface QuestionsTable {
  id: string
  num: GeneratedAlways<number>
  workspace_id: string
  topic_id: string
  state: Generated<QuestionState>
  type: QuestionType
  difficulty: number
  bloom: BloomLevel
  tags: Generated<string[]>
  source: ColumnType<Source | null, string | null | undefined, string | null>
  source_ref: string | null
  title: string | null
  kept: ColumnType<Kept | null, string | null | undefined, string | null>
  version: number | null
  plain_text: string
  search: GeneratedAlways<string>
  a: Generated<number>
  b: number
  b_se: Generated<number>
  answers: Generated<number>
  calibrated_version: number | null
  created_by: string | null
  created_at: Made
  updated_at: Changed
}

interface QuestionVersionsTable {
  num: GeneratedAlways<number>
  id: string
  question_id: string
  number: number
  content: ColumnType<QuestionContent, string, never>
  created_by: string | null
  created_at: Made
}

interface TracksTable {
  id: string
  workspace_id: string
  title: string
  description: Generated<string>
  cut_score: number
  source_ref: string | null
  created_at: Made
  updated_at: Changed
}

interface TrackTopicsTable {
  track_id: string
  topic_id: string
  weight: number
  position: number
}

interface QuizzesTable {
  id: string
  workspace_id: string
  title: string
  description: Generated<string>
  source_ref: string | null
  created_by: string | null
  created_at: Made
  updated_at: Changed
}

interface QuizRoundsTable {
  quiz_id: string
  position: number
  title: string
}

interface QuizQuestionsTable {
  quiz_id: string
  round: number
  position: number
  question_id: string
}

interface ResponsesTable {
  id: string
  person_id: number
  question_version: number
  /** 1 practice, 2 exam, 3 live */
  place: number
  score: number
  latency_ms: number
  answered_at: Date
  given: ColumnType<Given, string, never>
}

/** What came with a question that it has no place for, by name. */
export type Kept = Readonly<Record<string, Json | undefined>>

/** Topic id → how a session moved the ability on it. */
export type AbilityMoves = Readonly<Record<string, AbilityMove>>

export interface AbilityMove {
  /** `null`: nothing was known. */
  readonly before: StoredAbility | null
  readonly after: StoredAbility
  /** Positions of the answers that moved it; not kept before this was added. */
  readonly positions?: readonly number[]
}

export interface StoredAbility {
  readonly theta: number
  readonly se: number
  readonly answers: number
}

/** What an answer was as a review of a question's card, with the card before it. */
export interface LastReview extends Omit<Reviewed, 'card'> {
  readonly responseId: string
  /** The question's number. */
  readonly num: number
}

interface PracticeSessionsTable {
  id: string
  workspace_id: string
  person_id: number
  mode: 'adaptive' | 'review' | 'exam' | 'quiz'
  scope: ColumnType<Scope, string, never>
  title: string
  questions: number | null
  minutes: number | null
  seed: number
  abilities: ColumnType<AbilityMoves, string | undefined, string>
  answered: Generated<number>
  correct: Generated<number>
  last_review: ColumnType<LastReview | null, string | undefined, string>
  started_at: Date
  ended_at: Date | null
}

interface PracticeItemsTable {
  session_id: string
  position: number
  question_num: number
  question_version: number
  topic_id: string
  reason: 'new' | 'due' | 'again' | 'ahead'
  seed: number
  hints_shown: Generated<number>
  shown_at: Date
  response_id: string | null
  score: number | null
  rated: Grade | null
  revealed: Generated<boolean>
}

interface AbilitiesTable {
  person_id: number
  topic_id: string
  theta: number
  se: number
  answers: number
  updated_at: Date
}

interface CardsTable {
  person_id: number
  question_num: number
  due: Date
  stability: number
  difficulty: number
  state: number
  reps: number
  lapses: number
  scheduled_days: number
  learning_steps: number
  last_review: Date | null
}

interface GameLearningTable {
  game_id: string
  person_id: number
}

interface NodesTable {
  id: string
  roles: string[]
  version: string
  place: string
  started_at: Generated<Date>
  alive_until: Date
}

interface GamesTable {
  id: string
  workspace_id: string
  quiz_id: string | null
  host_id: number
  code: string
  title: string
  screen_token_hash: Buffer
  created_at: Date
  finished_at: Date | null
  learned_at: Date | null
  expires_at: Date
  owner_node: Generated<string | null>
  owner_epoch: Generated<number>
}

interface GamePlayersTable {
  id: string
  game_id: string
  person_id: number
  token_hash: Buffer
  device_hash: Buffer
  address_mark: number | null
  joined_at: Date
}

interface GameEventsTable {
  game_id: string
  seq: number
  at: Date
  event: ColumnType<GameEvent, string, never>
  command_id: string | null
}

interface CalibrationsTable {
  id: string
  workspace_id: string
  method: '2PL' | 'rating'
  people: number
  answers: number
  log_likelihood: number | null
  iterations: number | null
  converged: boolean | null
  link_slope: Generated<number>
  link_intercept: Generated<number>
  made_at: Date
  rolled_back_at: Date | null
}

interface CalibrationItemsTable {
  calibration_id: string
  question_num: number
  a: number
  b: number
  a_se: number | null
  b_se: number
  answers: number
  infit: number | null
  outfit: number | null
  before_a: number
  before_b: number
  before_b_se: number
  before_answers: number
  question_version: number | null
  before_version: number | null
  discrimination: number | null
}

interface MemoryFitsTable {
  person_id: number
  weights: number[]
  reviews: number
  log_loss: number
  default_log_loss: number
  fitted_at: Date
}

interface MemorySettingsTable {
  person_id: number
  desired_retention: number
  changed_at: Date
}

interface ImportsTable {
  id: string
  workspace_id: string
  user_id: string
  file_name: string
  size: number
  state: Generated<ImportState>
  has_file: Generated<boolean>
  format: FormatName | null
  progress: Generated<number>
  options: ColumnType<ImportOptions | null, string | null | undefined, string | null>
  preview: ColumnType<ImportPreview | null, string | null | undefined, string | null>
  report: ColumnType<ImportReport | null, string | null | undefined, string | null>
  failure: ColumnType<ImportNotice | null, string | null | undefined, string | null>
  created_at: Made
  finished_at: Date | null
}

interface ImportChunksTable {
  import_id: string
  number: number
  bytes: Buffer
}

interface MediaTable {
  workspace_id: string
  hash: Buffer
  type: string
  name: string
  bytes: Buffer
  created_at: Made
  unused_since: Generated<Date | null>
}
