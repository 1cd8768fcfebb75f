import { Client } from 'undici'

/** One caller's own connection to a server, kept open. */
export class Line {
  readonly #client: Client
  readonly #headers: Readonly<Record<string, string>>

  constructor(site: string, cookie: string) {
    this.#client = new Client(site, { pipelining: 1, connect: { timeout: 30_000 } })
    this.#headers = { cookie, origin: site, accept: 'application/json' }
  }

  /** Makes a call, with a body or without; throws where it is refused or the answer isn't as wanted. */
  async ask<Answer>(
    path: string,
    isWanted: (answer: unknown) => answer is Answer,
    body?: unknown,
  ): Promise<Answer> {
    const { statusCode, body: answered } = await this.#client.request({
      path,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...this.#headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await answered.text()
    if (statusCode >= 300) throw new Error(`${path} was answered with ${statusCode}: ${text}`)
    const answer: unknown = JSON.parse(text)
    if (isWanted(answer)) return answer
    throw new Error(`${path} was answered with something else: ${text}`)
  }

  /** Makes a call and only counts the bytes that are answered. */
  async read(path: string): Promise<number> {
    const { statusCode, body } = await this.#client.request({
      path,
      method: 'GET',
      headers: this.#headers,
    })
    let bytes = 0
    for await (const chunk of body) bytes += Buffer.isBuffer(chunk) ? chunk.length : 0
    if (statusCode !== 200) throw new Error(`${path} was answered with ${statusCode}`)
    return bytes
  }

  async close(): Promise<void> {
    await this.#client.destroy()
  }
}
