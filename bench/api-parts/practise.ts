import type { Feedback, PracticeResult, PracticeSession } from '@quizmentor/contract/practice'
import { setTimeout as delay } from 'node:timers/promises'
import { v7 } from 'uuid'
import { Line } from './line.ts'
import { answerTo } from './answer-to.ts'
import {
  calls,
  type Acknowledged,
  type Call,
  type PractiseOrder,
  type Practised,
} from './orders.ts'

/** All learners at once: a session each, its questions one after the other, what came of it. */
export async function practise(order: PractiseOrder): Promise<Practised> {
  const { cookies, workspaceId, trackId, questions, thinkMs } = order
  const base = `/api/v1/workspaces/${workspaceId}/practice/sessions`
  const times: Record<Call, number[]> = { start: [], answer: [], result: [] }
  const acknowledged: Acknowledged[] = []
  const failures: string[] = []

  const learn = async (cookie: string, learner: number) => {
    const lines = order.sites.map((site) => new Line(site, cookie))
    let made = learner
    const timed = async <Answer>(
      call: Call,
      isWanted: (answer: unknown) => answer is Answer,
      path: string,
      body?: unknown,
    ) => {
      const line = lines[made++ % lines.length]
      if (line === undefined) throw new Error('there is no site')
      const began = performance.now()
      const answer = await line.ask(path, isWanted, body)
      times[call].push(performance.now() - began)
      return answer
    }
    const think = () => (thinkMs > 0 ? delay(thinkMs * (0.5 + Math.random())) : undefined)
    try {
      // Who thinks has not begun at the same moment as everybody else.
      await delay(Math.random() * thinkMs)
      const scope = { kind: 'track', id: trackId }
      const length = { kind: 'questions', questions }
      const session = await timed('start', isSession, base, { id: v7(), scope, length })
      let { item } = session
      while (item !== null) {
        await think()
        const { position } = item
        const answer = { id: v7(), position, given: answerTo(item.question), latencyMs: 4_000 }
        const feedback = await timed(
          'answer',
          isFeedback,
          `${base}/${session.id}/responses`,
          answer,
        )
        const { score } = feedback
        acknowledged.push({ ...answer, sessionId: session.id, score })
        item = feedback.session.item
      }
      const result = await timed('result', isResult, `${base}/${session.id}/result`)
      if (result.answered !== questions) throw new Error(`${result.answered} answers in a result`)
    } catch (error) {
      failures.push(String(error))
    }
    await Promise.all(lines.map((line) => line.close()))
  }

  const used = process.cpuUsage()
  const began = performance.now()
  await Promise.all(cookies.map(learn))
  const seconds = (performance.now() - began) / 1_000
  const { user, system } = process.cpuUsage(used)
  const [start, answer, result] = calls.map((call) => Float64Array.from(times[call]))
  if (!start || !answer || !result) throw new Error('a kind of call is missing')
  return {
    seconds,
    times: { start, answer, result },
    acknowledged,
    failed: failures.length,
    failures: failures.slice(0, 5),
    processorMs: (user + system) / 1_000,
  }
}

// The server checks all it says against the contract; which of its answers it is shows by a field.
function isSession(answer: unknown): answer is PracticeSession {
  return answer instanceof Object && 'item' in answer
}
function isFeedback(answer: unknown): answer is Feedback {
  return answer instanceof Object && 'solution' in answer
}
function isResult(answer: unknown): answer is PracticeResult {
  return answer instanceof Object && 'comingBack' in answer
}
