import { route } from '@quizmentor/contract/route'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pg from 'pg'
import { Registry } from 'prom-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestDatabase } from '../../test/test-database.ts'
import { createLog } from '../platform/log.ts'
import { type Callers, implement, type MountedRoute } from './feature.ts'
import { notFound, Problem } from './problem.ts'
import { createHttpServer, type HttpServer, type HttpServerOptions } from './server.ts'
import { call, callRaw } from './test-call.ts'

const ada = { id: '0199a0f2-7c1e-7a44-9d3b-2f6f0c1d8e55', name: 'Ada', email: 'ada@example.org' }

/** Whoever has a cookie is Ada. */
const callers: Callers = {
  session: async (headers) => (headers.has('cookie') ? { id: 'one', user: ada } : null),
  user: async (headers) => (headers.has('cookie') ? ada : null),
  member: async () => null,
  strayed: () => {},
}

const echo = z.strictObject({ text: z.string().max(40) })
const routes = {
  echo: route({
    method: 'POST',
    path: '/api/v1/echo',
    access: 'anyone',
    summary: 'Echo',
    body: echo,
    answer: echo,
  }),
  address: route({
    method: 'GET',
    path: '/api/v1/address',
    access: 'anyone',
    summary: 'Address',
    answer: z.object({ address: z.string(), id: z.string() }),
  }),
  fails: route({
    method: 'GET',
    path: '/api/v1/fails',
    access: 'anyone',
    summary: 'Fails',
    answer: z.object({}),
  }),
  missing: route({
    method: 'GET',
    path: '/api/v1/missing',
    access: 'anyone',
    summary: 'Missing',
    answer: z.object({}),
  }),
  seldom: route({
    method: 'GET',
    path: '/api/v1/seldom',
    access: 'anyone',
    summary: 'Seldom',
    answer: z.object({}),
    perMinute: 2,
  }),
  leaks: route({
    method: 'GET',
    path: '/api/v1/leaks',
    access: 'user',
    summary: 'Leaks',
    answer: z.object({ name: z.string() }),
  }),
  cookie: route({
    method: 'POST',
    path: '/api/v1/cookie',
    access: 'anyone',
    summary: 'Cookie',
    answer: z.object({}),
  }),
}

const mounted = implement(routes, {
  echo: async ({ body }) => body,
  address: async ({ address, requestId }) => ({ address, id: requestId }),
  fails: async () => {
    throw new Error('the secret is in /etc/passwd')
  },
  missing: async () => {
    throw notFound('thing')
  },
  seldom: async () => ({}),
  leaks: async ({ caller }) => ({ ...caller.user, passwordHash: 'x' }),
  cookie: async ({ setCookie }) => {
    setCookie('a=1; HttpOnly')
    return {}
  },
})

let open: HttpServer[] = []
let logged: string[] = []
let webFolder: string

beforeEach(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'quizmentor-web-'))
})

afterEach(async () => {
  await Promise.all(open.map((server) => server.close()))
  await rm(webFolder, { recursive: true })
  open = []
  logged = []
})

async function start(
  options: Partial<HttpServerOptions> = {},
  prepare: (server: HttpServer) => void = () => {},
) {
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString())
      done()
    },
  })
  const server = createHttpServer({
    log: createLog('info', destination),
    metrics: new Registry(),
    publicUrl: undefined,
    trustedProxies: [],
    webFolder,
    callers,
    routes: mounted,
    ready: async () => {},
    ...options,
  })
  open.push(server)
  prepare(server)
  return { server, url: await server.listen({ host: '127.0.0.1', port: 0 }) }
}

const json = { 'content-type': 'application/json' }

