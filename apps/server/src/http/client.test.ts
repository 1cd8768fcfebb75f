import { createClient } from '@quizmentor/client/client'
import { cookieJar } from '@quizmentor/client/cookies'
import { NetworkError, ProblemError } from '@quizmentor/client/failures'
import { addressOf, request } from '@quizmentor/client/request'
import type { Me } from '@quizmentor/contract/identity'
import { routes } from '@quizmentor/contract/routes'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { startTestServer, type TestServer } from '../features/identity/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('the client', () => {
  test('has every route of the contract as a function', () => {
    const client = createClient({ baseUrl: server.url })
    const names = (features: Readonly<Record<string, object>>) =>
      Object.entries(features).flatMap(([feature, all]) =>
        Object.keys(all).map((name) => `${feature}.${name}`),
      )
    expect(names(client)).toEqual(names(routes))
  })

  test('keeps the session, and gives answers with the types of the contract', async () => {
    const { client, user } = await server.signedIn()
    const me = await client.identity.me()
    expectTypeOf(me).toEqualTypeOf<Me>()
    expect(me.user).toEqual(user)
  })

  test('knows at compile time what a call needs', () => {
    const { identity, bank } = createClient({ baseUrl: server.url })
    expectTypeOf(identity.me).toBeCallableWith()
    expectTypeOf(identity.signIn).parameter(0).toHaveProperty('body')
    expectTypeOf<Parameters<typeof identity.signIn>[0]['body']>().toEqualTypeOf<{
      email: string
      password: string
    }>()
    expectTypeOf(bank.listQuestions).toBeCallableWith({
      params: { workspaceId: '1' },
      query: { limit: 20, minDifficulty: 3, search: 'moon' },
    })
    // @ts-expect-error a call without what it needs
    expectTypeOf(bank.listQuestions).toBeCallableWith()
  })

  test('a refusal is a problem, with its code and the place of each fault', async () => {
    const { identity } = server.visitor()
    const failure = await identity
      .signUp({ body: { name: '', email: 'ada@example.org', password: 'a long walk home' } })
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ProblemError)
    expect(failure).toMatchObject({
      status: 400,
      code: 'invalid_input',
      problem: { errors: [{ pointer: '/body/name', code: 'too_small' }] },
    })
  })

  test('a small page calls without loading the contract', async () => {
    const me = await request<Me>(
      { method: 'GET', path: '/api/v1/me' },
      { baseUrl: server.url, cookies: cookieJar() },
    )
    expect(me.user).toBeNull()
    const call = { method: 'GET', path: '/api/v1/join/:code', params: { code: '000000' } } as const
    await expect(request(call, { baseUrl: server.url })).rejects.toBeInstanceOf(ProblemError)
  })
})

describe('an answer that is not understood', () => {
  let odd: Server
  let baseUrl: string

  beforeAll(async () => {
    odd = createServer((received, response) => {
      if (received.url === '/api/v1/me') return response.socket?.destroy()
      response.writeHead(502, { 'content-type': 'text/html', 'retry-after': '7' })
      return response.end('<h1>Bad gateway</h1>')
    })
    baseUrl = await new Promise((resolve) => {
      odd.listen(0, '127.0.0.1', () => {
        const place = odd.address()
        resolve(`http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`)
      })
    })
  })
  afterAll(() => odd.close())

  test('of a proxy is a problem all the same', async () => {
    const { identity } = createClient({ baseUrl })
    await expect(identity.signOut()).rejects.toMatchObject({
      name: 'ProblemError',
      status: 502,
      code: 'unexpected_answer',
      retryAfterSeconds: 7,
    })
  })

  test('a broken connection is another kind of failure', async () => {
    const { identity } = createClient({ baseUrl })
    await expect(identity.me()).rejects.toBeInstanceOf(NetworkError)
  })

  test('who gives up gets no failure of the network', async () => {
    const { identity } = createClient({ baseUrl })
    const given = identity.signOut({ signal: AbortSignal.abort(new Error('left')) })
    await expect(given).rejects.toThrow('left')
  })
})

describe('addresses', () => {
  test('have parameters and queries escaped, and leave out what is not set', () => {
    const path = '/api/v1/things/:id'
    const query = { search: 'a&b=c ü', cursor: undefined, limit: 5 }
    expect(addressOf({ method: 'GET', path, params: { id: '../a/b?c' }, query })).toBe(
      '/api/v1/things/..%2Fa%2Fb%3Fc?search=a%26b%3Dc+%C3%BC&limit=5',
    )
    expect(() => addressOf({ method: 'GET', path })).toThrow('needs the parameter id')
  })
})
