import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from './command.ts'
import { runForTests, testFolder, type TestFolder } from './command-for-tests.ts'
import { estimateCommand } from './estimate.ts'
import { simulateCommand } from './simulate.ts'
import { stopOptions } from './stop-options.ts'

const page = await readFile(new URL('../../../../docs/simulation.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/^(?:`(\S+)`.*\n(?:.+\n)*\n)?```(\w+)\n([^`]*)```/gm)].map(
  ([, name, kind = '', text = '']) => ({ name, kind, text }),
)
const commands: Readonly<Record<string, Command>> = {
  simulate: simulateCommand,
  estimate: estimateCommand,
}
const lines = blocks.flatMap(({ kind, text }) => (kind === 'sh' ? text.trim().split('\n') : []))

let folder: TestFolder
beforeAll(async () => {
  folder = await testFolder()
  for (const { name, kind, text } of blocks)
    if (name !== undefined && kind !== 'sh') await folder.write(name, text)
})
afterAll(() => folder.remove())

describe('examples of docs/simulation.md', () => {
  test.each(lines)('%s', async (line) => {
    const [npx, program, name = '', ...words] = line.split(/ +/)
    expect([npx, program]).toEqual(['npx', 'quizmentor'])
    const command = commands[name]
    if (command === undefined) throw new Error(`There is no command "${name}".`)
    const args = words.map((word) => (/\.(csv|txt)$/.test(word) ? folder.path(word) : word))
    const options = { ...command.options, json: { type: 'boolean' } } as const
    const { values } = parseArgs({ args, options })
    const { json, text } = await runForTests(command, values)
    expect(json['persons']).toHaveLength(4)
    expect(text).not.toBe('')
  })

  test('name every option that says when a test ends', () => {
    for (const option of Object.keys(stopOptions)) expect(page).toContain(`--${option}`)
    expect(lines.length).toBeGreaterThan(8)
  })
})
