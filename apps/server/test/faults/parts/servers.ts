import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What npm does not carry, as Debian calls it. */
export const installable = ['redis-server', 'nginx', 'haproxy', 'faketime'] as const
export type Installable = (typeof installable)[number]

const patienceMs = 120_000
const places = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']

/** Where a program is on this machine; `null`: it is not installed. */
export function whereIs(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':'), ...places]
  const found = folders.find((folder) => folder !== '' && existsSync(`${folder}/${name}`))
  return found === undefined ? null : `${found}/${name}`
}

/** The library that lets a process see another time. */
export function whereIsFaketime(): string | null {
  const found = ['x86_64', 'aarch64']
    .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)
    .find((file) => existsSync(file))
  return found ?? null
}

/**
 * Installs what is missing, where that can be done: as root on Debian, with apt. Gives what there is
 * to say of it, in words.
 */
export function installMissing(wanted: readonly Installable[]): readonly string[] {
  const isThere = (name: Installable) =>
    (name === 'faketime' ? whereIsFaketime() : whereIs(name)) !== null
  const missing = wanted.filter((name) => !isThere(name))
  if (missing.length === 0) return []
  const apt = whereIs('apt-get')
  if (process.getuid?.() !== 0 || apt === null)
    return [`not installed, and only root on Debian can do it from here: ${missing.join(', ')}`]
  // As if the machine was being repaired: what is installed is not started.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const run = (...args: string[]) =>
    spawnSync(apt, args, { env, stdio: 'ignore', timeout: patienceMs }).status === 0
  const install = (...names: string[]) => run('install', '-y', '--no-install-recommends', ...names)
  if (!install(...missing)) {
    run('update')
    for (const each of missing) install(each)
  }
  const failed = missing.filter((name) => !isThere(name))
  return [
    `asked apt to install ${missing.join(', ')}` +
      (failed.length === 0 ? '' : `, and it did not: ${failed.join(', ')}`),
  ]
}
