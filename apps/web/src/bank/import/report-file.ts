import type { ImportReport } from '@quizmentor/contract/interchange'

/** What was skipped and what was approximated, a line each, for a spreadsheet. */
export function reportCsv({ skipped, warnings }: ImportReport): string {
  const lines = [
    ['kind', 'where', 'code', 'reason'],
    ...skipped.map(({ where, code, reason }) => ['skipped', where, code, reason]),
    ...warnings.map(({ where, code, reason }) => ['warning', where, code, reason]),
  ]
  // With a mark of its encoding, without which Excel takes it for windows-1252.
  return `\uFEFF${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

/** A cell as RFC 4180 has it. What begins like a formula must not become one. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
