/** What a connection string says that node-postgres doesn't read. */
export interface Address {
  /** One connection string for each server, as node-postgres reads it. */
  readonly servers: readonly [string, ...string[]]
  /** Whether PgBouncer in transaction mode stands before it (`pgbouncer=true`). */
  readonly pooled: boolean
}

const shape = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^@/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/i
const writable = new Set(['any', 'primary', 'read-write'])

/**
 * Reads `postgres://user:password@host1:5432,host2:5432/database?…` (libpq, "Connection URIs").
 * Several hosts may also be in the parameters `host` and `port`. Undefined for anything else, and
 * for a `target_session_attrs` that asks for a server that takes no writes.
 */
export function readAddress(url: string): Address | undefined {
  const [, start, hosts = '', path = '', query = ''] = shape.exec(url) ?? []
  if (start === undefined) return undefined
  const parameters = new URLSearchParams(query)
  const pooled = parameters.get('pgbouncer') === 'true'
  if (!writable.has(parameters.get('target_session_attrs') ?? 'any')) return undefined
  const named = parameters.get('host')?.split(',') ?? []
  const ports = parameters.get('port')?.split(',') ?? []
  for (const ours of ['target_session_attrs', 'host', 'port']) parameters.delete(ours)

  const servers =
    named.length > 0
      ? named.map((host, index) =>
          address(hosts, { host, port: ports[ports.length === 1 ? 0 : index] }),
        )
      : hosts.split(',').map((host) => address(host, {}))
  const [first, ...others] = servers
  if (first === undefined || !servers.every((server) => URL.canParse(server))) return undefined
  return { servers: [first, ...others], pooled }

  function address(host: string, more: { host?: string; port?: string | undefined }): string {
    const all = new URLSearchParams(parameters)
    for (const [name, value] of Object.entries(more)) if (value) all.set(name, value)
    return `${start}${host}${path}${all.size > 0 ? `?${all.toString().replaceAll('+', '%20')}` : ''}`
  }
}
