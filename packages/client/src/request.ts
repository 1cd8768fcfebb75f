import type { Method } from '@quizmentor/contract/route'
import type { Cookies } from './cookies.ts'
import { failureOf, NetworkError } from './failures.ts'

type InAddress = Readonly<Record<string, string | number | boolean | undefined>>

/** A call in plain values: small enough for pages that must not load the contract. */
export interface PlainCall<Answer = unknown> {
  readonly method: Method
  /** With its parameters still in it: `/api/v1/join/:code`. */
  readonly path: string
  readonly params?: InAddress | undefined
  readonly query?: InAddress | undefined
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
  /** Whether it is answered with a file, which is given as it comes. */
  readonly isFile?: boolean
  /** Only for the compiler: what the call is answered with. */
  readonly answer?: Answer
}

export interface Connection {
  /** Where the server is; unset: where the page came from. */
  readonly baseUrl?: string
  readonly fetch?: typeof fetch
  /** Where no browser keeps them. */
  readonly cookies?: Cookies
}

/**
 * Makes a call and gives its answer, which is trusted to be what the contract says. Throws a
 * ProblemError where the server refuses, a NetworkError where it isn't reached.
 */
export async function request<Answer>(
  call: PlainCall<Answer>,
  connection: Connection = {},
): Promise<Answer> {
  const response = await send(call, connection)
  connection.cookies?.store(response.headers.getSetCookie())
  if (!response.ok) throw await failureOf(response)
  return read(response, call)
}

async function send(call: PlainCall, { baseUrl = '', cookies, ...own }: Connection) {
  const headers = new Headers({ accept: 'application/json, application/problem+json' })
  const cookie = cookies?.header() ?? ''
  if (cookie !== '') headers.set('cookie', cookie)
  if (call.body !== undefined) headers.set('content-type', 'application/json')
  const execute = own.fetch ?? fetch
  try {
    return await execute(baseUrl + addressOf(call), {
      method: call.method,
      headers,
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      ...(call.signal && { signal: call.signal }),
    })
  } catch (cause) {
    if (call.signal?.aborted) throw cause
    throw new NetworkError(cause)
  }
}

async function read<Answer>(response: Response, call: PlainCall<Answer>): Promise<Answer> {
  if (call.isFile === true && isAnswer(response, call)) return response
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  try {
    const text = await response.text()
    const answer: unknown = isJson ? JSON.parse(text) : text
    if (isAnswer(answer, call)) return answer
    throw new Error('the server answered nothing')
  } catch (cause) {
    throw new NetworkError(cause)
  }
}

// The server checked it against the contract when it was sent.
function isAnswer<Answer>(answer: unknown, _call: PlainCall<Answer>): answer is Answer {
  return answer !== undefined
}

/** The address of a call: parameters in their places, the query behind. */
export function addressOf({ path, params = {}, query = {} }: PlainCall): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${path} needs the parameter ${name}`)
    return encodeURIComponent(String(value))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.set(name, String(value))
  return search.size > 0 ? `${filled}?${search}` : filled
}