describe('problems', () => {
  test.each([
    ['an unknown address', '/api/v1/nothing', {}, 404, 'not_found'],
    ['a wrong method', '/api/v1/echo', {}, 404, 'not_found'],
    ['a problem of a feature', '/api/v1/missing', {}, 404, 'not_found'],
    ['no sign-in', '/api/v1/leaks', {}, 401, 'not_signed_in'],
    ['an address with broken escapes', '/api/v1/%E0%A4%A', {}, 400, 'bad_address'],
    [
      'bad JSON',
      '/api/v1/echo',
      { method: 'POST', headers: json, body: '{"text":' },
      400,
      'invalid_json',
    ],
    ['no JSON', '/api/v1/echo', { method: 'POST', headers: json, body: '' }, 400, 'invalid_json'],
    [
      'another media type',
      '/api/v1/echo',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"text":"a"}' },
      415,
      'unsupported_media_type',
    ],
    [
      'a form',
      '/api/v1/echo',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'text=a',
      },
      415,
      'unsupported_media_type',
    ],
    [
      'too large a body',
      '/api/v1/echo',
      { method: 'POST', headers: json, body: JSON.stringify({ text: 'a'.repeat(1_100_000) }) },
      413,
      'too_large',
    ],
    [
      'a field that is not in the contract',
      '/api/v1/echo',
      { method: 'POST', headers: json, body: '{"text":"a","role":"owner"}' },
      400,
      'invalid_input',
    ],
    [
      'a prototype in the body',
      '/api/v1/echo',
      { method: 'POST', headers: json, body: '{"text":"a","__proto__":{"role":"owner"}}' },
      400,
      'invalid_json',
    ],
  ])('%s is answered as a problem', async (_, path, sent, status, code) => {
    const { url } = await start()
    const answer = await call(url + path, sent)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json).toMatchObject({
      type: 'about:blank',
      status,
      code,
      requestId: answer.headers['x-request-id'],
    })
  })

  test('faults in the input have the place of each', async () => {
    const { url } = await start()
    const body = JSON.stringify({ text: 1, 'a/b': 2 })
    const answer = await call(`${url}/api/v1/echo`, { method: 'POST', headers: json, body })
    expect(answer.json).toMatchObject({
      errors: [
        { pointer: '/body/text', code: 'invalid_type' },
        { pointer: '/body/a~1b', code: 'unrecognized_keys' },
      ],
    })
  })

  test('an unexpected error gives its id away and nothing else', async () => {
    const { url } = await start()
    const answer = await call(`${url}/api/v1/fails`)
    expect(answer.status).toBe(500)
    expect(answer.json).toMatchObject({ code: 'internal_error' })
    expect(answer.body).not.toContain('secret')
    const id = String(answer.headers['x-request-id'])
    expect(logged.filter((line) => line.includes(id) && line.includes('secret'))).toHaveLength(1)
  })

  test('asking to come back later is no fault, and no error in the log', async () => {
    const later = new Problem(503, 'crowded', 'Come back in a moment.', { retryAfterSeconds: 1 })
    const { url } = await start({
      routes: [{ name: 'fails', route: routes.fails, handle: () => Promise.reject(later) }],
    })
    expect(await call(`${url}/api/v1/fails`)).toMatchObject({ status: 503 })
    expect(logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
  })

  test('a database connection that broke is no fault here: 503, and when to come back', async () => {
    const database = await createTestDatabase('empty')
    const client = new pg.Client({ connectionString: database.url })
    client.on('error', () => {})
    await client.connect()
    await client.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => {})
    await client.query('SELECT 1').catch(() => {})
    const { url } = await start({
      routes: [{ name: 'fails', route: routes.fails, handle: () => client.query('SELECT 1') }],
    })
    const answer = await call(`${url}/api/v1/fails`)
    expect(answer).toMatchObject({ status: 503, json: { code: 'unavailable' } })
    expect(answer.headers['retry-after']).toBe('1')
    await database.drop()
  })

  test('a full disk is told as that: 507, in words', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    const { url } = await start({
      routes: [{ name: 'fails', route: routes.fails, handle: () => Promise.reject(full) }],
    })
    expect(await call(`${url}/api/v1/fails`)).toMatchObject({
      status: 507,
      json: { code: 'storage_full', detail: expect.stringContaining('no room left') },
    })
  })

  test('keys that the contract does not declare never leave the server', async () => {
    const { url } = await start()
    const answer = await call(`${url}/api/v1/leaks`, { headers: { cookie: 'a=b' } })
    expect(answer.json).toEqual({ name: 'Ada' })
  })
})

