import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly json: unknown
}

interface Call {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Calls with exactly these headers, as no browser and no `fetch` would let one. */
export function call(address: string, { method = 'GET', headers = {}, body }: Call = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>()
  const url = new URL(address)
  const path = address.slice(url.origin.length) || '/'
  const sent = request(
    { agent: false, host: url.hostname, port: url.port, path, method, headers },
    (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const { statusCode = 0, headers: answered } = response
        resolve({
          status: statusCode,
          headers: answered,
          body: text,
          get json() {
            const value: unknown = JSON.parse(text)
            return value
          },
        })
      })
    },
  )
  sent.on('error', reject)
  sent.end(body)
  return promise
}

/** Sends bytes as they are and gives all that comes back until the server hangs up. */
export function callRaw(address: string, bytes: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const { hostname, port } = new URL(address)
  const chunks: Buffer[] = []
  const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes))
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
  socket.on('error', reject)
  return promise
}
