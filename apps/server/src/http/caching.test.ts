import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '../platform/log.ts'
import { isKnown, tagOf } from './conditional.ts'
import type { Callers } from './feature.ts'
import { caching } from './headers.ts'
import { createHttpServer, type HttpServer } from './server.ts'
import { call } from './test-call.ts'

const nobody: Callers = {
  session: async () => null,
  user: async () => null,
  member: async () => null,
  strayed: () => {},
}

const files = {
  'index.html': '<title>app</title>',
  'join.html': '<title>join</title>',
  'sw.js': 'self.skipWaiting()',
  'head.js': 'document.title',
  'offline.html': '<title>off</title>',
  'manifest.webmanifest': '{"name":"app"}',
  'favicon.svg': '<svg/>',
  'icons/app.png': 'png',
  'assets/app-1a2b.js': 'export {}',
  'assets/app-1a2b.js.br': 'compressed',
}
type File = keyof typeof files

let folders: string[] = []
let open: HttpServer[] = []

beforeEach(() => {
  folders = []
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((server) => server.close()))
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))
})

/** A server with a web app, all of whose files were packed at the same moment. */
async function start(changed: Partial<Record<File, string>> = {}, publicUrl?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'quizmentor-web-'))
  folders.push(folder)
  for (const inside of ['assets', 'icons']) await mkdir(join(folder, inside))
  const packedAt = new Date('1985-10-26T08:15:00Z')
  for (const [name, content] of Object.entries({ ...files, ...changed })) {
    await writeFile(join(folder, name), content)
    await utimes(join(folder, name), packedAt, packedAt)
  }
  const server = createHttpServer({
    log: createLog('silent'),
    metrics: new Registry(),
    publicUrl,
    trustedProxies: [],
    webFolder: folder,
    callers: nobody,
    routes: [],
    ready: async () => {},
  })
  open.push(server)
  return server.listen({ host: '127.0.0.1', port: 0 })
}

const page = { accept: 'text/html' }

describe.each([
  ['/', 'whileSame'],
  ['/join', 'whileSame'],
  ['/j/123456', 'whileSame'],
  ['/questions', 'whileSame'],
  ['/sw.js', 'whileSame'],
  ['/head.js', 'whileSame'],
  ['/offline.html', 'whileSame'],
  ['/manifest.webmanifest', 'aWhile'],
  ['/favicon.svg', 'aWhile'],
  ['/icons/app.png', 'aWhile'],
  ['/assets/app-1a2b.js', 'forGood'],
  ['/api/openapi.json', 'aWhile'],
  ['/api/docs', 'aWhile'],
  ['/api/docs/style.css', 'aWhile'],
] as const)('%s', (path, keeping) => {
  test('says how long it is kept, and is not sent again to who has it', async () => {
    const url = await start({}, 'https://quiz.example.org')
    const first = await call(url + path, { headers: page })
    expect(first.status).toBe(200)
    expect(first.headers).toMatchObject(caching[keeping])
    expect(first.headers['set-cookie']).toBeUndefined()
    const tag = first.headers.etag ?? ''
    expect(tag).toMatch(/^(W\/)?"[^"]+"$/)

    for (const method of ['GET', 'HEAD'] as const) {
      const again = await call(url + path, {
        method,
        headers: { ...page, 'if-none-match': `"other", ${tag}` },
      })
      expect(again).toMatchObject({ status: 304, body: '' })
      expect(again.headers).toMatchObject({ ...caching[keeping], etag: tag })
      expect(again.headers['content-length'] ?? '0').toBe('0')
      expect(again.headers['content-type']).toBeUndefined()
    }
    const other = await call(url + path, { headers: { ...page, 'if-none-match': '"other"' } })
    expect(other).toMatchObject({ status: 200, body: first.body })
  })
})

describe('a tag', () => {
  test('is the same on every node, and another one for other bytes of the same size and time', async () => {
    const [one, two] = [await start(), await start()]
    const next = await start({ 'index.html': '<title>new</title>' })
    const tagAt = async (url: string) => (await call(`${url}/`, { headers: page })).headers.etag
    expect(await tagAt(one)).toBe(await tagAt(two))
    expect(await tagAt(one)).not.toBe(await tagAt(next))
  })

  test('follows a file that is replaced while the server runs', async () => {
    const url = await start()
    const before = await call(`${url}/`, { headers: page })
    await writeFile(join(folders[0] ?? '', 'index.html'), '<title>new</title>')
    const after = await call(`${url}/`, {
      headers: { ...page, 'if-none-match': before.headers.etag ?? '' },
    })
    expect(after).toMatchObject({ status: 200, body: '<title>new</title>' })
  })

  test('differs between forms of a file, which caches keep apart', async () => {
    const url = await start()
    const plain = await call(`${url}/assets/app-1a2b.js`)
    const brotli = await call(`${url}/assets/app-1a2b.js`, { headers: { 'accept-encoding': 'br' } })
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(brotli.headers.etag).not.toBe(plain.headers.etag)
    for (const { headers } of [plain, brotli]) expect(headers.vary).toContain('accept-encoding')
  })

  test.each([
    ['"a"', '"a"', true],
    ['"a"', 'W/"a"', true],
    ['W/"a"', '"a"', true],
    ['"a"', '"b", W/"a" , "c"', true],
    ['"a"', '*', true],
    ['"a"', '"b"', false],
    ['"a"', 'a', false],
    ['"a"', '"a,"', false],
    ['"a"', '', false],
  ])('%s compared with %s: %s (RFC 9110, 13.1.2)', (tag, sent, known) => {
    expect(isKnown(tag, sent)).toBe(known)
  })

  test('is of the content', () => {
    expect(tagOf('a')).toBe(tagOf(Buffer.from('a')))
    expect(tagOf('a')).not.toBe(tagOf('b'))
  })
})

describe('nothing is kept', () => {
  test.each([
    ['/health/live', {}],
    ['/health/ready', {}],
    ['/metrics', {}],
    ['/api/v1/nothing', {}],
    ['/api', page],
    ['/assets/gone-0000.js', {}],
    ['/assets/gone-0000.js.map', {}],
    ['/%', {}],
  ])('of %s', async (path, headers) => {
    const url = await start()
    const answer = await call(url + path, { headers })
    expect(answer.headers).toMatchObject(caching.never)
    expect(answer.headers.etag).toBeUndefined()
  })

  test('by networks of a page that names the address it was asked for at', async () => {
    const url = await start()
    const one = await call(`${url}/api/docs`, { headers: { host: 'one.example' } })
    expect(one.headers).toMatchObject({
      'cache-control': 'no-cache',
      'cdn-cache-control': 'no-store',
    })
    const two = await call(`${url}/api/docs`, {
      headers: { host: 'two.example', 'if-none-match': one.headers.etag ?? '' },
    })
    expect(two.status).toBe(200)
  })
})
