import * as question from '@quizmentor/engine/question/question'
import * as bank from './bank.ts'
import * as calibration from './calibration.ts'
import * as identity from './identity.ts'
import * as interchange from './interchange.ts'
import * as live from './live.ts'
import * as ops from './ops.ts'
import * as practice from './practice.ts'
import { problem, type Access, type Route } from './route.ts'
import { routes } from './routes.ts'
import { schemaCollection, type Schema, type SchemaCollection } from './json-schema.ts'

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: Schema
}

export interface MediaType {
  readonly schema: Schema
}

export interface Answer {
  readonly description: string
  readonly content: Readonly<Record<string, MediaType>>
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: {
    readonly required: true
    readonly content: { readonly 'application/json': MediaType }
  }
  readonly responses: Readonly<Record<string, Answer>>
}

export interface OpenApi {
  readonly openapi: '3.1.1'
  readonly info: {
    readonly title: string
    readonly version: string
    readonly description: string
    readonly license: { readonly name: string; readonly identifier: string }
  }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>
  }
}

/** What each feature's routes are about. */
const features: Readonly<Record<keyof typeof routes, string>> = {
  identity: 'Accounts, sessions, workspaces and who belongs to them',
  bank: 'Questions, topics, tracks and quizzes',
  interchange: 'Questions as files: imports, exports, and the media that questions show',
  practice: 'Practising alone: sessions, answers, results',
  live: 'Live games: hosting, joining, results. The game itself runs over a WebSocket',
  calibration: 'What answers tell of the questions: their difficulty, discrimination and fit',
  ops: 'Running the server: mail, audit log, status',
}

const named = {
  ...question,
  ...bank,
  ...calibration,
  ...identity,
  ...interchange,
  ...live,
  ...ops,
  ...practice,
  problem,
}

/** The HTTP API as OpenAPI 3.1, made from the contract. */
export function openApi(version: string, url: string): OpenApi {
  const schemas = schemaCollection(named)
  const operations = Object.entries(routes).flatMap(([feature, all]) =>
    Object.entries<Route>(all).map(([name, route]) => ({
      path: route.path.replaceAll(/:(\w+)/g, '{$1}'),
      method: route.method.toLowerCase(),
      operation: operation(feature, name, route, schemas),
    })),
  )
  const paths = Object.fromEntries(
    [...Map.groupBy(operations, ({ path }) => path)].map(([path, group]) => [
      path,
      Object.fromEntries(group.map(({ method, operation: it }) => [method, it])),
    ]),
  )
  return {
    openapi: '3.1.1',
    info: {
      title: 'QuizMentor',
      version,
      description:
        'Ids are UUIDv7, made by whoever creates the thing: a call sent again changes nothing ' +
        'more. Lists give `nextCursor` for the page after. What goes wrong is answered as ' +
        'application/problem+json (RFC 9457) with a stable `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    tags: Object.entries(features).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemas.components(),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: url.startsWith('https:')
            ? '__Secure-quizmentor.session_token'
            : 'quizmentor.session_token',
          description: 'Given by sign-in.',
        },
      },
    },
  }
}

function operation(
  feature: string,
  name: string,
  route: Route,
  schemas: SchemaCollection,
): Operation {
  const body = schemas.input(route.body)
  const hasBody = Object.keys(body.properties ?? {}).length > 0 || body.$ref !== undefined
  return {
    operationId: `${feature}.${name}`,
    tags: [feature],
    summary: route.summary,
    description: describeAccess(route),
    security: route.access === 'anyone' ? [] : [{ session: [] }],
    parameters: [
      ...parametersOf('path', schemas.input(route.params)),
      ...parametersOf('query', schemas.input(route.query)),
    ],
    ...(hasBody && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: {
      [route.status]: {
        description: 'Done',
        content: {
          [route.mediaType ?? 'application/json']: { schema: schemas.output(route.answer) },
        },
      },
      ...problems(route, schemas),
    },
  }
}

/** Who may call a route, in words. */
function describeAccess({ access }: { readonly access: Access }): string {
  if (access === 'anyone') return 'Anyone may call this.'
  if (access === 'user') return 'Whoever is signed in may call this.'
  if (access === 'owner') return 'Owners of the workspace may call this.'
  if (access === 'learner') return 'Every member of the workspace may call this.'
  return `Members of the workspace with the role ${access} or a higher one may call this.`
}

function parametersOf(place: 'path' | 'query', schema: Schema): Parameter[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: typeof property === 'boolean' ? {} : property,
  }))
}

function problems(route: Route, schemas: SchemaCollection): Record<string, Answer> {
  const inWorkspace = route.access !== 'anyone' && route.access !== 'user'
  const why: Record<string, string | false> = {
    400: 'The input has faults; `errors` says where',
    401: route.access !== 'anyone' && 'Nobody is signed in',
    403: inWorkspace && 'The role is too low, or the call came from another site',
    404: (inWorkspace || route.path.includes(':')) && 'There is no such thing here',
    429: 'Too many calls; `Retry-After` says when to come back',
  }
  const schema = schemas.output(problem)
  return Object.fromEntries(
    Object.entries(why).flatMap(([status, description]) =>
      description === false
        ? []
        : [[status, { description, content: { 'application/problem+json': { schema } } }]],
    ),
  )
}
