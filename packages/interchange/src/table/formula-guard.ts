/** What makes a spreadsheet take a cell for a formula, wide forms included. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/

/** The cell with an apostrophe before what a spreadsheet would compute or run. */
export function withGuard(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before `withGuard`. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
