import { createClient } from '@quizmentor/client/client'
import { cookieJar, type Cookies } from '@quizmentor/client/cookies'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from '../../http/test-call.ts'
import type { AccessEnded } from './access-ended.ts'
import { cheapPasswords, startTestServer, type TestServer } from './test-server.ts'

const password = 'a long walk home'
let server: TestServer

describe('accounts without mail', () => {
  /** How often a password was hashed or compared. */
  let derived = 0

  beforeAll(async () => {
    server = await startTestServer({
      identity: {
        passwords: {
          hash: (text) => (derived++, cheapPasswords.hash(text)),
          verify: (text, hash) => (derived++, cheapPasswords.verify(text, hash)),
        },
      },
    })
  })
  afterAll(() => server.stop())

  test('who signs up can sign in at once, as a learner of the first workspace', async () => {
    const client = server.visitor()
    const email = 'ada@example.org'
    await client.identity.signUp({ body: { name: 'Ada', email: 'Ada@Example.org', password } })
    const me = await client.identity.signIn({ body: { email, password } })
    expect(me.user).toMatchObject({ name: 'Ada', email })
    expect(me.memberships).toMatchObject([{ workspaceId: server.workspaceId, role: 'learner' }])
    expect(await client.identity.me()).toEqual(me)
    await client.identity.signOut()
    expect(await client.identity.me()).toEqual({ user: null, memberships: [] })
  })

  test('a known and an unknown address get the same answer for the same work (attack 2)', async () => {
    const { user } = await server.signedIn()
    const answerTo = async (path: string, body: object) => {
      const before = derived
      const answer = await call(`${server.url}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const said = answer.body.replace(/"requestId":"[^"]+"/, '')
      return { status: answer.status, said, hashes: derived - before }
    }
    const unknown = 'nobody@example.org'
    for (const [path, more] of [
      ['sign-in', { password: 'not the password' }],
      ['password-reset', {}],
      ['sign-up', { name: 'Eve', password: 'not the password' }],
    ] as const)
      expect(await answerTo(path, { email: user.email, ...more }), path).toEqual(
        await answerTo(path, { email: unknown, ...more }),
      )
  })

  test('signing up with a known address changes nothing of its account', async () => {
    const { user, password: own } = await server.signedIn()
    const { identity } = server.visitor()
    const { email } = user
    await identity.signUp({ body: { name: 'Eve', email, password: 'taken over by me' } })
    const stolen = identity.signIn({ body: { email, password: 'taken over by me' } })
    await expect(stolen).rejects.toMatchObject({ status: 401 })
    expect((await identity.signIn({ body: { email, password: own } })).user).toEqual(user)
  })

  test.each([
    ['short', 'tiny pass'],
    ['short in letters, long in bytes', '🦊🦊🦊🦊🦊🦊🦊🦊🦊'],
    ['one of the most used', 'qwertyuiop'],
    ['a common word dressed up', 'P@ssw0rd2026!'],
    ['the same again and again', 'abcabcabcabc'],
    ['of spaces', '          '],
    ['their own address', 'grace.hopper'],
  ])('a password that is %s is refused (attack 3)', async (_, common) => {
    const { identity } = server.visitor()
    const body = { name: 'Grace', email: 'grace.hopper@example.org', password: common }
    await expect(identity.signUp({ body })).rejects.toMatchObject({
      status: 400,
      problem: { errors: [{ pointer: '/body/password' }] },
    })
  })

  test.each([
    ['long', 'x1y2z3 '.repeat(36)],
    ['with spaces at its ends', '  keep my spaces  '],
    ['in other scripts', 'Привет, 世界 und Öl'],
    ['in composed and decomposed letters', 'cafe\u0301 or caf\u00e9'],
  ])('a password %s is kept as it was typed (attack 3)', async (_, typed) => {
    const { identity } = server.visitor()
    const email = `verbatim-${Buffer.from(typed).toString('hex').slice(0, 20)}@example.org`
    await identity.signUp({ body: { name: 'V', email, password: typed } })
    await identity.signIn({ body: { email, password: typed } })
    for (const other of [typed.trim(), typed.normalize('NFC'), typed.toLowerCase()])
      if (other !== typed)
        await expect(identity.signIn({ body: { email, password: other } })).rejects.toThrow()
  })

  test('signing in begins a new session and ends the one before (attack 4)', async () => {
    const { user, password: own } = await server.signedIn()
    const [cookies, client] = withCookies()
    await client.identity.signIn({ body: { email: user.email, password: own } })
    const before = cookies.header()
    await client.identity.signIn({ body: { email: user.email, password: own } })
    expect(cookies.header()).not.toBe(before)
    expect((await meWith(before)).user).toBeNull()
    expect((await meWith(cookies.header())).user).toEqual(user)
  })

  test('the session cookie is for HTTP alone and for this site alone (attack 10)', async () => {
    const { user, password: own } = await server.signedIn()
    const answer = await call(`${server.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: user.email, password: own }),
    })
    const cookies = answer.headers['set-cookie'] ?? []
    expect(cookies).toHaveLength(1)
    for (const cookie of cookies) expect(cookie).toMatch(/; HttpOnly.*; SameSite=Lax/)
  })

  test('a copied cookie is worth nothing after signing out (attack 5)', async () => {
    const { user, password: own } = await server.signedIn()
    const [cookies, client] = withCookies()
    await client.identity.signIn({ body: { email: user.email, password: own } })
    const copied = cookies.header()
    expect((await meWith(copied)).user).toEqual(user)
    const ended = endings(server)
    await client.identity.signOut()
    expect((await meWith(copied)).user).toBeNull()
    expect(ended().map(({ kind }) => kind)).toEqual(['session'])
  })

  test('changing the password ends all other sessions (attack 5)', async () => {
    const { user, client, password: own } = await server.signedIn()
    const [elsewhere, other] = withCookies()
    await other.identity.signIn({ body: { email: user.email, password: own } })
    expect((await meWith(elsewhere.header())).user).toEqual(user)

    const ended = endings(server)
    await client.identity.changePassword({ body: { current: own, password: 'another long walk' } })
    expect((await meWith(elsewhere.header())).user).toBeNull()
    expect((await client.identity.me()).user).toEqual(user)
    expect(ended()).toEqual([{ kind: 'user', userId: user.id }])
    const withOld = client.identity.signIn({ body: { email: user.email, password: own } })
    await expect(withOld).rejects.toMatchObject({ status: 401 })
  })

  test('changing the password asks for the current one (attack 11)', async () => {
    const { client } = await server.signedIn()
    const body = { current: 'a wild guess', password: 'another long walk' }
    await expect(client.identity.changePassword({ body })).rejects.toMatchObject({
      status: 403,
      code: 'wrong_password',
    })
  })

  test('sessions ended by another process end here too (attack 5)', async () => {
    const { user, client } = await server.signedIn()
    const sessions = await server.database.kysely
      .selectFrom('sessions')
      .select('id')
      .where('user_id', '=', user.id)
      .execute()
    const ids = sessions.map((session) => session.id)
    expect(await server.identity.livingSessions(ids)).toEqual(ids)
    await server.users.resetPassword(user.email, 'set by the operator')
    expect(await server.identity.livingSessions(ids)).toEqual([])
    await expect.poll(async () => (await client.identity.me()).user, { timeout: 5000 }).toBeNull()
  })

  test.each([
    ['edited', (cookie: string) => cookie.replace(/=./, '=z')],
    ['without a signature', (cookie: string) => cookie.split('.').slice(0, 2).join('.')],
    ['with a signature of nothing', (cookie: string) => `${cookie.slice(0, -48)}.AAAA`],
    ['of another secret', () => 'quizmentor.session_token=abc.aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ='],
    ['that is no cookie', () => 'quizmentor.session_token=%E0%A4%A'],
    ['that is empty', () => 'quizmentor.session_token='],
  ])('a session cookie %s: 401 (attack 8)', async (_, forge) => {
    const { user, password: own } = await server.signedIn()
    const [cookies, client] = withCookies()
    await client.identity.signIn({ body: { email: user.email, password: own } })
    const good = cookies.header()
    expect(await statusOfWrite(good)).toBe(400)
    expect(await statusOfWrite(forge(good))).toBe(401)
  })

  test('an expired session: 401 (attack 8)', async () => {
    const { user, password: own } = await server.signedIn()
    const [cookies, client] = withCookies()
    await client.identity.signIn({ body: { email: user.email, password: own } })
    await server.database.kysely
      .updateTable('sessions')
      .set({ expires_at: new Date(0) })
      .where('user_id', '=', user.id)
      .execute()
    expect(await statusOfWrite(cookies.header())).toBe(401)
  })

  test('a session that is used lasts longer again', async () => {
    const { user, client } = await server.signedIn()
    const { kysely } = server.database
    const inTwentyDays = new Date(Date.now() + 20 * 86_400_000)
    await kysely
      .updateTable('sessions')
      .set({ expires_at: inTwentyDays })
      .where('user_id', '=', user.id)
      .execute()
    await client.identity.me()
    const { expires_at } = await kysely
      .selectFrom('sessions')
      .select('expires_at')
      .where('user_id', '=', user.id)
      .executeTakeFirstOrThrow()
    expect(expires_at.getTime()).toBeGreaterThan(inTwentyDays.getTime())
  })

  test.each(['role', 'workspaceId', 'emailVerified', 'id', 'constructor'])(
    'a sign-up with the extra field %s changes nothing (attack 15)',
    async (field) => {
      const body = { name: 'X', email: `x-${field.toLowerCase()}@example.org`, password }
      const answer = await call(`${server.url}/api/v1/sign-up`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, [field]: 'owner' }),
      })
      expect(answer.status).toBe(400)
      const made = await server.database.kysely
        .selectFrom('users')
        .select('id')
        .where('email', '=', body.email)
        .execute()
      expect(made).toEqual([])
    },
  )
})

