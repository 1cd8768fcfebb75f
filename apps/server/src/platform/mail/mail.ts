import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/schema.ts'
import { newId } from '../ids.ts'
import { job } from '../jobs/job.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Log } from '../log.ts'

export interface Message {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Hands a message over to whoever carries it; rejects when that can't be done now. */
export type Carrier = (message: Message & { id: string }) => Promise<void>

export interface Mail {
  /** Whether messages leave the program; else an administrator reads them to people. */
  readonly sends: boolean
  /** Writes the message down; it is delivered soon after, and again if that fails. */
  send(message: Message, within?: Kysely<Database>): Promise<void>
}

const deliverMail = job('deliver-mail', z.object({ id: z.uuid() }), {
  limit: 8,
  firstAfter: 15,
  atMost: 3600,
  missedAfter: 30,
})

/** Mail by the carrier; without one, messages are kept for an administrator to read. */
export function createMail(
  db: Kysely<Database>,
  jobs: Jobs,
  log: Log,
  carrier: Carrier | undefined,
): Mail {
  if (carrier) jobs.handle(deliverMail, async ({ id }, { last }) => deliver(db, id, carrier, last))

  return {
    sends: carrier !== undefined,
    async send({ to, subject, text }, within) {
      const id = newId()
      const state = carrier ? 'waiting' : 'kept'
      const mail = { id, recipient: to, subject, body: text, state } as const
      const write = async (tx: Kysely<Database>) => {
        await tx.insertInto('mails').values(mail).execute()
        if (carrier) await jobs.send(deliverMail, { id }, { within: tx })
      }
      await (within ? write(within) : db.transaction().execute(write))
      if (!carrier)
        log.info({ to: veiled(to) }, 'no SMTP_URL: a mail waits to be read at /admin/mail')
    },
  }
}

async function deliver(db: Kysely<Database>, id: string, carrier: Carrier, last: boolean) {
  const mail = await db
    .selectFrom('mails')
    .select(['recipient', 'subject', 'body'])
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!mail) return

  const tried = db
    .updateTable('mails')
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
  try {
    await carrier({ id, to: mail.recipient, subject: mail.subject, text: mail.body })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    await tried.set({ last_error: reason, state: last ? 'failed' : 'waiting' }).execute()
    // The mail server's words may repeat the address: they stay in the table, out of the log.
    // oxlint-disable-next-line preserve-caught-error
    throw new Error(`the mail ${id} could not be delivered`)
  }
  await tried.set({ last_error: null, state: 'sent', sent_at: new Date() }).execute()
}

/** `a…@example.org`: enough to recognise one's own address. */
function veiled(address: string): string {
  const [name = '', domain = ''] = address.split('@')
  return `${name.slice(0, 1)}…@${domain}`
}
