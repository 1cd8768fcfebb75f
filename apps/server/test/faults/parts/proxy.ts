import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../free-port.ts'
import { configurationOf, type ProxyName } from '../../proxy/configuration.ts'
import type { Stage } from '../scenario.ts'
import { endsWithUs } from './leftovers.ts'
import { whereIs } from './servers.ts'

/** Starts a real proxy before nodes, as deploy/proxy has it; gives its address, or `null` where the machine has none. */
export async function startProxy(
  stage: Stage,
  name: ProxyName,
  nodes: readonly string[],
): Promise<string | null> {
  const program = whereIs(name)
  if (program === null) return null
  const port = await freePort()
  const folder = join(stage.folder, name)
  await mkdir(folder)
  const file = join(folder, 'configuration')
  const hosts = nodes.map((url) => new URL(url).host)
  await writeFile(file, await configurationOf(name, { folder, port, nodes: hosts }))
  const args = name === 'nginx' ? ['-p', folder, '-c', file] : ['-db', '-f', file]
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' })
  endsWithUs(child)
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  stage.finally(async () => {
    if (child.exitCode !== null) return
    const ended = once(child, 'exit')
    // It ends its own children with it, at once.
    child.kill('SIGTERM')
    await ended
  })
  const url = `http://127.0.0.1:${port}`
  for (let looks = 0; looks < 100; looks++) {
    if (child.exitCode !== null) throw new Error(`${name} does not start:\n${said}`)
    const isThere = await fetch(`${url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isThere) return url
    await delay(50)
  }
  throw new Error(`${name} does not answer:\n${said}`)
}
