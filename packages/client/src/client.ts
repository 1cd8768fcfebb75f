import { file, type Input, type Output, type Route } from '@quizmentor/contract/route'
import { routes } from '@quizmentor/contract/routes'
import { type Connection, type PlainCall, request } from './request.ts'

type AllRoutes = typeof routes

/** Parts of a call; those without required fields may be left out. */
type Part<Name extends string, Value> = {} extends Value
  ? { readonly [N in Name]?: Value }
  : { readonly [N in Name]: Value }

/** In addresses everything is text; a field that is read as a number is given as one. */
type InAddress<Schema extends Route['query']> = {
  [Name in keyof Input<Schema>]: unknown extends Input<Schema>[Name]
    ? Output<Schema>[Name & keyof Output<Schema>]
    : Input<Schema>[Name]
}

export type CallInput<R extends Route> = Part<'params', InAddress<R['params']>> &
  Part<'query', InAddress<R['query']>> &
  Part<'body', Input<R['body']>> & { readonly signal?: AbortSignal }

/** What a route answers. */
export type AnswerOf<R extends Route> = Output<R['answer']>

type Call<R extends Route> =
  {} extends CallInput<R>
    ? (input?: CallInput<R>) => Promise<AnswerOf<R>>
    : (input: CallInput<R>) => Promise<AnswerOf<R>>

/** Every route of the contract as a function: `client.bank.listQuestions({ params, query })`. */
export type Client = {
  readonly [Feature in keyof AllRoutes]: {
    readonly [Name in keyof AllRoutes[Feature]]: AllRoutes[Feature][Name] extends Route
      ? Call<AllRoutes[Feature][Name]>
      : never
  }
}

/** A client of the server at `baseUrl`; in a browser, of the server the page came from. */
export function createClient(connection: Connection = {}): Client {
  const client = mapped(routes, (feature) =>
    mapped<Route, unknown>(feature, (route) => (input: Partial<PlainCall> = {}) => {
      const { method, path } = route
      const { params, query, body, signal } = input
      const isFile = route.answer === file
      return request({ method, path, params, query, body, signal, isFile }, connection)
    }),
  )
  if (!isClient(client)) throw new Error('the contract has no routes')
  return client
}

function mapped<From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
}

// Made from the contract's own table, it has what the contract's types say.
function isClient(client: object): client is Client {
  return Object.keys(routes).every((feature) => feature in client)
}
