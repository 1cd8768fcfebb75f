import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { endsWithUs } from '../faults/parts/leftovers.ts'
import { whereIs } from '../faults/parts/servers.ts'
import { freePort } from '../free-port.ts'
import { configurationOf, type ProxyName } from './configuration.ts'

export interface RunningProxy {
  readonly url: string
  stop(): Promise<void>
}

/**
 * Runs a real proxy before nodes, as deploy/proxy has it, with all that it writes in `folder`; gives
 * `null` where the machine has none.
 */
export async function runProxy(
  name: ProxyName,
  folder: string,
  nodes: readonly string[],
): Promise<RunningProxy | null> {
  const program = whereIs(name)
  if (program === null) return null
  const port = await freePort()
  const file = join(folder, 'configuration')
  const hosts = nodes.map((url) => new URL(url).host)
  await writeFile(file, await configurationOf(name, { folder, port, nodes: hosts }))
  const args = name === 'nginx' ? ['-p', folder, '-c', file] : ['-db', '-f', file]
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' })
  endsWithUs(child)
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    if (child.exitCode !== null) return
    const ended = once(child, 'exit')
    // It ends its own children with it, at once.
    child.kill('SIGTERM')
    await ended
  }
  for (let looks = 0; looks < 100; looks++) {
    if (child.exitCode !== null) throw new Error(`${name} does not start:\n${said}`)
    const isThere = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isThere) return { url, stop }
    await delay(50)
  }
  await stop()
  throw new Error(`${name} does not answer:\n${said}`)
}
