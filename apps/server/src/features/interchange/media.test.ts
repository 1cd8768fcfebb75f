import { readAny } from '@quizmentor/interchange/formats'
import { bytesSource } from '@quizmentor/interchange/source'
import type { ImportReport } from '@quizmentor/contract/interchange'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crc32 } from 'node:zlib'
import { call } from '../../http/test-call.ts'
import { newId } from '../../platform/ids.ts'
import { openDatabase } from '../../platform/sqlite.ts'
import { openBank } from '../bank/service.ts'
import { audit } from '../../platform/audit.ts'
import { startTestServer, type TestServer } from '../identity/test-server.ts'
import { storable } from './media/storable.ts'
import { interchangeFeature } from './routes.ts'
import { importInto } from './service.ts'

let server: TestServer
let topicId: string
beforeAll(async () => {
  server = await startTestServer({
    routes: (db) => interchangeFeature({ db, audit, jobs: { send: () => Promise.resolve() } }),
  })
  topicId = newId()
  const topic = { id: topicId, parentId: null, title: 'Space', description: '', reading: '' }
  await openBank(server.database.kysely).topics.create(server.workspaceId, topic)
})
afterAll(() => server.stop())

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

function png(width: number, height: number, ...more: Buffer[]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', head),
    ...more,
    pngChunk('IDAT', Buffer.from('789c6360000000020001', 'hex')),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

const home = Buffer.from('Comment\0at home, 52.1 N')

/** A photo’s head: turned to the right, and taken at a place. */
function jpeg(): Buffer {
  const tiff = Buffer.from(
    '49492a0008000000' +
      '0200' +
      '120103000100000006000000' +
      '258804000100000026000000' +
      '00000000',
    'hex',
  )
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, home])
  const segment = (marker: number, data: Buffer) =>
    Buffer.concat([Buffer.from([0xff, marker, 0, data.length + 2]), data])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, exif),
    segment(0xfe, home),
    segment(0xc0, Buffer.from('080010002003011100021100031100', 'hex')),
    segment(0xda, Buffer.from('03010002000300003f00', 'hex')),
    Buffer.from([1, 2, 3, 0xff, 0xd9]),
  ])
}

const svg = `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" onload="alert(1)">
  <script>alert(1)</script>
  <style>@import url(https://evil.example/a.css); .a { fill: red }</style>
  <g id="one"><use href="#two"/><circle r="4" onclick="alert(1)" style="fill: url(https://evil.example)"/></g>
  <a xlink:href="javascript:alert(1)"><rect width="1" height="1"/></a>
  <foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject>
  <image href="https://evil.example/pixel.gif" width="1" height="1"/>
  <animate attributeName="href" to="javascript:alert(1)"/>
  <path d="M0 0L9 9" fill="url(#g)"/><text>5 &lt; 6</text>
</svg>`

/** Takes a question in for each of these files, which it shows. */
async function take(files: Readonly<Record<string, Uint8Array>>): Promise<ImportReport> {
  const questions = Object.entries(files).map(([name, bytes], index) => ({
    id: `q-${name}`,
    content: {
      type: 'true_false',
      stem: `Is it this? ![it](media:k${index})`,
      body: {},
      key: { truth: true },
    },
    media: [{ key: `k${index}`, name, data: Buffer.from(bytes).toString('base64') }],
  }))
  const file = Buffer.from(JSON.stringify({ format: 'quizmentor', version: 1, questions }))
  const found = readAny(bytesSource('a.json', file), { format: 'auto', openDatabase })
  return server.database.kysely.transaction().execute((tx) =>
    importInto(tx, found, {
      workspaceId: server.workspaceId,
      userId: null,
      topicId,
      tags: [],
      state: 'published',
      keepCategories: true,
      history: false,
      at: new Date(),
    }),
  )
}

async function stems(): Promise<string[]> {
  const bank = openBank(server.database.kysely)
  const { items } = await bank.questions.list(server.workspaceId, { limit: 100 })
  const questions = await Promise.all(
    items.map(({ id }) => bank.questions.get(server.workspaceId, id)),
  )
  return questions.map(({ content }) => content.stem)
}

