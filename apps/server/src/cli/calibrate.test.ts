import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url))
const reference = fileURLToPath(
  new URL('../../../../../shared/data/reference/irt/', import.meta.url),
)

const found = z.object({
  parameters: z.array(
    z.object({ id: z.string(), a: z.number(), b: z.number(), c: z.number(), d: z.literal(1) }),
  ),
  standardErrors: z.array(
    z.object({ id: z.string(), a: z.number(), b: z.number(), c: z.number().nullable() }),
  ),
  logLikelihood: z.number(),
  fit: z.object({
    persons: z.number(),
    converged: z.literal(true),
    link: z.object({ slope: z.number(), intercept: z.number() }).nullable(),
    items: z.array(z.object({ facility: z.number(), infit: z.number(), outfit: z.number() })),
  }),
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quizmentor-calibrate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the command where there is no database, nor a place for one. */
async function calibrate(...args: string[]) {
  const child = spawn(process.execPath, [cli, 'calibrate', ...args], {
    env: { PATH: process.env['PATH'], QUIZMENTOR_DATA: '/dev/null/nowhere' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code: Number(code), output, errors }
}

async function fileOf(name: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, `${lines.join('\n')}\n`)
  return file
}

/** Rows of answers to eight questions of difficulties −1.75 to 1.75. */
function simulated(people: number): string[] {
  const random = seededRandom(1)
  return Array.from({ length: people }, () => {
    const theta = Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, -6)
    return Array.from({ length: 8 }, (_, question) =>
      random() < 1 / (1 + Math.exp(question / 2 - 1.75 - theta)) ? 1 : 0,
    ).join('')
  })
}

describe('quizmentor calibrate', () => {
  test.for(['1PL', '2PL'])('finds what mirt finds in LSAT6, %s', async (model, context) => {
    context.skip(!existsSync(reference), 'the reference figures are not on this machine')
    const responses = join(reference, 'LSAT6_patterns.csv')
    const { output } = await calibrate('--responses', responses, '--model', model, '--json')
    const { parameters, logLikelihood, fit } = found.parse(JSON.parse(output))
    const [one] = parameters
    expect(fit.persons).toBe(1_000)
    expect(one?.id).toBe('Item_1')
    expect(logLikelihood).toBeCloseTo(model === '1PL' ? -2466.9376 : -2466.6534, 3)
    expect(one?.a).toBeCloseTo(model === '1PL' ? 0.75513 : 0.82566, 4)
    expect(one?.b).toBeCloseTo(model === '1PL' ? -3.61527 : -3.35881, 4)
  })

  test('prints one JSON object, or a table to read', async () => {
    const responses = await fileOf('answers.txt', simulated(600))
    const asked = ['--responses', responses, '--model', '2PL']
    const { code, output, errors } = await calibrate(...asked, '--json')
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    const { parameters, standardErrors, fit } = found.parse(JSON.parse(output))
    expect(parameters.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
    for (const [question, { b }] of parameters.entries()) {
      const se = standardErrors[question]?.b ?? 0
      expect(Math.abs(b - (question / 2 - 1.75))).toBeLessThan(4 * se)
    }
    expect(fit.link).toBeNull()

    const shown = await calibrate(...asked)
    expect(shown.code).toBe(0)
    expect(shown.output).toContain('log likelihood')
    expect(shown.output.split('\n')).toHaveLength(1 + 8 + 1 + 2 + 1)
  })

  test('guessing is fixed, or estimated, for 3PL alone', async () => {
    const responses = await fileOf('answers.txt', simulated(400))
    const asked = ['--responses', responses, '--json', '--model']
    const fixed = await calibrate(...asked, '3PL', '--guessing', '0.1')
    const { parameters } = found.parse(JSON.parse(fixed.output))
    expect(new Set(parameters.map(({ c }) => c))).toEqual(new Set([0.1]))
    const free = await calibrate(...asked, '3PL', '--priors')
    const { standardErrors } = found.parse(JSON.parse(free.output))
    for (const { c } of standardErrors) expect(c).toBeGreaterThan(0)
    const wrong = await calibrate(...asked, '2PL', '--guessing', '0.1')
    expect(wrong.code).toBe(2)
    expect(wrong.errors).toContain('--guessing is for --model 3PL')
  })

  test('LSAT7, 3PL: the maximum, and no standard error of a guessing of 0', async (context) => {
    context.skip(!existsSync(reference), 'the reference figures are not on this machine')
    const responses = join(reference, 'LSAT7_patterns.csv')
    const { output } = await calibrate('--responses', responses, '--model', '3PL', '--json')
    const { parameters, standardErrors, logLikelihood } = found.parse(JSON.parse(output))
    expect(logLikelihood).toBeCloseTo(-2658.0543, 3)
    expect(parameters.map(({ c }) => c > 0)).toEqual([false, true, false, false, false])
    expect(standardErrors.map(({ c }) => c !== null)).toEqual([false, true, false, false, false])
  })

  test('names questions with a discrimination below 0, and what to do about them', async () => {
    const rows = simulated(600).map((row) => {
      const reversed = row[3] === '1' ? '0' : '1'
      return row.slice(0, 3) + reversed + row.slice(4)
    })
    const asked = ['--model', '2PL', '--responses']
    const { output } = await calibrate(...asked, await fileOf('reversed.txt', rows))
    expect(output).toContain('discrimination below 0: 4. Those who know more are wrong more often')
    expect(output).toContain('simulate and estimate refuse such a question')
    const { output: right } = await calibrate(...asked, await fileOf('right.txt', simulated(600)))
    expect(right).not.toContain('discrimination below 0')
  })

  test('anchors keep their scale', async () => {
    const responses = await fileOf('answers.txt', simulated(800))
    // The same questions on a scale that begins two units higher and is twice as wide.
    const anchors = await fileOf('bank.csv', [
      'id,a,b,c,d',
      ...Array.from({ length: 8 }, (_, question) => `${question + 1},0.5,${question - 1.5},0,1`),
    ])
    const asked = ['--responses', responses, '--model', '1PL', '--json', '--anchors', anchors]
    const { output } = await calibrate(...asked)
    const { parameters, fit } = found.parse(JSON.parse(output))
    expect(fit.link?.slope).toBeGreaterThan(1.7)
    expect(fit.link?.intercept).toBeGreaterThan(1.8)
    expect(parameters[0]?.b).toBeCloseTo(-1.5, 0)
    expect(parameters[7]?.b).toBeCloseTo(5.5, 0)
  })

  test.each([
    { lines: ['1,0', '1,2'], says: 'wrong.csv, line 2: expected 0, 1 or . in column 2, found "2"' },
    { lines: ['1,0', '1,0,1'], says: 'wrong.csv, line 2: expected 2 cells' },
    { lines: [''], says: 'wrong.csv, line 1' },
    { lines: ['1,0', '1,0'], says: 'no question was answered both rightly and wrongly' },
  ])('of $lines says which line is wrong, and what was expected', async ({ lines, says }) => {
    const { code, output, errors } = await calibrate(
      '--responses',
      await fileOf('wrong.csv', lines),
      '--model',
      '2PL',
    )
    expect({ code, output }).toEqual({ code: 1, output: '' })
    expect(errors).toContain(says)
  })

  test.each([
    { args: ['--model', '2PL'], says: '--responses is missing' },
    {
      args: ['--responses', 'x', '--model', '5PL'],
      says: '--model is one of 1PL, 2PL, 3PL, not "5PL"',
    },
    { args: ['frobnicate'], says: 'Say bank, versions, rollback or nothing' },
  ])('of $args says how it is used', async ({ args, says }) => {
    const { code, errors } = await calibrate(...args)
    expect(code).toBe(2)
    expect(errors).toContain(says)
  })

  test('a file that is not there is named', async () => {
    const { code, errors } = await calibrate('--responses', join(folder, 'nowhere.csv'))
    expect(code).toBe(1)
    expect(errors).toContain("nowhere.csv can't be read: there is no such file")
  })
})
