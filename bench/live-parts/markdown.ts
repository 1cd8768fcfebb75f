import { ms } from './budget.ts'
import type { Summary } from './times.ts'

export const percent = (share: number) => `${Math.round(share * 100)} %`

/** How much of each there is. */
export function shares(frames: Readonly<Record<string, number>>): string {
  return Object.entries(frames)
    .map(([type, each]) => `${type} ${each.toFixed(2)}`)
    .join(', ')
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function percentiles({ p50Ms, p95Ms, p99Ms }: Summary) {
  return [ms(p50Ms), ms(p95Ms), ms(p99Ms)]
}
