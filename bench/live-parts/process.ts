import { readFile } from 'node:fs/promises'

const ticksPerSecond = 100

/** Milliseconds of processor time that a process has used; only Linux tells. */
export async function processorMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond
}

/** The same of a process and all its children, those that have ended as well. */
export async function familyProcessorMs(pid: number): Promise<number> {
  const own = await processorMs(pid)
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ended = ((Number(fields[13]) + Number(fields[14])) * 1_000) / ticksPerSecond
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const children = list.trim().split(' ').filter(Boolean).map(Number)
  const living = await Promise.all(children.map(processorMs))
  return living.reduce((total, each) => total + (each || 0), own + ended)
}

/** Megabytes that a process holds in memory, its database not counted. */
export function residentMB(pid: number): Promise<number> {
  return statusMB(pid, 'VmRSS')
}

/** The most megabytes that a process ever held in memory. */
export function peakMB(pid: number): Promise<number> {
  return statusMB(pid, 'VmHWM')
}

async function statusMB(pid: number, name: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const line = status.split('\n').find((each) => each.startsWith(`${name}:`))
  return Number(/\d+/.exec(line ?? '')?.[0] ?? Number.NaN) / 1_000
}
