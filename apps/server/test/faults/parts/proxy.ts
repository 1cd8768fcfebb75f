import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProxyName } from '../../proxy/configuration.ts'
import { runProxy } from '../../proxy/running.ts'
import type { Stage } from '../scenario.ts'

/** Starts a real proxy before nodes; gives its address, or `null` where the machine has none. */
export async function startProxy(
  stage: Stage,
  name: ProxyName,
  nodes: readonly string[],
): Promise<string | null> {
  const folder = join(stage.folder, name)
  await mkdir(folder)
  const proxy = await runProxy(name, folder, nodes)
  if (proxy === null) return null
  stage.finally(() => proxy.stop())
  return proxy.url
}