describe('routes', () => {
  const declared = routes.address
  const mountedAs = (changes: object): MountedRoute[] => [
    { name: 'address', route: { ...declared, ...changes }, handle: async () => ({}) },
  ]

  test('the server refuses to start with a route that does not say who may call it', async () => {
    await expect(start({ routes: mountedAs({ access: undefined }) })).rejects.toThrow(
      'address (GET /api/v1/address) does not say who may call it',
    )
  })

  test('the server refuses to start with a role that no workspace gives', async () => {
    await expect(start({ routes: mountedAs({ access: 'author' }) })).rejects.toThrow(
      'its path names no workspace',
    )
  })

  test('past its limit a route answers 429 and when to come back', async () => {
    const { url } = await start()
    const statuses = []
    for (let index = 0; index < 3; index++)
      statuses.push((await call(`${url}/api/v1/seldom`)).status)
    expect(statuses).toEqual([200, 200, 429])
    const refused = await call(`${url}/api/v1/seldom`)
    expect(refused.json).toMatchObject({ code: 'too_many' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await call(`${url}/api/v1/address`)).status).toBe(200)
  })

  test('past the general limit a client that runs wild is held up, by user or address', async () => {
    const { url } = await start({ generalLimit: { user: 1, address: 1 } })
    const asAda = { headers: { cookie: 'a=b' } }
    expect((await call(`${url}/api/v1/address`)).status).toBe(200)
    expect((await call(`${url}/api/v1/address`)).status).toBe(429)
    expect((await call(`${url}/api/v1/address`, asAda)).status).toBe(200)
    expect((await call(`${url}/api/v1/address`, asAda)).status).toBe(429)
  })
})

describe('requests from other sites (attacks 40, 41)', () => {
  const post = (headers: Record<string, string>) => ({
    method: 'POST',
    headers: { ...json, ...headers },
    body: '{"text":"a"}',
  })

  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['the origin of a document without one', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a browser that says the page is of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a browser that says the page is of a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('%s is refused where it would change something', async (_, headers) => {
    const { url } = await start()
    const answer = await call(`${url}/api/v1/echo`, post(headers))
    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({ code: 'cross_site' })
  })

  test('own pages and programs without a browser may change things', async () => {
    const { url } = await start()
    const own = { origin: url, 'sec-fetch-site': 'same-origin' }
    expect((await call(`${url}/api/v1/echo`, post(own))).status).toBe(200)
    expect((await call(`${url}/api/v1/echo`, post({}))).status).toBe(200)
  })

  test('behind QUIZMENTOR_URL its origin counts, whatever Host is sent', async () => {
    const { url } = await start({ publicUrl: 'https://quiz.example.org' })
    const right = post({ origin: 'https://quiz.example.org' })
    const wrong = post({ origin: 'https://evil.example', host: 'evil.example' })
    expect((await call(`${url}/api/v1/echo`, right)).status).toBe(200)
    expect((await call(`${url}/api/v1/echo`, wrong)).status).toBe(403)
  })

  test('no foreign origin is told that it may read answers', async () => {
    const { url } = await start()
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await call(`${url}/api/v1/address`, { method, headers })
      const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))
      expect(cors).toEqual([])
    }
  })
})

