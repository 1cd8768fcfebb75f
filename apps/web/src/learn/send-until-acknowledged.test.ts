// @vitest-environment jsdom
import { NetworkError, ProblemError } from '@quizmentor/client/failures'
import { expect, test } from 'vitest'
import { sendUntilAcknowledged, type SendingState } from './send-until-acknowledged.ts'

function refusal(status: number): ProblemError {
  return new ProblemError({
    type: 'about:blank',
    title: '',
    status,
    detail: '',
    code: '',
    requestId: '',
  })
}

/** Fails with each of these in turn, then answers; each wait ends as the connection comes back. */
async function sendThrough(failures: unknown[]) {
  const states: SendingState[] = []
  let tries = 0
  const answer = await sendUntilAcknowledged({
    signal: new AbortController().signal,
    onState(state) {
      states.push(state)
      if (state === 'waiting') queueMicrotask(() => dispatchEvent(new Event('online')))
    },
    send: async () => {
      const failure = failures[tries++]
      if (failure !== undefined) throw failure
      return 'stored'
    },
  })
  return { answer, states, tries }
}

test('an answer that does not get through is sent again until it does', async () => {
  const lost = new NetworkError(new Error('gone'))
  const { answer, states, tries } = await sendThrough([lost, refusal(503), refusal(429)])
  expect(answer).toBe('stored')
  expect(tries).toBe(4)
  expect(states).toEqual([
    'sending',
    'waiting',
    'sending',
    'waiting',
    'sending',
    'waiting',
    'sending',
  ])
})

test('what the server refuses is not sent again', async () => {
  await expect(sendThrough([refusal(409)])).rejects.toMatchObject({ status: 409 })
})

test('leaving the page ends the trying', async () => {
  const stop = new AbortController()
  const sending = sendUntilAcknowledged({
    signal: stop.signal,
    onState: (state) => state === 'waiting' && queueMicrotask(() => stop.abort()),
    send: async () => {
      throw new NetworkError(new Error('gone'))
    },
  })
  await expect(sending).rejects.toBeInstanceOf(NetworkError)
})
