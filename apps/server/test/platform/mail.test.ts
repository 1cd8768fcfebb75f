import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createJobs, type Jobs } from '../../src/platform/jobs/jobs.ts'
import { createLog } from '../../src/platform/log.ts'
import { createMail, type Mail } from '../../src/platform/mail/mail.ts'
import { smtpCarrier } from '../../src/platform/mail/smtp.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'
import { startSmtpServer } from './smtp-server.ts'

const message = { to: 'ada@example.org', subject: 'Übung', text: 'Open https://x.test/once/s3cret' }

describe('mail', () => {
  let database: TestDatabase
  let server: Awaited<ReturnType<typeof startSmtpServer>>
  let jobs: Jobs
  let logged: string

  beforeEach(async () => {
    database = await createTestDatabase()
    server = await startSmtpServer()
    logged = ''
  })
  afterEach(async () => {
    await jobs.stop()
    await server.stop()
    await database.drop()
  })

  async function open({ withServer }: { withServer: boolean }): Promise<Mail> {
    const destination = new Writable({
      write(line, _, next) {
        logged += String(line)
        next()
      },
    })
    const log = createLog('trace', destination)
    jobs = createJobs({ connectionString: database.url }, log, createMetrics())
    const carrier = smtpCarrier(server.url, 'QuizMentor <quiz@example.org>')
    const mail = createMail(database.kysely, jobs, log, withServer ? carrier : undefined)
    await jobs.start({ work: true })
    return mail
  }

  const states = () =>
    database.kysely.selectFrom('mails').select(['state', 'attempts', 'last_error']).execute()

  it('reaches the mail server as it was written', async () => {
    const mail = await open({ withServer: true })
    expect(mail.sends).toBe(true)
    await mail.send(message)
    await expect.poll(() => server.received.length).toBe(1)
    expect(server.received[0]).toMatchObject({ from: 'quiz@example.org', to: ['ada@example.org'] })
    expect(server.received[0]?.source).toContain('Open https://x.test/once/s3cret')
    await expect.poll(states).toEqual([{ state: 'sent', attempts: 1, last_error: null }])
  })

  it('is kept, not lost, when the server turns it away, and sent later', async () => {
    const mail = await open({ withServer: true })
    server.refuse(1)
    await mail.send(message)
    await expect.poll(states).toMatchObject([{ state: 'waiting', attempts: 1 }])
    expect((await states())[0]?.last_error).toContain('come back later')
  })

  it('without a server waits for an administrator', async () => {
    const mail = await open({ withServer: false })
    expect(mail.sends).toBe(false)
    await mail.send(message)
    expect(await states()).toEqual([{ state: 'kept', attempts: 0, last_error: null }])
    expect(logged).toContain('/admin/mail')
  })

  it('leaves neither its text nor the whole address in the log', async () => {
    const mail = await open({ withServer: true })
    server.refuse(1)
    await mail.send(message)
    await expect.poll(states).toMatchObject([{ attempts: 1 }])
    expect(logged).not.toContain('s3cret')
    expect(logged).not.toContain('ada@example.org')
  })

  it('goes to one address, whatever characters it is made of', async () => {
    const mail = await open({ withServer: true })
    await mail.send({
      ...message,
      to: 'ada@example.org, eve@example.org',
      subject: 'a\r\nBcc: eve@x.test',
    })
    await expect.poll(async () => (await states())[0]?.attempts).toBe(1)
    const [received] = server.received
    expect(received?.to ?? []).not.toContain('eve@example.org')
    expect(received?.source ?? '').not.toMatch(/^Bcc:/m)
  })

  it('in a transaction that is rolled back was never written', async () => {
    const mail = await open({ withServer: true })
    const abandoned = database.kysely.transaction().execute(async (tx) => {
      await mail.send(message, tx)
      throw new Error('changed my mind')
    })
    await expect(abandoned).rejects.toThrow('changed my mind')
    expect(await states()).toEqual([])
  })
})
