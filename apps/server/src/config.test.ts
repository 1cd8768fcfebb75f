import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const secret = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ'

function problems(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('the configuration', () => {
  it('needs nothing: the defaults serve this machine alone', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataFolder: './data',
      databaseUrl: undefined,
      roles: ['api', 'live', 'worker'],
    })
  })

  it('takes what is set, and takes an empty value for unset', () => {
    const env = {
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_URL: '',
      QUIZMENTOR_URL: 'https://q.test/',
    }
    expect(readConfig(env)).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      databaseUrl: undefined,
      publicUrl: 'https://q.test',
    })
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['QUIZMENTOR_URL', 'quiz.example.org'],
    ['QUIZMENTOR_URL', 'https://example.org/quiz'],
    ['QUIZMENTOR_ROLES', 'api,cook'],
    ['QUIZMENTOR_ROLES', 'api,api'],
    ['QUIZMENTOR_LOG_LEVEL', 'loud'],
    ['QUIZMENTOR_TRUSTED_PROXIES', 'everyone'],
    ['QUIZMENTOR_PLAYERS_PER_ADDRESS', '0'],
    ['QUIZMENTOR_PLAYERS_PER_ADDRESS', 'many'],
    ['QUIZMENTOR_MAIL_FROM', 'a@b.test\r\nBcc: c@d.test'],
    ['DATABASE_URL', 'mysql://localhost/quiz'],
    ['SMTP_URL', 'mail.example.org'],
    ['REDIS_URL', 'http://localhost'],
    ['S3_ENDPOINT', 's3'],
  ])('refuses %s=%s with its name, what was expected and an example', (name, value) => {
    expect(problems({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name}: expected .+ Example: ${name}=.+`, 's')),
    ])
  })

  it('names every wrong variable at once', () => {
    expect(problems({ PORT: 'x', SMTP_URL: 'y', QUIZMENTOR_LOG_LEVEL: 'z' })).toHaveLength(3)
  })

  it.each(['short', 'change-me-change-me-change-me-change-me', 'a'.repeat(40)])(
    'refuses the guessable secret %s without repeating it',
    (value) => {
      const [problem = ''] = problems({ QUIZMENTOR_SECRET: value })
      expect(problem).toContain('QUIZMENTOR_SECRET: expected at least 32 random characters')
      expect(problem).not.toContain(value)
    },
  )

  it('asks nodes with a part of the roles for what they must share', () => {
    expect(problems({ QUIZMENTOR_ROLES: 'worker' })).toEqual([
      expect.stringContaining('DATABASE_URL: must be set'),
      expect.stringContaining('QUIZMENTOR_SECRET: must be set'),
    ])
    const env = { DATABASE_URL: 'postgres://db/quiz', QUIZMENTOR_SECRET: secret }
    expect(readConfig({ QUIZMENTOR_ROLES: 'worker', ...env }).roles).toEqual(['worker'])
  })

  it('refuses a variable that does not exist, such as a misspelt one', () => {
    expect(problems({ QUIZMENTOR_DATAA: '/srv' })).toEqual([
      expect.stringContaining('QUIZMENTOR_DATAA: no such variable'),
    ])
  })

  it('tells which variables are set but not used by this version', () => {
    expect(readConfig({ QDRANT_URL: 'http://localhost:6333' }).unused).toEqual(['QDRANT_URL'])
  })

  it('takes what several nodes share: servers of one database, a standby, Redis', () => {
    const env = {
      DATABASE_URL: 'postgres://u:p@a:5432,b:5433/quiz?target_session_attrs=read-write',
      DATABASE_REPLICA_URL: 'postgres://u:p@b:5433/quiz',
      REDIS_URL: 'redis://localhost:6379',
    }
    expect(readConfig(env)).toMatchObject({
      databaseUrl: env.DATABASE_URL,
      databaseReplicaUrl: env.DATABASE_REPLICA_URL,
      redisUrl: env.REDIS_URL,
      unused: [],
    })
  })

  it('refuses a standby of nothing', () => {
    expect(problems({ DATABASE_REPLICA_URL: 'postgres://b/quiz' })).toEqual([
      expect.stringContaining('DATABASE_REPLICA_URL: needs DATABASE_URL'),
    ])
  })
})