describe('wrong passwords (attack 1)', () => {
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  const signIn = (email: string, guess: string, address: string) =>
    call(`${server.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ email, password: guess }),
    })

  test('ten for an account, from wherever, even at once: then 429', async () => {
    const { user, password: own } = await server.signedIn()
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, index) => signIn(user.email, 'wrong', `203.0.113.${index}`)),
    )
    const statuses = guesses.map((guess) => guess.status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(4)
    const right = await signIn(user.email, own, '203.0.113.200')
    expect(right.status).toBe(429)
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(800)
  })

  test('an unknown address is held up like a known one', async () => {
    const statuses = []
    for (let index = 0; index < 11; index++)
      statuses.push((await signIn('nobody@example.org', 'wrong', `203.0.113.${index}`)).status)
    expect(statuses.at(-1)).toBe(429)
  })

  test('a right password starts the count anew', async () => {
    const { user, password: own } = await server.signedIn()
    for (let index = 0; index < 9; index++) await signIn(user.email, 'wrong', '198.51.100.1')
    expect((await signIn(user.email, own, '198.51.100.1')).status).toBe(200)
    expect((await signIn(user.email, 'wrong', '198.51.100.1')).status).toBe(401)
    expect((await signIn(user.email, own, '198.51.100.1')).status).toBe(200)
  })

  test('a hundred from an address, over many accounts: then 429, all of an IPv6 network alike', async () => {
    const guess = (index: number) =>
      signIn(`n${index}@example.org`, 'wrong', `2001:db8:1:2::${index.toString(16)}`)
    const statuses = []
    for (let index = 0; index < 100; index++) statuses.push((await guess(index)).status)
    expect(new Set(statuses)).toEqual(new Set([401]))
    expect((await guess(100)).status).toBe(429)
    expect((await signIn('n100@example.org', 'wrong', '2001:db8:1:3::1')).status).toBe(401)
  })
})

describe('resetting a password (attack 6)', () => {
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  async function resetToken(email: string): Promise<string> {
    const before = (await server.mailsTo(email)).length
    await server.visitor().identity.requestPasswordReset({ body: { email } })
    await expect.poll(async () => (await server.mailsTo(email)).length).toBe(before + 1)
    const text = (await server.mailsTo(email)).at(-1) ?? ''
    return /reset-password\/([\w-]+)/.exec(text)?.[1] ?? ''
  }

  test('the link of the mail sets a new password, once, and ends all sessions', async () => {
    const { user, client } = await server.signedIn()
    const token = await resetToken(user.email)
    const { identity } = server.visitor()
    const body = { token, password: 'a brand new one' }
    const ended = endings(server)
    await identity.resetPassword({ body })
    expect(ended()).toEqual([{ kind: 'user', userId: user.id }])
    expect((await client.identity.me()).user).toBeNull()
    const again = { token, password: 'yet another one' }
    await expect(identity.resetPassword({ body: again })).rejects.toMatchObject({
      code: 'link_invalid',
    })
    await identity.signIn({ body: { email: user.email, password: body.password } })
  })

  test('used by two at once, a link works for one', async () => {
    const { user } = await server.signedIn()
    const token = await resetToken(user.email)
    const tries = ['this is the first', 'this is the second'].map((next) =>
      server.visitor().identity.resetPassword({ body: { token, password: next } }),
    )
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('a used link ends the other links of the same account', async () => {
    const { user } = await server.signedIn()
    const [first, second] = [await resetToken(user.email), await resetToken(user.email)]
    const { identity } = server.visitor()
    await identity.resetPassword({ body: { token: second, password: 'a brand new one' } })
    const old = identity.resetPassword({ body: { token: first, password: 'a brand new two' } })
    await expect(old).rejects.toMatchObject({ code: 'link_invalid' })
  })

  test('a link of half an hour ago does not work', async () => {
    const { user } = await server.signedIn()
    const token = await resetToken(user.email)
    const { kysely } = server.database
    const row = await kysely
      .selectFrom('verifications')
      .selectAll()
      .where('value', '=', user.id)
      .executeTakeFirstOrThrow()
    const minutes = (row.expires_at.getTime() - row.created_at.getTime()) / 60_000
    expect(Math.round(minutes)).toBe(30)
    await kysely
      .updateTable('verifications')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('id', '=', row.id)
      .execute()
    const body = { token, password: 'a brand new one' }
    await expect(server.visitor().identity.resetPassword({ body })).rejects.toMatchObject({
      code: 'link_invalid',
    })
  })

  test('a link is for one account, and is neither stored nor logged', async () => {
    const { user } = await server.signedIn()
    const { user: other, password: own } = await server.signedIn()
    const token = await resetToken(user.email)
    await server.visitor().identity.resetPassword({ body: { token, password: 'a brand new one' } })
    await server.visitor().identity.signIn({ body: { email: other.email, password: own } })

    const unused = await resetToken(other.email)
    const rows = await server.database.kysely.selectFrom('verifications').selectAll().execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(unused)
    for (const secret of [token, unused, own, 'a brand new one'])
      expect(server.logged()).not.toContain(secret)
  })

  test('nobody fills a mailbox of somebody else: five mails an hour, the same answer', async () => {
    const { user } = await server.signedIn()
    const stranger = server.visitor()
    for (let index = 0; index < 8; index++)
      await stranger.identity.requestPasswordReset({ body: { email: user.email } })
    const other = await server.signedIn()
    await stranger.identity.requestPasswordReset({ body: { email: other.user.email } })
    await expect.poll(() => server.mailsTo(other.user.email)).toHaveLength(1)
    await expect.poll(() => server.mailsTo(user.email)).toHaveLength(5)
  })

  test('the mail leads to this server, whatever host the request names', async () => {
    const { user } = await server.signedIn()
    await call(`${server.url}/api/v1/password-reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'evil.example' },
      body: JSON.stringify({ email: user.email }),
    })
    await expect.poll(() => server.mailsTo(user.email)).toHaveLength(1)
    const [text] = await server.mailsTo(user.email)
    expect(text).toContain(`${server.url}/reset-password/`)
    expect(text).not.toContain('evil')
  })
})

