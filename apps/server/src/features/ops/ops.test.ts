import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readingHere } from '../../platform/database/replica.ts'
import { newId } from '../../platform/ids.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { startTestServer, type TestServer } from '../identity/test-server.ts'
import { opsFeature } from './routes.ts'

const metrics = createMetrics()
let server: TestServer

beforeAll(async () => {
  server = await startTestServer({
    routes: (db, { firstWorkspaceId }) =>
      opsFeature({
        firstWorkspaceId,
        database: { version: '18.4', kind: 'embedded', read: readingHere(db) },
        mailSends: false,
        metrics,
      }),
  })
})
afterAll(() => server.stop())

async function ownerElsewhere() {
  const person = await server.signedIn()
  const workspaceId = newId()
  await person.client.identity.createWorkspace({ body: { id: workspaceId, name: 'Pub' } })
  return { ...person, workspaceId }
}

describe('mail that is kept', () => {
  test('is read by owners of the first workspace, newest first, page by page', async () => {
    const { client } = await server.signedIn('owner')
    const asked = [await server.signedIn(), await server.signedIn(), await server.signedIn()]
    for (const { user } of asked) {
      await server.visitor().identity.requestPasswordReset({ body: { email: user.email } })
      await expect.poll(() => server.mailsTo(user.email)).toHaveLength(1)
    }
    const params = { workspaceId: server.workspaceId }
    const first = await client.ops.listMails({ params, query: { limit: 2 } })
    const cursor = first.nextCursor ?? ''
    const second = await client.ops.listMails({ params, query: { limit: 2, cursor } })
    const mails = [...first.items, ...second.items]
    expect(mails.map((mail) => mail.recipient)).toEqual(
      asked.map(({ user }) => user.email).toReversed(),
    )
    expect(mails[0]).toMatchObject({ state: 'kept', lastError: null })
    expect(second.nextCursor).toBeNull()
  })

  test('is nothing for owners of other workspaces: it opens accounts', async () => {
    const { client, workspaceId } = await ownerElsewhere()
    await expect(client.ops.listMails({ params: { workspaceId } })).rejects.toMatchObject({
      status: 403,
    })
  })
})

describe('the audit log', () => {
  test('says who did what in a workspace, and nothing of another', async () => {
    const { client, user, workspaceId } = await ownerElsewhere()
    await ownerElsewhere()
    const { items } = await client.ops.listAudit({ params: { workspaceId } })
    expect(items).toMatchObject([
      { actor: user.name, action: 'workspace.made', details: { name: 'Pub' } },
    ])
  })

  test('a cursor that no page gave is refused', async () => {
    const { client, workspaceId } = await ownerElsewhere()
    for (const cursor of ['x', 'WyJ4Il0', "' or 1=1 --"])
      await expect(
        client.ops.listAudit({ params: { workspaceId }, query: { cursor } }),
      ).rejects.toMatchObject({ status: 400 })
  })
})

describe('the status', () => {
  test('tells admins of the first workspace how the server does', async () => {
    const { client } = await server.signedIn('admin')
    metrics.sockets.set({ audience: 'player' }, 3)
    metrics.sockets.set({ audience: 'host' }, 1)
    const status = await client.ops.status({ params: { workspaceId: server.workspaceId } })
    expect(status).toMatchObject({
      node: process.version,
      database: { version: '18.4', embedded: true },
      jobs: { waiting: 0, failed: 0 },
      mail: 'kept',
      games: 0,
      sockets: 4,
    })
    expect(status.database.bytes).toBeGreaterThan(1_000_000)
    expect(status.migrations).toBeGreaterThan(3)
  })

  test('is nothing for admins of other workspaces', async () => {
    const { client, workspaceId } = await ownerElsewhere()
    await expect(client.ops.status({ params: { workspaceId } })).rejects.toMatchObject({
      status: 403,
    })
  })
})