describe('files that questions show', () => {
  test('are stored once, and given out by their hash to whoever knows it, inert', async () => {
    const picture = png(3, 2, pngChunk('tEXt', home))
    const report = await take({ 'moon.png': picture, 'the same.png': picture })
    expect(report).toMatchObject({ imported: 2, warningCount: 0 })
    const address = /\((\/api\/[^)]+)\)/.exec((await stems())[0] ?? '')?.[1] ?? ''
    expect(address).toMatch(
      new RegExp(`^/api/v1/workspaces/${server.workspaceId}/media/[0-9a-f]{64}$`),
    )
    const answer = await fetch(server.url + address)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': String(png(3, 2).length),
    })
    // What somebody wrote into it is gone.
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png(3, 2))

    const again = await call(server.url + address, {
      headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
    })
    expect(again).toMatchObject({ status: 304, body: '' })
    const { rows } = await server.database.pool.query('select name from media')
    expect(rows).toHaveLength(1)
  })

  test('aren’t there in another workspace, under another hash or another name', async () => {
    const [hash = ''] = /[0-9a-f]{64}/.exec((await stems())[0] ?? '') ?? []
    const at = (workspaceId: string, name: string) =>
      call(`${server.url}/api/v1/workspaces/${workspaceId}/media/${name}`)
    expect((await at(server.workspaceId, hash)).status).toBe(200)
    expect((await at(newId(), hash)).status).toBe(404)
    expect((await at(server.workspaceId, hash.replaceAll(/./g, '0'))).status).toBe(404)
    for (const name of [hash.toUpperCase(), `${hash}.png`, '..%2f..%2fetc%2fpasswd', "' or 1=1"])
      expect((await at(server.workspaceId, encodeURIComponent(name))).status).toBe(400)
  })

  test('that can’t be taken are told, and their questions come without them', async () => {
    const report = await take({
      'huge.png': png(60_000, 60_000),
      'long.png': Buffer.concat([png(1, 1), Buffer.alloc(10 * 1024 * 1024)]),
      'broken.png': png(1, 1).subarray(0, 12),
      'laughs.svg': Buffer.from(
        '<!DOCTYPE svg [<!ENTITY a "ha">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
      ),
      'page.png': Buffer.from('<html><script>alert(1)</script></html>'),
    })
    expect(report).toMatchObject({ read: 5, imported: 5, skippedCount: 0 })
    expect(report.warnings.map(({ code }) => code)).toEqual(
      [
        'image_too_large',
        'media_too_large',
        'media_damaged',
        'media_unsafe',
        'media_unknown',
      ].filter((code) => report.warnings.some((warning) => warning.code === code)),
    )
    expect(report.warningCount).toBe(5)
    expect((await stems()).filter((stem) => stem.includes('(media:'))).toHaveLength(5)
  })
})

describe('a file as it is stored (attack 58)', () => {
  test('a drawing has shapes and texts, and nothing that acts or fetches', async () => {
    const clean = await storable(Buffer.from(svg), 'a.svg')
    if ('code' in clean) throw new Error(clean.code)
    const text = Buffer.from(clean.bytes).toString()
    expect(clean.type).toBe('image/svg+xml')
    expect(text).not.toMatch(/script|on\w+=|evil|alert|import|foreign|animate|<a\b|<use/i)
    expect(text).toContain('<path d="M0 0L9 9" fill="url(#g)"/><text>5 &lt; 6</text>')
    expect(text).toContain('<circle r="4"/>')
    expect(await storable(Buffer.from(text), 'a.svg')).toEqual(clean)
  })

  test('a photo loses the place where it was taken, not the way it is turned', async () => {
    const photo = await storable(jpeg(), 'a.jpg')
    if ('code' in photo) throw new Error(photo.code)
    const bytes = Buffer.from(photo.bytes)
    expect(bytes.includes('home')).toBe(false)
    expect(bytes.includes('Exif')).toBe(true)
    // Orientation, a short, one of them: 6.
    expect(bytes.includes(Buffer.from('011200030000000100060000', 'hex'))).toBe(true)
    expect(bytes.subarray(-5)).toEqual(jpeg().subarray(-5))
    expect(await storable(bytes, 'a.jpg')).toEqual({ ...photo, bytes })
  })

  test.each([
    ['a web page', '<!DOCTYPE html><html></html>'],
    ['a program', '\x7FELF\x02\x01\x01'],
    ['nothing', ''],
  ])('%s is none', async (_, text) => {
    expect(await storable(Buffer.from(text, 'latin1'), 'a.png')).toMatchObject({
      code: 'media_unknown',
    })
  })
})
