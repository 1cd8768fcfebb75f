import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../program.ts'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

let dataFolder: string
let program: Program
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'quizmentor-cli-'))
  program = await startProgram({ dataFolder })
})
afterAll(async () => {
  await program.stop()
  await rm(dataFolder, { recursive: true, force: true })
})

async function quizmentor(args: string[], { input = '', env = {} } = {}) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env['PATH'], QUIZMENTOR_DATA: dataFolder, ...env },
  })
  child.stdin.end(input)
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code: Number(code), output, errors }
}

describe('the quizmentor command', () => {
  it('lists its commands', async () => {
    const { code, output } = await quizmentor(['--help'])
    expect(code).toBe(0)
    for (const name of ['serve', 'migrate', 'user', 'doctor']) expect(output).toContain(name)
  })

  it.each([
    { args: ['frobnicate'] },
    { args: ['user', 'frobnicate'] },
    { args: ['user', 'create', '--colour', 'red'] },
    { args: ['user', 'create', '--email', 'ada@example.org'] },
    { args: ['user', 'create', '--email', 'a@b.test', '--name', 'A', '--role', 'king'] },
  ])('ends with 2 and says how it is used after $args', async ({ args }) => {
    const { code, output, errors } = await quizmentor(args)
    expect(code).toBe(2)
    expect(output).toBe('')
    expect(errors).toContain('quizmentor ')
  })

  it('ends with 1 and names a wrong variable', async () => {
    const { code, errors } = await quizmentor(['doctor'], { env: { PORT: 'many' } })
    expect(code).toBe(1)
    expect(errors).toContain('PORT: expected')
  })

  it('makes accounts on the database of the running program, and lists them', async () => {
    const person = ['--email', 'ada@example.org', '--name', 'Ada']
    const input = 'the quick brown fox is late\n'
    const args = ['user', 'create', ...person, '--role', 'host', '--password-stdin', '--json']
    const made = await quizmentor(args, { input })
    expect(made).toMatchObject({ code: 0, errors: '' })
    expect(JSON.parse(made.output)).toMatchObject({ email: 'ada@example.org', role: 'host' })
    expect(made.output).not.toContain('quick')

    const again = await quizmentor(['user', 'create', ...person])
    expect(again.code).toBe(1)
    expect(again.errors).toContain('ada@example.org has an account already')

    const listed = await quizmentor(['user', 'list'])
    expect(listed.output).toContain('ada@example.org  Ada  host of')
  })

  it('makes a new password where it is given none, and shows it once', async () => {
    await quizmentor(['user', 'create', '--email', 'eve@example.org', '--name', 'Eve'])
    const reset = await quizmentor(['user', 'reset-password', '--email', 'eve@example.org'])
    expect(reset.code).toBe(0)
    expect(reset.output).toMatch(/shown this once: \S{20}/)
    const unknown = await quizmentor(['user', 'reset-password', '--email', 'no@example.org'])
    expect(unknown.code).toBe(1)
  })

  it('finds a database that is up to date', async () => {
    const migrated = await quizmentor(['migrate', '--json'])
    expect(JSON.parse(migrated.output)).toEqual({ applied: [] })
    const doctor = await quizmentor(['doctor', '--json'])
    expect(JSON.parse(doctor.output)).toMatchObject({
      findings: expect.arrayContaining([{ name: 'schema', state: 'ok', detail: 'up to date' }]),
      nodes: [{ roles: ['api', 'live', 'worker'] }],
    })
  })

  it('lists, for people, the node that runs', async () => {
    const { output } = await quizmentor(['doctor'])
    expect(output).toMatch(/^ok +nodes +\S+ \d+: api, live, worker, version \d+\.\d+\.\d+$/m)
  })

  it('works, too, where the program does not run, and gives the folder back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quizmentor-cli-'))
    const env = { QUIZMENTOR_DATA: folder }
    const first = await quizmentor(['migrate', '--json'], { env })
    expect(JSON.parse(first.output)).toMatchObject({ applied: expect.arrayContaining(['bank']) })
    const second = await quizmentor(['migrate'], { env })
    expect(second.output).toContain('up to date')
    await rm(folder, { recursive: true })
  })
})
