import { z } from 'zod'
import { readAddress } from './platform/database/address.ts'

/** What a node does: answer requests, run live games, work off jobs. */
const roles = ['api', 'live', 'worker'] as const
export type Role = (typeof roles)[number]

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

/** Everything the program is told from outside, checked. */
export interface Config {
  host: string
  /** 0 lets the operating system choose a free port. */
  port: number
  dataFolder: string
  /** The address people use, without a trailing slash; unset: the address listened on. */
  publicUrl: string | undefined
  roles: readonly Role[]
  /** A PostgreSQL server of one's own; unset: the embedded one. */
  databaseUrl: string | undefined
  /** A server that follows that of `databaseUrl`, for reports; unset: reports read from the same. */
  databaseReplicaUrl: string | undefined
  /** What nodes share quickly and may lose; unset: nothing but PostgreSQL. */
  redisUrl: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  /** Signs sessions; unset: made once and kept in the data folder. */
  secret: string | undefined
  /** Addresses and networks whose forwarded headers are believed. */
  trustedProxies: readonly string[]
  /** How many may join one live game from one network address. */
  playersPerAddress: number
  logLevel: LogLevel
  /** Variables that are set and valid, but that this version does nothing with. */
  unused: readonly string[]
}

export type Environment = Readonly<Record<string, string | undefined>>

interface Variable<T> {
  schema: z.ZodType<T>
  expected: string
  example: string
  /** A secret's value is never repeated in a message. */
  secret?: true
}

