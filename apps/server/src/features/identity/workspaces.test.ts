import type { Client } from '@quizmentor/client/client'
import { type Role, roles } from '@quizmentor/contract/route'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newId } from '../../platform/ids.ts'
import type { AccessEnded } from './access-ended.ts'
import { startTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** Acts of a workspace as its log has them, newest first. */
function audited(workspaceId: string) {
  return server.database.kysely
    .selectFrom('audit_log')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('id', 'desc')
    .execute()
}

/** A workspace of one's own, with a member of each role. */
async function workspace() {
  const owner = await server.signedIn()
  const workspaceId = newId()
  await owner.client.identity.createWorkspace({ body: { id: workspaceId, name: 'School' } })
  const join = async (role: Role) => {
    const person = await server.signedIn()
    await server.database.kysely
      .insertInto('people')
      .values({ workspace_id: workspaceId, user_id: person.user.id, role })
      .execute()
    return { ...person, role }
  }
  return { workspaceId, owner, join }
}

const roleIn = async (workspaceId: string, userId: string) =>
  (
    await server.database.kysely
      .selectFrom('people')
      .select('role')
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
  )?.role

describe('workspaces', () => {
  test('who makes one owns it; sent again it is made once', async () => {
    const { client, user } = await server.signedIn()
    const body = { id: newId(), name: 'Pub' }
    const first = await client.identity.createWorkspace({ body })
    expect(first).toEqual({ workspaceId: body.id, workspaceName: 'Pub', role: 'owner' })
    expect(await client.identity.createWorkspace({ body })).toEqual(first)
    const { memberships } = await client.identity.me()
    expect(memberships.filter((place) => place.workspaceId === body.id)).toEqual([first])
    const log = await audited(body.id)
    expect(log).toMatchObject([{ action: 'workspace.made', actor_id: user.id }])
  })

  test('an id that somebody else took is refused', async () => {
    const { workspaceId } = await workspace()
    const { client } = await server.signedIn()
    const body = { id: workspaceId, name: 'Mine now' }
    await expect(client.identity.createWorkspace({ body })).rejects.toMatchObject({
      status: 409,
      code: 'id_taken',
    })
  })
})

describe('members', () => {
  test('are listed by address, page by page, and found by name or address', async () => {
    const { workspaceId, owner, join } = await workspace()
    const people = [owner, await join('author'), await join('learner'), await join('learner')]
    const addresses = people.map(({ user }) => user.email).toSorted()
    const params = { workspaceId }
    const found: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 3, ...(cursor !== undefined && { cursor }) }
      const page = await owner.client.identity.listMembers({ params, query })
      found.push(...page.items.map((item) => item.email))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(found).toEqual(addresses)

    const search = people[2]?.user.name.slice(0, 8).toUpperCase() ?? ''
    const { items } = await owner.client.identity.listMembers({ params, query: { search } })
    expect(items).toMatchObject([{ userId: people[2]?.user.id, role: 'learner' }])
    const wild = await owner.client.identity.listMembers({ params, query: { search: '%' } })
    expect(wild.items).toEqual([])
  })

  test('a name with half a character is refused, not a fault', async () => {
    const { client } = await server.signedIn()
    await expect(
      client.identity.createWorkspace({ body: { id: newId(), name: 'Pub \ud800' } }),
    ).rejects.toMatchObject({ status: 400, code: 'invalid_input' })
  })

  test('a search with a character that can not be stored is refused, not a fault', async () => {
    const { workspaceId, owner } = await workspace()
    const query = { search: 'a\u0000b' }
    await expect(
      owner.client.identity.listMembers({ params: { workspaceId }, query }),
    ).rejects.toMatchObject({ status: 400 })
  })

  test('a list never shows people of another workspace (attack 16)', async () => {
    const { workspaceId, owner } = await workspace()
    const other = await workspace()
    await other.join('learner')
    const { items } = await owner.client.identity.listMembers({ params: { workspaceId } })
    expect(items.map((item) => item.userId)).toEqual([owner.user.id])
  })

  test('a new role counts at once, and is in the log with before and after', async () => {
    const { workspaceId, owner, join } = await workspace()
    const person = await join('learner')
    const params = { workspaceId, userId: person.user.id }
    await expect(
      person.client.identity.listInvitations({ params: { workspaceId } }),
    ).rejects.toMatchObject({ status: 403 })
    const changed = await owner.client.identity.changeRole({ params, body: { role: 'admin' } })
    expect(changed).toMatchObject({ userId: person.user.id, role: 'admin' })
    await person.client.identity.listInvitations({ params: { workspaceId } })
    const [entry] = await audited(workspaceId)
    expect(entry).toMatchObject({
      action: 'member.role_changed',
      actor_id: owner.user.id,
      subject: person.user.id,
      details: { from: 'learner', to: 'admin' },
    })
    expect(entry?.ip_address).toMatch(/^10\./)
    expect(entry?.request_id).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('nobody gives a role above their own', async () => {
    const { workspaceId, join } = await workspace()
    const [admin, learner] = [await join('admin'), await join('learner')]
    for (const { user } of [admin, learner])
      await expect(
        admin.client.identity.changeRole({
          params: { workspaceId, userId: user.id },
          body: { role: 'owner' },
        }),
      ).rejects.toMatchObject({ status: 403 })
  })

  test('nobody takes from somebody above them', async () => {
    const { workspaceId, owner, join } = await workspace()
    const { client } = await join('admin')
    const params = { workspaceId, userId: owner.user.id }
    const demotion = client.identity.changeRole({ params, body: { role: 'learner' } })
    await expect(demotion).rejects.toMatchObject({ status: 403 })
    await expect(client.identity.removeMember({ params })).rejects.toMatchObject({ status: 403 })
    expect(await roleIn(workspaceId, owner.user.id)).toBe('owner')
  })

  test('the last owner stays, also when two leave at once', async () => {
    const { workspaceId, owner, join } = await workspace()
    const alone = { workspaceId, userId: owner.user.id }
    await expect(owner.client.identity.removeMember({ params: alone })).rejects.toMatchObject({
      status: 409,
      code: 'last_owner',
    })
    const second = await join('owner')
    const leave = ({ client, user }: typeof owner) =>
      client.identity.removeMember({ params: { workspaceId, userId: user.id } })
    const outcomes = await Promise.allSettled([leave(owner), leave(second)])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('who is removed is out at once, and what they left has no name', async () => {
    const { workspaceId, owner, join } = await workspace()
    const person = await join('admin')
    const params = { workspaceId, userId: person.user.id }
    await person.client.identity.listMembers({ params: { workspaceId } })
    const ended: AccessEnded[] = []
    const stop = server.identity.accessEnded.on((it) => ended.push(it))
    await owner.client.identity.removeMember({ params })
    stop()
    expect(ended).toEqual([{ kind: 'member', userId: person.user.id, workspaceId }])
    await expect(
      person.client.identity.listMembers({ params: { workspaceId } }),
    ).rejects.toMatchObject({ status: 404 })
    const rows = await server.database.kysely
      .selectFrom('people')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('user_id', 'is', null)
      .execute()
    expect(rows).toMatchObject([{ role: null }])
  })

  test('somebody of another workspace is nobody here (attack 13)', async () => {
    const { owner, workspaceId } = await workspace()
    const { user } = await server.signedIn()
    const params = { workspaceId, userId: user.id }
    await expect(owner.client.identity.removeMember({ params })).rejects.toMatchObject({
      status: 404,
    })
    await expect(
      owner.client.identity.changeRole({ params, body: { role: 'owner' } }),
    ).rejects.toMatchObject({ status: 404 })
  })

  test('a stranger who tries is in the log of the workspace, once (attack 14)', async () => {
    const { workspaceId } = await workspace()
    const { client, user } = await server.signedIn()
    const params = { workspaceId }
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(client.identity.listMembers({ params })).rejects.toMatchObject({ status: 404 })
    await vi.waitFor(async () => {
      const strays = (await audited(workspaceId)).filter(({ actor_id }) => actor_id === user.id)
      expect(strays).toMatchObject([{ action: 'workspace.entry_refused' }])
    })
  })

  test('a fault in the middle leaves neither the change nor its log entry', async () => {
    const { workspaceId, owner, join } = await workspace()
    const person = await join('learner')
    const before = await audited(workspaceId)
    await server.database.pool.query(
      `create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no'; end $$;
       create trigger refuse before insert on audit_log for each row execute function refuse()`,
    )
    const params = { workspaceId, userId: person.user.id }
    const change = owner.client.identity.changeRole({ params, body: { role: 'author' } })
    await expect(change).rejects.toMatchObject({ status: 500 })
    await server.database.pool.query('drop trigger refuse on audit_log; drop function refuse')
    expect(await roleIn(workspaceId, person.user.id)).toBe('learner')
    expect(await audited(workspaceId)).toEqual(before)
  })
})

describe('invitations', () => {
  async function invite(client: Client, workspaceId: string, role: Role = 'author') {
    const body = { id: newId(), role }
    return client.identity.createInvitation({ params: { workspaceId }, body })
  }

  test('a link invites whoever has it, once', async () => {
    const { workspaceId, owner } = await workspace()
    const { token, url } = await invite(owner.client, workspaceId)
    expect(url).toBe(`${server.url}/invite/${token}`)
    const guest = await server.signedIn()
    const shown = await server.visitor().identity.showInvitation({ body: { token } })
    expect(shown).toMatchObject({ workspaceName: 'School', role: 'author' })
    const membership = await guest.client.identity.acceptInvitation({ body: { token } })
    expect(membership).toEqual({ workspaceId, workspaceName: 'School', role: 'author' })

    const second = await server.signedIn()
    const { identity } = second.client
    for (const attempt of [identity.acceptInvitation, identity.showInvitation])
      await expect(attempt({ body: { token } })).rejects.toMatchObject({ status: 404 })
    const acts = (await audited(workspaceId)).map((entry) => entry.action)
    expect(acts.slice(0, 2)).toEqual(['invitation.accepted', 'invitation.made'])
  })

  test('accepted by two at once, a link works for one', async () => {
    const { workspaceId, owner } = await workspace()
    const { token } = await invite(owner.client, workspaceId)
    const guests = [await server.signedIn(), await server.signedIn()]
    const outcomes = await Promise.allSettled(
      guests.map(({ client }) => client.identity.acceptInvitation({ body: { token } })),
    )
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('nobody invites to a role above their own', async () => {
    const { workspaceId, join } = await workspace()
    const { client } = await join('admin')
    await expect(invite(client, workspaceId, 'owner')).rejects.toMatchObject({ status: 403 })
    await invite(client, workspaceId, 'admin')
  })

  test('a link is worth no more than whoever made it is by then', async () => {
    const { workspaceId, owner, join } = await workspace()
    const admin = await join('admin')
    const [forAdmin, forLearner] = [
      await invite(admin.client, workspaceId, 'admin'),
      await invite(admin.client, workspaceId, 'learner'),
    ]
    const params = { workspaceId, userId: admin.user.id }
    const { client } = await server.signedIn()
    await owner.client.identity.changeRole({ params, body: { role: 'host' } })
    const tooMuch = client.identity.acceptInvitation({ body: { token: forAdmin.token } })
    await expect(tooMuch).rejects.toMatchObject({ status: 404 })
    await owner.client.identity.removeMember({ params })
    const ofNobody = client.identity.acceptInvitation({ body: { token: forLearner.token } })
    await expect(ofNobody).rejects.toMatchObject({ status: 404 })
  })

  test('revoked or a week old, a link does not work (attack 20)', async () => {
    const { workspaceId, owner } = await workspace()
    const revoked = await invite(owner.client, workspaceId)
    const params = { workspaceId, invitationId: revoked.invitation.id }
    await owner.client.identity.revokeInvitation({ params })
    const old = await invite(owner.client, workspaceId)
    const days = Date.parse(old.invitation.expiresAt) - Date.parse(old.invitation.createdAt)
    expect(Math.round(days / 86_400_000)).toBe(7)
    await server.database.kysely
      .updateTable('invitations')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('id', '=', old.invitation.id)
      .execute()
    const { client } = await server.signedIn()
    for (const { token } of [revoked, old])
      await expect(client.identity.acceptInvitation({ body: { token } })).rejects.toMatchObject({
        status: 404,
      })
    const { items } = await owner.client.identity.listInvitations({ params: { workspaceId } })
    expect(items.map((item) => item.state)).toEqual(['expired', 'revoked'])
  })

  test('are listed newest first, page by page, each once', async () => {
    const { workspaceId, owner } = await workspace()
    const made: string[] = []
    for (let index = 0; index < 5; index++)
      made.unshift((await invite(owner.client, workspaceId)).invitation.id)
    const found: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 2, ...(cursor !== undefined && { cursor }) }
      const page = await owner.client.identity.listInvitations({ params: { workspaceId }, query })
      found.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(found).toEqual(made)
  })

  test('revoking one of another workspace: 404, and it still works', async () => {
    const { workspaceId, owner } = await workspace()
    const { token, invitation } = await invite(owner.client, workspaceId)
    const other = await workspace()
    const params = { workspaceId: other.workspaceId, invitationId: invitation.id }
    await expect(other.owner.client.identity.revokeInvitation({ params })).rejects.toMatchObject({
      status: 404,
    })
    await server.visitor().identity.showInvitation({ body: { token } })
  })

  test('for one address it is mailed there, and nobody else may use it', async () => {
    const { workspaceId, owner } = await workspace()
    const guest = await server.signedIn()
    const body = { id: newId(), role: 'host' as const, email: guest.user.email }
    const { token, url } = await owner.client.identity.createInvitation({
      params: { workspaceId },
      body,
    })
    expect((await server.mailsTo(guest.user.email)).join()).toContain(url)
    const stranger = await server.signedIn()
    await expect(
      stranger.client.identity.acceptInvitation({ body: { token } }),
    ).rejects.toMatchObject({ status: 403, code: 'other_address' })
    await guest.client.identity.acceptInvitation({ body: { token } })
  })

  test('sent again with the same id there is one invitation, and the newer link works', async () => {
    const { workspaceId, owner } = await workspace()
    const input = { params: { workspaceId }, body: { id: newId(), role: 'host' as const } }
    const first = await owner.client.identity.createInvitation(input)
    const second = await owner.client.identity.createInvitation(input)
    expect(second.invitation.id).toBe(first.invitation.id)
    const { identity } = server.visitor()
    await identity.showInvitation({ body: { token: second.token } })
    await expect(identity.showInvitation({ body: { token: first.token } })).rejects.toMatchObject({
      status: 404,
    })
  })

  test('who is a member already keeps the higher role', async () => {
    const { workspaceId, owner, join } = await workspace()
    const [author, learner] = [await join('author'), await join('learner')]
    for (const [person, invited, expected] of [
      [author, 'learner', 'author'],
      [learner, 'host', 'host'],
    ] as const) {
      const { token } = await invite(owner.client, workspaceId, invited)
      const { role } = await person.client.identity.acceptInvitation({ body: { token } })
      expect(role).toBe(expected)
    }
  })

  test('tokens are not stored', async () => {
    const { workspaceId, owner } = await workspace()
    const { token } = await invite(owner.client, workspaceId)
    const rows = await server.database.pool.query('select i::text from invitations i')
    expect(JSON.stringify(rows.rows)).not.toContain(token)
  })
})

describe('the first start', () => {
  test('prints a link that makes the owner, once; a later start prints a new one', async () => {
    const fresh = await startTestServer()
    try {
      const tokenOf = (url: string | null) => url?.split('/setup/')[1] ?? ''
      const later = await fresh.identity.ensureFirstWorkspace()
      const old = tokenOf(fresh.setupUrl)
      const token = tokenOf(later.setupUrl)
      expect(later.workspaceId).toBe(fresh.workspaceId)

      const client = fresh.visitor()
      const person = { name: 'Ada', email: 'ada@example.org', password: 'a long walk home' }
      const claim = (which: string) =>
        client.identity.claimOwnership({ body: { ...person, token: which } })
      await expect(claim(old)).rejects.toMatchObject({ code: 'link_invalid' })
      const { memberships } = await claim(token)
      expect(memberships).toMatchObject([{ workspaceId: fresh.workspaceId, role: 'owner' }])
      expect((await client.identity.me()).user?.email).toBe(person.email)
      await expect(claim(token)).rejects.toMatchObject({ code: 'link_invalid' })
      expect(await fresh.identity.ensureFirstWorkspace()).toEqual({
        workspaceId: fresh.workspaceId,
        setupUrl: null,
      })
      expect(fresh.logged()).not.toContain(token)
    } finally {
      await fresh.stop()
    }
  })

  test('two nodes that start together make one workspace', async () => {
    const fresh = await startTestServer()
    try {
      const starts = await Promise.all(
        Array.from({ length: 4 }, () => fresh.identity.ensureFirstWorkspace()),
      )
      expect(new Set(starts.map((start) => start.workspaceId)).size).toBe(1)
      const { rows } = await fresh.database.pool.query('select id from workspaces')
      expect(rows).toHaveLength(1)
    } finally {
      await fresh.stop()
    }
  })
})

describe('the operator', () => {
  test.each(roles)('makes an account as %s that can sign in', async (role) => {
    const { client, user } = await server.signedIn(role)
    const { memberships } = await client.identity.me()
    expect(memberships).toMatchObject([{ workspaceId: server.workspaceId, role }])
    const listed = (await server.users.list()).find(({ id }) => id === user.id)
    expect(listed?.memberships).toEqual([{ workspaceName: 'QuizMentor', role }])
  })

  test('is told when an address is taken or unknown', async () => {
    const { user } = await server.signedIn()
    const again = server.users.create({ ...user, password: 'a long walk home' })
    await expect(again).rejects.toThrow(`${user.email} has an account already.`)
    await expect(server.users.resetPassword('x@example.org', 'a long walk home')).rejects.toThrow(
      'There is no such account as x@example.org here.',
    )
  })
})
