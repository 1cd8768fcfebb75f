import type { QuestionRow, QuestionState } from '@quizmentor/contract/bank'
import { api } from '../../app/api.ts'
import { problemOf } from '../../app/problem.ts'

export interface BulkResult {
  /** Those that were changed, with the state they had before. */
  readonly done: readonly { readonly id: string; readonly was: QuestionState }[]
  /** Those that have faults, which publishing refuses. */
  readonly faulty: readonly string[]
  readonly failed: readonly string[]
}

const AT_ONCE = 4

/** Gives each question its state, a few at a time, telling how many are through. */
export async function setStates(
  workspaceId: string,
  wanted: readonly {
    readonly question: Pick<QuestionRow, 'id' | 'state'>
    readonly state: QuestionState
  }[],
  onProgress: (through: number) => void,
): Promise<BulkResult> {
  const done: { id: string; was: QuestionState }[] = []
  const faulty: string[] = []
  const failed: string[] = []
  const waiting = wanted.filter(({ question, state }) => question.state !== state)
  const total = waiting.length
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { question, state } = next
      try {
        await api.bank.setQuestionState({
          params: { workspaceId, questionId: question.id },
          body: { state },
        })
        done.push({ id: question.id, was: question.state })
      } catch (error) {
        ;(problemOf(error).status === 400 ? faulty : failed).push(question.id)
      }
      onProgress(done.length + faulty.length + failed.length)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, total) }, work))
  return { done, faulty, failed }
}
