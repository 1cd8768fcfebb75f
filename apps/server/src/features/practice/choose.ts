import type { AdaptiveSettings } from '@quizmentor/contract/settings'
import { informedAbilities } from '@quizmentor/engine/adaptive/informed-abilities'
import {
  countsInOrder,
  nextInOrder,
  reasonInOrder,
} from '@quizmentor/engine/practice/authored-order'
import {
  countsOf,
  nextQuestion,
  type Counts,
  type Met,
} from '@quizmentor/engine/practice/next-question'
import { isOver, type Asked, type Reason } from '@quizmentor/engine/practice/plan'
import { CORRECT_FROM } from '@quizmentor/engine/question/question'
import { seededRandom } from '@quizmentor/engine/question/parts'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import type { Catalogue } from './catalogue.ts'
import * as queries from './queries/sessions.ts'
import type { Subject } from './scope.ts'
import { deadlineOf, type Sitting } from './sitting.ts'

/** Goes on to the next question, or ends where the session is over or nothing is left to ask. */
export async function goOn(
  tx: Kysely<Database>,
  sitting: Sitting,
  settings: AdaptiveSettings,
  now: number,
): Promise<Sitting> {
  const { session, items, subject } = sitting
  const limits = { questions: session.questions, deadline: deadlineOf(session)?.getTime() ?? null }
  const over = subject === null || isOver(limits, items.length, now)
  const withheld = over
    ? new Set<number>()
    : await queries.beingPlayed(tx, session.workspace_id, now)
  const chosen = over ? null : chooseNext(sitting, subject, withheld, settings, now)
  if (chosen === null) {
    const endedAt = new Date(now)
    await queries.endSession(tx, session.id, endedAt)
    return { ...sitting, session: { ...session, ended_at: endedAt } }
  }
  const place = { sessionId: session.id, position: items.length, shownAt: new Date(now) }
  const item = await queries.insertItem(tx, { ...chosen, ...place })
  return { ...sitting, items: [...items, item] }
}

interface Chosen {
  readonly num: number
  readonly reason: Reason
  /** The order of its parts is drawn from this. */
  readonly seed: number
}

/** The next question of a session, or `null` when nothing is left to ask. */
function chooseNext(
  { session, items, catalogue, met, abilities }: Sitting,
  subject: Subject,
  withheld: ReadonlySet<number>,
  settings: AdaptiveSettings,
  now: number,
): Chosen | null {
  const asked = items.map(toAsked)
  // The same session draws the same again, so that a repeated call can't fish for other questions.
  const random = seededRandom(Math.imul(session.seed ^ asked.length, 0x9e3779b1))
  const seed = Math.floor(random() * 2 ** 31)
  if (subject.mode === 'quiz') {
    const open = subject.nums.filter((num) => !withheld.has(num))
    const num = nextInOrder(open, asked)
    return num === null ? null : { num, reason: reasonInOrder(num, met, now), seed }
  }

  // Each topic's answers inform the others, those on which nothing was answered too.
  const { topics, unknown } = informedAbilities(abilities)
  const theta = new Float64Array(catalogue.topics.length).fill(unknown.mean)
  for (const [topicId, ability] of topics) {
    const index = catalogue.topicAt.get(topicId)
    if (index !== undefined) theta[index] = ability.theta
  }
  const choice = nextQuestion(
    {
      pool: catalogue.pool,
      areas: subject.areas,
      met,
      theta,
      asked,
      withheld,
      left: session.questions === null ? null : session.questions - asked.length,
      now,
      settings: {
        threshold: settings['adaptive.flow_threshold'],
        difficultyStep: settings['adaptive.difficulty_step'],
      },
    },
    random,
  )
  const num = choice && catalogue.pool.num[choice.item]
  return choice === null || num === undefined || num === null
    ? null
    : { num, reason: choice.reason, seed }
}

/** Of the questions in scope: never met, met and not due yet, due. */
export function countsIn(
  subject: Subject | null,
  catalogue: Catalogue,
  met: Met,
  now: number,
): Counts {
  if (subject === null) return { new: 0, learning: 0, due: 0 }
  return subject.mode === 'quiz'
    ? countsInOrder(subject.nums, met, now)
    : countsOf({ pool: catalogue.pool, areas: subject.areas, met, now })
}

function toAsked({ num, reason, score }: queries.ItemRow): Asked {
  return { num, reason, right: score !== null && score >= CORRECT_FROM }
}
