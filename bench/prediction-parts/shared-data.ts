import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** Whether the research data lie beside the repository. */
export function hasSharedData(): boolean {
  return existsSync(folder)
}

/** The text of one of their files. */
export function sharedText(file: string): string {
  return readFileSync(folder + file, 'utf8')
}

/** The numbers of one of their CSV files, without its header. */
export function sharedNumbers(file: string): number[][] {
  const [, ...lines] = sharedText(file).trim().split(/\r?\n/)
  return lines.map((line) => line.split(',').map(Number))
}
