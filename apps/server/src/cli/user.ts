import { roles, type Role } from '@quizmentor/contract/route'
import { randomBytes } from 'node:crypto'
import { text as textOf } from 'node:stream/consumers'
import { passwords } from '../features/identity/password.ts'
import { createUsers } from '../features/identity/users.ts'
import { migrate } from '../platform/database/migrate.ts'
import { OperatorError } from '../platform/failure.ts'
import { type Command, type CommandCall, type Outcome, required, UsageError } from './command.ts'
import { withDatabase } from './database.ts'

/** `quizmentor user create | list | reset-password` */
export const userCommand: Command = {
  takesWords: true,
  summary: 'make accounts, list them, set new passwords',
  usage: 'create | list | reset-password',
  options: {
    email: { type: 'string', help: 'the address the person signs in with' },
    name: { type: 'string', help: 'create: the name others see' },
    role: { type: 'string', help: `create: ${roles.join(', ')} (learner)` },
    'password-stdin': {
      type: 'boolean',
      help: 'read the password from the standard input, instead of making one and showing it',
    },
  },
  run(call) {
    const [action, ...more] = call.words
    const does =
      action !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined
    if (!does || more.length > 0) throw new UsageError('Say create, list or reset-password.')
    return does(call)
  },
}

const actions: Readonly<Record<string, (call: CommandCall) => Promise<Outcome>>> = {
  async create(call) {
    const email = required(call.values, 'email')
    const name = required(call.values, 'name')
    const role = roleOf(call.values['role'])
    const { password, shown } = await passwordFor(call)
    return withUsers(call, async (users) => {
      const user = await users.create({ name, email, password, role })
      return {
        text: `Made an account for ${user.name} (${user.email}), ${role}.${shown}`,
        json: { ...user, role, ...(shown && { password }) },
      }
    })
  },

  list: (call) =>
    withUsers(call, async (users) => {
      const all = await users.list()
      const lines = all.map(({ name, email, memberships }) => {
        const places = memberships.map(({ role, workspaceName }) => `${role} of ${workspaceName}`)
        return `${email}  ${name}  ${places.join(', ')}`
      })
      return { text: lines.join('\n') || 'There are no accounts yet.', json: { users: all } }
    }),

  async 'reset-password'(call) {
    const email = required(call.values, 'email')
    const { password, shown } = await passwordFor(call)
    return withUsers(call, async (users) => {
      const user = await users.resetPassword(email, password)
      return {
        text: `${user.email} has a new password, and is signed out everywhere.${shown}`,
        json: { ...user, ...(shown && { password }) },
      }
    })
  },
}

function withUsers(
  { config, log }: CommandCall,
  work: (users: ReturnType<typeof createUsers>) => Promise<Outcome>,
): Promise<Outcome> {
  return withDatabase(config, log, async ({ pool, kysely }) => {
    await migrate(pool, log)
    const { rowCount } = await pool.query('SELECT FROM workspaces LIMIT 1')
    if (rowCount === 0)
      throw new OperatorError('There is no workspace yet: start the program once, then come back.')
    return work(createUsers(kysely, passwords))
  })
}

function roleOf(value: unknown): Role {
  if (value === undefined) return 'learner'
  const role = roles.find((each) => each === value)
  if (!role) throw new UsageError(`--role is one of ${roles.join(', ')}.`)
  return role
}

/** Not taken from the command line, which every user of the machine can read. */
async function passwordFor({ values }: CommandCall): Promise<{ password: string; shown: string }> {
  if (values['password-stdin'] === true) {
    const password = (await textOf(process.stdin)).replace(/\r?\n$/, '')
    if (password === '') throw new UsageError('The standard input holds no password.')
    return { password, shown: '' }
  }
  const password = randomBytes(15).toString('base64url')
  return { password, shown: `\nThe password, shown this once: ${password}` }
}