describe('accounts with mail', () => {
  beforeAll(async () => {
    server = await startTestServer({
      identity: { confirmsAddresses: true },
      http: { publicUrl: 'https://quiz.example.org' },
    })
  })
  afterAll(() => server.stop())

  const confirmToken = (text = '') => /verify-email\/([\w-]+)/.exec(text)?.[1] ?? ''

  test('an address is confirmed before it can sign in', async () => {
    const { identity } = server.visitor()
    const email = 'ada@example.org'
    await identity.signUp({ body: { name: 'Ada', email, password } })
    const early = identity.signIn({ body: { email, password } })
    await expect(early).rejects.toMatchObject({ status: 401, code: 'wrong_password' })

    const [text] = await server.mailsTo(email)
    expect(text).toContain('https://quiz.example.org/verify-email/')
    const body = { token: confirmToken(text) }
    await identity.verifyEmail({ body })
    expect((await identity.signIn({ body: { email, password } })).user?.email).toBe(email)
    await expect(identity.verifyEmail({ body })).rejects.toMatchObject({ code: 'link_invalid' })
  })

  test('the owner of a known address is told, and nobody else', async () => {
    const { user } = await server.signedIn()
    const { identity } = server.visitor()
    await identity.signUp({ body: { name: 'Eve', email: user.email, password } })
    const [text] = await server.mailsTo(user.email)
    expect(text).toContain('You have one')
    expect(text).toContain(user.name)
    expect(confirmToken(text)).toBe('')
  })

  test('who tried first with an address of somebody else gains nothing when they confirm', async () => {
    const { identity } = server.visitor()
    const email = 'victim@example.org'
    await identity.signUp({ body: { name: 'Eve', email, password: 'the attacker knows' } })
    await identity.signUp({ body: { name: 'Vic', email, password } })
    const [, own] = await server.mailsTo(email)
    await identity.verifyEmail({ body: { token: confirmToken(own) } })
    const stolen = identity.signIn({ body: { email, password: 'the attacker knows' } })
    await expect(stolen).rejects.toMatchObject({ status: 401 })
    expect((await identity.signIn({ body: { email, password } })).user?.name).toBe('Vic')
  })

  test('cookies are for TLS alone (attack 10)', async () => {
    const { user, password: own } = await server.signedIn()
    const answer = await call(`${server.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: user.email, password: own }),
    })
    for (const cookie of answer.headers['set-cookie'] ?? [])
      expect(cookie).toMatch(/^__Secure-.*; HttpOnly; Secure/)
    expect(answer.headers['set-cookie']).toHaveLength(1)
  })
})

function withCookies() {
  const cookies = cookieJar()
  return [cookies, createClient({ baseUrl: server.url, cookies })] as const
}

function meWith(cookie: string) {
  const cookies: Cookies = { header: () => cookie, store: () => {} }
  return createClient({ baseUrl: server.url, cookies }).identity.me()
}

/** Of a call that a signed-in user may make, with a body that has faults. */
async function statusOfWrite(cookie: string): Promise<number> {
  const address = { 'x-forwarded-for': `198.51.100.${Math.floor(Math.random() * 256)}` }
  const headers = { 'content-type': 'application/json', cookie, ...address }
  const answer = await call(`${server.url}/api/v1/workspaces`, {
    method: 'POST',
    headers,
    body: '{}',
  })
  return answer.status
}

function endings({ identity }: TestServer): () => AccessEnded[] {
  const seen: AccessEnded[] = []
  const stop = identity.accessEnded.on((ended) => seen.push(ended))
  return () => {
    stop()
    return seen
  }
}
