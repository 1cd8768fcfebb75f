import { file, type Route } from '@quizmentor/contract/route'
import { routes } from '@quizmentor/contract/routes'
import { expect, test } from 'vitest'
import { fileRoutes } from './api.ts'

/** The file that holds the contract's routes as plain lines. */
function source(): string {
  const lines = [
    "import type { Method } from '@quizmentor/contract/route'",
    "import type { routes } from '@quizmentor/contract/routes'",
    '',
    'export type RouteLine = `${Method} /api/v1/${string}`',
    '',
    'type RouteTable = {',
    '  readonly [Feature in keyof typeof routes]: {',
    '    readonly [Name in keyof (typeof routes)[Feature]]: RouteLine',
    '  }',
    '}',
    '',
    '/** The contract’s routes without its schemas. Made by its test: `npx vitest -u route-table`. */',
    'export const routeTable: RouteTable = {',
  ]
  for (const [feature, all] of Object.entries(routes)) {
    lines.push(`  ${feature}: {`)
    for (const [name, { method, path }] of Object.entries(all)) {
      const line = `    ${name}: '${method} ${path}',`
      lines.push(...(line.length > 100 ? [`    ${name}:`, `      '${method} ${path}',`] : [line]))
    }
    lines.push('  },')
  }
  return [...lines, '}', ''].join('\n')
}

test('the route table says what the contract says', async () => {
  await expect(source()).toMatchFileSnapshot('./route-table.ts')
})

test('the calls that give a file are those of the contract', () => {
  const all: Route[] = Object.values(routes).flatMap((feature) => Object.values<Route>(feature))
  const lines = all
    .filter(({ answer }) => answer === file)
    .map(({ method, path }) => `${method} ${path}`)
  expect(lines.toSorted()).toEqual([...fileRoutes].toSorted())
})