describe('headers (attacks 10, 42, 46)', () => {
  test.each(['/', '/api/v1/address', '/api/v1/nothing', '/health/live', '/api/docs', '/%E0%A4%A'])(
    '%s says what browsers must not do with it',
    async (path) => {
      const { url } = await start()
      const { headers } = await call(url + path, { headers: { accept: 'text/html' } })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      })
      expect(headers['permissions-policy']).toContain('camera=()')
      expect(headers['strict-transport-security']).toBeUndefined()
    },
  )

  test('answers of the API are not stored, whatever an address looks like', async () => {
    await writeFile(join(webFolder, 'index.html'), '<title>app</title>')
    const { url } = await start()
    for (const path of ['/api/v1/address', '/api/v1/leaks/x.css', '/api/v1/leaks%2fx.css', '/api'])
      expect((await call(url + path)).headers['cache-control']).toBe('no-store')
    expect((await call(`${url}/%61pi/v1/address`)).headers['cache-control']).toBe('no-store')
    const tricks = ['/assets/..%2fapi/v1/address', '//api/v1/address', '/API/v1/address']
    for (const path of tricks) expect((await call(url + path)).body).not.toContain('127.0.0.1')
  })

  test('over TLS cookies are secure and the browser is told to stay there', async () => {
    const { url } = await start({ publicUrl: 'https://quiz.example.org' })
    const { headers } = await call(`${url}/api/v1/cookie`, { method: 'POST' })
    expect(headers['set-cookie']).toEqual(['a=1; HttpOnly; Secure'])
    expect(headers['strict-transport-security']).toContain('max-age=')
  })
})