/** One sentence per wrong variable: its name, what was expected, an example. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

const guessable = /^(change[-_ ]?me|secret|password|default|example|quizmentor|test)|^(.)\2*$/i

const address = (protocols: RegExp) =>
  z.string().refine((value) => URL.canParse(value) && protocols.test(new URL(value).protocol), {
    abort: true,
  })

const database = z.string().refine((value) => readAddress(value) !== undefined, { abort: true })

const list = <T extends string>(item: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item).min(1))

const text: Variable<string> = { schema: z.string(), expected: 'a text', example: 'text' }

const network = /^([0-9a-f:.]+(\/\d{1,3})?|loopback|linklocal|uniquelocal)$/i

const variables = {
  PORT: {
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().max(65_535)),
    expected: 'a whole number from 0 to 65535 (0 takes any free port)',
    example: '3000',
  },
  HOST: {
    schema: z.string().regex(/^[\w.:%-]+$/),
    expected: 'an address or name of this machine (0.0.0.0 listens on all of them)',
    example: '127.0.0.1',
  },
  QUIZMENTOR_DATA: {
    schema: z.string().min(1),
    expected: 'the folder that keeps the data',
    example: './data',
  },
  QUIZMENTOR_URL: {
    schema: address(/^https?:$/)
      .refine((value) => new URL(value).pathname === '/' && new URL(value).search === '')
      .transform((value) => new URL(value).origin),
    expected: 'the address people use, http or https, without a path',
    example: 'https://quiz.example.org',
  },
  QUIZMENTOR_ROLES: {
    schema: list(z.enum(roles)).refine((value) => new Set(value).size === value.length),
    expected: 'one or more of api, live, worker, separated by commas',
    example: 'api,live,worker',
  },
  QUIZMENTOR_SECRET: {
    schema: z
      .string()
      .min(32)
      .refine((value) => !guessable.test(value)),
    expected: 'at least 32 random characters that nobody can guess',
    example: 'the output of: openssl rand -base64 32',
    secret: true,
  },
  QUIZMENTOR_MAIL_FROM: {
    schema: z.string().regex(/^[^\r\n]*@[^\r\n]+$/),
    expected: 'the sender of mails',
    example: 'QuizMentor <quiz@example.org>',
  },
  QUIZMENTOR_TRUSTED_PROXIES: {
    schema: list(z.string().regex(network)),
    expected: 'addresses or networks of your proxies, separated by commas',
    example: '127.0.0.1,10.0.0.0/8',
  },
  QUIZMENTOR_PLAYERS_PER_ADDRESS: {
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(1).max(5_000)),
    expected: 'how many may join one game from one network address, from 1 to 5000',
    example: '300',
  },
  QUIZMENTOR_LOG_LEVEL: {
    schema: z.enum(logLevels),
    expected: `one of ${logLevels.join(', ')}`,
    example: 'info',
  },
  DATABASE_URL: {
    schema: database,
    expected: 'the address of a PostgreSQL server, 15 or newer, or of several of one database',
    example: 'postgres://user:password@localhost:5432/quizmentor',
    secret: true,
  },
  DATABASE_REPLICA_URL: {
    schema: database,
    expected: 'the address of a standby of the server of DATABASE_URL',
    example: 'postgres://user:password@standby:5432/quizmentor',
    secret: true,
  },
  REDIS_URL: {
    schema: address(/^rediss?:$/),
    expected: 'the address of a Redis or Valkey server',
    example: 'redis://localhost:6379',
    secret: true,
  },
  SMTP_URL: {
    schema: address(/^smtps?:$/),
    expected: 'the address of a mail server',
    example: 'smtps://user:password@mail.example.org:465',
    secret: true,
  },
} satisfies Record<string, Variable<unknown>>

/** Checked now, so that a typing error shows at once, and used by later versions. */
const reserved = {
  S3_ENDPOINT: httpAddress('an object store', 'https://s3.example.org'),
  S3_REGION: text,
  S3_BUCKET: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: { ...text, secret: true },
  QDRANT_URL: httpAddress('a Qdrant server', 'http://localhost:6333'),
  CLICKHOUSE_URL: httpAddress('a ClickHouse server', 'http://localhost:8123'),
  LLM_BASE_URL: httpAddress('an OpenAI-compatible model server', 'http://localhost:11434/v1'),
  LLM_API_KEY: { ...text, secret: true },
  LLM_MODEL: text,
  SENTRY_DSN: httpAddress('a Sentry project', 'https://key@sentry.example.org/1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpAddress('a telemetry collector', 'http://localhost:4318'),
} satisfies Record<string, Variable<unknown>>

function httpAddress(what: string, example: string): Variable<string> {
  return { schema: address(/^https?:$/), expected: `the address of ${what}`, example, secret: true }
}

/** The checked configuration; throws a ConfigError that names every wrong variable. */
export function readConfig(env: Environment): Config {
  const problems: string[] = []

  function read<T>(name: string, { schema, expected, example, secret }: Variable<T>) {
    const value = env[name]?.trim()
    if (value === undefined || value === '') return undefined
    const result = schema.safeParse(value)
    if (result.success) return result.data
    const given = secret ? 'the value given is not that' : `not ${JSON.stringify(value)}`
    problems.push(`${name}: expected ${expected}, ${given}. Example: ${name}=${example}`)
    return undefined
  }

  const config: Config = {
    host: read('HOST', variables.HOST) ?? '127.0.0.1',
    port: read('PORT', variables.PORT) ?? 3000,
    dataFolder: read('QUIZMENTOR_DATA', variables.QUIZMENTOR_DATA) ?? './data',
    publicUrl: read('QUIZMENTOR_URL', variables.QUIZMENTOR_URL),
    roles: read('QUIZMENTOR_ROLES', variables.QUIZMENTOR_ROLES) ?? roles,
    databaseUrl: read('DATABASE_URL', variables.DATABASE_URL),
    databaseReplicaUrl: read('DATABASE_REPLICA_URL', variables.DATABASE_REPLICA_URL),
    redisUrl: read('REDIS_URL', variables.REDIS_URL),
    smtpUrl: read('SMTP_URL', variables.SMTP_URL),
    mailFrom:
      read('QUIZMENTOR_MAIL_FROM', variables.QUIZMENTOR_MAIL_FROM) ??
      'QuizMentor <quizmentor@localhost>',
    secret: read('QUIZMENTOR_SECRET', variables.QUIZMENTOR_SECRET),
    trustedProxies: read('QUIZMENTOR_TRUSTED_PROXIES', variables.QUIZMENTOR_TRUSTED_PROXIES) ?? [],
    playersPerAddress:
      read('QUIZMENTOR_PLAYERS_PER_ADDRESS', variables.QUIZMENTOR_PLAYERS_PER_ADDRESS) ?? 300,
    logLevel: read('QUIZMENTOR_LOG_LEVEL', variables.QUIZMENTOR_LOG_LEVEL) ?? 'info',
    unused: Object.entries<Variable<unknown>>(reserved)
      .filter(([name, variable]) => read(name, variable) !== undefined)
      .map(([name]) => name),
  }

  for (const name of Object.keys(env))
    if (name.startsWith('QUIZMENTOR_') && !(name in variables))
      problems.push(
        `${name}: no such variable. Known are ${Object.keys(variables)
          .filter((known) => known.startsWith('QUIZMENTOR_'))
          .join(', ')}.`,
      )

  if (config.databaseReplicaUrl !== undefined && !env['DATABASE_URL']?.trim())
    problems.push('DATABASE_REPLICA_URL: needs DATABASE_URL, the server that it is a standby of.')

  if (config.roles.length < roles.length) {
    const why = 'QUIZMENTOR_ROLES splits the program over several nodes, which must share it'
    if (config.databaseUrl === undefined && env['DATABASE_URL'] === undefined)
      problems.push(`DATABASE_URL: must be set, since ${why}.`)
    if (config.secret === undefined && env['QUIZMENTOR_SECRET'] === undefined)
      problems.push(`QUIZMENTOR_SECRET: must be set, since ${why}.`)
  }

  if (problems.length > 0) throw new ConfigError(problems)
  return config
}
