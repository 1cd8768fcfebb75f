import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { createLog, open, plainLines } from './log.ts'
import { readable } from './readable-log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = ''
  write(createLog('trace', { write: (line) => void (lines += line) }))
  return lines
}

describe('the log', () => {
  it('holds neither passwords, tokens, cookies nor answers', () => {
    const text = logged((log) => {
      log.info({ password: 'hidden', token: 'hidden', given: 'hidden' })
      log.info({ body: { password: 'hidden', newPassword: 'hidden', answer: ['hidden'] } })
      log.info({
        req: { headers: { cookie: 'hidden', authorization: 'hidden', 'set-cookie': 'hidden' } },
      })
    })
    expect(text).not.toContain('hidden')
    expect(text).toContain('[redacted]')
  })

  it('of many lines holds no more, where what is open is told from what is not', () => {
    const params = { gameId: 'shown', token: 'hidden' }
    const text = logged((log) =>
      log.child({}, plainLines).info({ params: open(params) }, 'request'),
    )
    expect(text).toContain('shown')
    expect(text).not.toContain('hidden')
  })

  it('holds no rows that the database repeats in its errors', () => {
    const error = new pg.DatabaseError('duplicate key value', 1, 'error')
    Object.assign(error, { code: '23505', detail: 'Key (email)=(ada@example.org) already exists.' })
    const text = logged((log) => log.error({ err: new Error('no account made', { cause: error }) }))
    expect(text).toContain('23505')
    expect(text).toContain('duplicate key value')
    expect(text).not.toContain('ada@example.org')
  })

  it('writes one line an entry, whatever the text', () => {
    const text = logged((log) => log.info({ name: 'a\nb' }, 'first\n{"level":"fatal"}'))
    expect(text.trimEnd().split('\n')).toHaveLength(1)
  })

  it('is readable on a terminal, where a text can neither forge a line nor steer it', () => {
    let shown = ''
    const log = createLog('trace', readable({ write: (text) => void (shown += text) }))
    log.warn({ name: 'Eve\u001b[2J' }, 'hello\nfatal: forged')
    expect(shown.trimEnd().split('\n')).toHaveLength(1)
    expect(shown).toContain('hello fatal: forged')
    expect(shown).toContain('name=Eve')
    expect(shown).not.toContain('\u001b[2J')
  })
})