describe('forwarded headers (attack 44)', () => {
  const headers = {
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-proto': 'https',
    'x-request-id': 'from-the-proxy-1',
  }

  test('are ignored from anybody', async () => {
    const { url } = await start()
    const answer = await call(`${url}/api/v1/address`, { headers })
    expect(answer.json).toMatchObject({ address: '127.0.0.1' })
    expect(answer.headers['x-request-id']).not.toBe('from-the-proxy-1')
    expect(answer.headers['strict-transport-security']).toBeUndefined()
  })

  test('are believed from a trusted proxy', async () => {
    const { url } = await start({ trustedProxies: ['loopback'] })
    const answer = await call(`${url}/api/v1/address`, { headers })
    expect(answer.json).toEqual({ address: '203.0.113.9', id: 'from-the-proxy-1' })
    expect(answer.headers['strict-transport-security']).toContain('max-age=')
  })

  test('a request id that is not well formed is not taken over', async () => {
    const { url } = await start({ trustedProxies: ['127.0.0.1'] })
    const forged = { 'x-request-id': 'a b"} {"level":"fatal"' }
    const answer = await call(`${url}/api/v1/address`, { headers: forged })
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('what is no HTTP (attack 45)', () => {
  test.each([
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd'],
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['an odd encoding', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a space before the colon', 'Content-Length : 4\r\n\r\nabcd'],
    ['a bare line feed', 'X-A: 1\nContent-Length: 4\r\n\r\nabcd'],
  ])('%s: 400, and the connection ends', async (_, rest) => {
    const { url } = await start()
    const smuggled = 'GET /api/v1/address HTTP/1.1\r\nHost: a\r\n\r\n'
    const head = 'POST /api/v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
    const answer = await callRaw(url, `${head}${rest}${smuggled}`)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('application/problem+json')
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })
})

test('two Host headers, of which a proxy may believe the other one, are refused (attack 45)', async () => {
  const { url } = await start()
  const request = 'GET /api/v1/address HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n'
  const answer = await callRaw(url, request)
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).toContain('application/problem+json')
})

describe('health and metrics', () => {
  test('a node whose database is away is live but not ready', async () => {
    const ready = async () => {
      throw new Error('ECONNREFUSED 10.0.0.7')
    }
    const { url } = await start({ ready })
    expect((await call(`${url}/health/live`)).status).toBe(200)
    const answer = await call(`${url}/health/ready`)
    expect(answer.status).toBe(503)
    expect(answer.body).not.toContain('10.0.0.7')
  })

  test('a node that drains is not ready, and ends connections with their next answer', async () => {
    const { server, url } = await start()
    expect((await call(`${url}/health/ready`)).status).toBe(200)
    server.drain()
    const answer = await call(`${url}/health/ready`, { headers: { connection: 'keep-alive' } })
    expect(answer.status).toBe(503)
    expect(answer.json).toMatchObject({ code: 'draining' })
    expect(answer.headers.connection).toBe('close')
    expect((await call(`${url}/api/v1/address`)).status).toBe(200)
  })

  test('a request that is being answered when the server closes is answered', async () => {
    const arrived = Promise.withResolvers<void>()
    const go = Promise.withResolvers<void>()
    const slow = implement(
      { echo: routes.echo },
      {
        async echo({ body }) {
          arrived.resolve()
          await go.promise
          return body
        },
      },
    )
    const { server, url } = await start({ routes: slow })
    const body = '{"text":"in time"}'
    const answer = call(`${url}/api/v1/echo`, { method: 'POST', headers: json, body })
    await arrived.promise
    server.drain()
    const closed = server.close()
    go.resolve()
    expect((await answer).json).toEqual({ text: 'in time' })
    await closed
    await expect(call(`${url}/health/live`)).rejects.toThrow('ECONNREFUSED')
  })

  test('metrics are for this machine, called directly (attack 21)', async () => {
    const { url } = await start()
    await call(`${url}/api/v1/address?secret=1`)
    const answer = await call(`${url}/metrics`)
    expect(answer.body).toMatch(
      /quizmentor_http_request_duration_seconds_count\{.*route="\/api\/v1\/address".*\} 1/,
    )
    const forwarded = [
      { 'x-forwarded-for': '203.0.113.9' },
      { forwarded: 'for=203.0.113.9' },
      { via: '1.1 proxy' },
      { 'x-real-ip': '127.0.0.1' },
      { host: 'rebound.example' },
    ]
    for (const headers of forwarded)
      expect((await call(`${url}/metrics`, { headers })).status).toBe(404)
  })

  test('the log has a line for each request, without query, body or header (attack 54)', async () => {
    const { url } = await start()
    await call(`${url}/api/v1/echo?token=hidden1`, {
      method: 'POST',
      headers: { ...json, cookie: 'c=hidden2' },
      body: '{"text":"hidden3"}',
    })
    await call(`${url}/api/v1/leaks`, { headers: { cookie: 'c=hidden5' } })
    await call(`${url}/setup/hidden4`, { headers: { accept: 'text/html' } })
    const lines = logged.map((line): unknown => JSON.parse(line))
    expect(lines).toContainEqual(
      expect.objectContaining({ route: '/api/v1/echo', method: 'POST', status: 400 }),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({ route: '/api/v1/leaks', status: 200, userId: ada.id }),
    )
    expect(logged.join('')).not.toContain('hidden')
  })
})

describe('the web app', () => {
  beforeEach(async () => {
    await mkdir(join(webFolder, 'assets'))
    await writeFile(join(webFolder, 'index.html'), '<title>app</title>')
    await writeFile(join(webFolder, 'join.html'), '<title>join</title>')
    await writeFile(join(webFolder, 'assets', 'app-1a2b.js'), 'export {}')
  })
  const page = { headers: { accept: 'text/html,*/*' } }

  test.each([
    ['/', 'app'],
    ['/questions/new', 'app'],
    ['/setup/abc', 'app'],
    ['/join', 'join'],
    ['/j/123456', 'join'],
    ['/play/0199a0f2', 'join'],
    ['/join?code=123456', 'join'],
    ['/joined', 'app'],
  ])('%s opens the %s page, which is asked for anew each time', async (path, title) => {
    const { url } = await start()
    const answer = await call(url + path, page)
    expect(answer.status).toBe(200)
    expect(answer.body).toBe(`<title>${title}</title>`)
    expect(answer.headers['cache-control']).toBe('no-cache')
  })

  test('files with a hash in their name are kept for good', async () => {
    const { url } = await start()
    const answer = await call(`${url}/assets/app-1a2b.js`)
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['content-type']).toContain('javascript')
  })

  test('a file that is not there is no page', async () => {
    const { url } = await start()
    expect((await call(`${url}/assets/old-0000.js`)).status).toBe(404)
    expect((await call(`${url}/api/v1/nothing`, page)).status).toBe(404)
    expect((await call(`${url}/questions`, { method: 'POST', ...page })).status).toBe(404)
  })

  test.each([
    '//evil.example/%2e%2e',
    '/\\evil.example',
    '/%5cevil.example/',
    '/..%2f..%2fpackage.json',
    '/assets/../../package.json',
    '/?next=https://evil.example',
  ])('%s neither leaves the site nor the folder (attack 43)', async (path) => {
    const { url } = await start()
    const answer = await call(url + path, page)
    expect(answer.status).not.toBeGreaterThan(499)
    expect(answer.headers.location).toBeUndefined()
    expect(answer.body).not.toContain('"name"')
  })

  test('without a build a page says how to make one', async () => {
    await rm(webFolder, { recursive: true })
    await mkdir(webFolder)
    const { url } = await start()
    const answer = await call(`${url}/`, page)
    expect(answer.status).toBe(503)
    expect(answer.json).toMatchObject({ code: 'web_app_missing' })
  })
})

describe('documentation', () => {
  test('is there for programs and for people', async () => {
    const { url } = await start()
    const document = await call(`${url}/api/openapi.json`)
    expect(document.headers['content-type']).toContain('application/json')
    expect(document.json).toMatchObject({ openapi: '3.1.1', servers: [{ url: '/' }] })
    const page = await call(`${url}/api/docs`)
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.body).toContain(`${url}/api/v1/sign-in`)
    expect((await call(`${url}/api/docs/style.css`)).headers['content-type']).toContain('text/css')
  })

  test('an odd host is no markup in it', async () => {
    const { url } = await start()
    const page = await call(`${url}/api/docs`, { headers: { host: '"><script>alert(1)</script>' } })
    expect(page.body).not.toContain('<script')
  })
})

describe('sockets', () => {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket' }

  function startWithSocket(check: () => void = () => {}) {
    return start({}, ({ onUpgrade }) => {
      onUpgrade('/api/v1/live', async ({ take }) => {
        check()
        take().socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\nhello')
      })
    })
  }

  const handshake = (headers: Record<string, string>) =>
    Object.entries({ host: 'quiz.test', ...upgrade, ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')

  test('a handshake of an own page is handed over', async () => {
    const { url } = await startWithSocket()
    const headers = handshake({ origin: 'http://quiz.test' })
    const answer = await callRaw(url, `GET /api/v1/live HTTP/1.1\r\n${headers}\r\n`)
    expect(answer).toContain('hello')
  })

  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no origin', {}],
    ['an origin that is none', { origin: 'null' }],
  ])('a handshake with %s: 403 (attack 39)', async (_, origin) => {
    const { url } = await startWithSocket()
    const answer = await callRaw(url, `GET /api/v1/live HTTP/1.1\r\n${handshake(origin)}\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 403 /)
    expect(answer).toContain('"code":"cross_site"')
  })

  test('what goes wrong before the handshake is an ordinary problem', async () => {
    const { url } = await startWithSocket(() => {
      throw new Problem(429, 'too_many', 'Wait.', { retryAfterSeconds: 3 })
    })
    const headers = handshake({ origin: 'http://quiz.test' })
    const answer = await callRaw(url, `GET /api/v1/live HTTP/1.1\r\n${headers}\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 429 /)
    expect(answer).toMatch(/retry-after: 3/i)
  })

  test('an ordinary request is told that this is for sockets', async () => {
    const { url } = await startWithSocket()
    expect((await call(`${url}/api/v1/live`)).status).toBe(426)
  })

  test('an upgrade that nobody takes is an ordinary request', async () => {
    const { url } = await startWithSocket()
    const headers = handshake({ origin: 'http://quiz.test' })
    const answer = await callRaw(url, `GET /health/live HTTP/1.1\r\n${headers}\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  })
})
