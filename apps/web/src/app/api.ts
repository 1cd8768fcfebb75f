import type { Method } from '@quizmentor/contract/route'
import type { Client } from '@quizmentor/client/client'
import { request, type PlainCall } from '@quizmentor/client/request'
import { routeTable, type RouteLine } from './route-table.ts'

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Those that are answered with a file, which is given as it comes. */
export const fileRoutes: ReadonlySet<RouteLine> = new Set([
  routeTable.interchange.exportQuestions,
  routeTable.interchange.getMedia,
])

/**
 * Every call to the server, typed by the contract: `api.practice.home({ params, query })`. Made from
 * a plain table, since the contract's schemas would weigh more than the whole first screen.
 */
export const api: Client = clientOf(routeTable)

function clientOf(table: typeof routeTable): Client {
  const client = Object.fromEntries(
    Object.entries(table).map(([feature, lines]) => [
      feature,
      Object.fromEntries(Object.entries(lines).map(([name, line]) => [name, callOf(line)])),
    ]),
  )
  if (!isClient(client)) throw new Error('The route table is empty.')
  return client
}

function callOf(line: RouteLine) {
  const [method, path] = partsOf(line)
  const isFile = fileRoutes.has(line)
  return (input: Omit<PlainCall, 'method' | 'path' | 'isFile'> = {}) =>
    request({ method, path, isFile, ...input })
}

function partsOf(line: RouteLine): [Method, string] {
  const [name = '', path = ''] = line.split(' ')
  const method = methods.find((each) => each === name)
  if (method === undefined) throw new Error(`“${line}” has no method.`)
  return [method, path]
}

// The table's type has every route of the contract, and a test compares its lines.
function isClient(client: object): client is Client {
  return Object.keys(routeTable).every((feature) => feature in client)
}
