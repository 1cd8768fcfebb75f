const width = 30
const patience = 1_000
const pause = 100

/**
 * Shows on a terminal how far something is, once it has taken a second. Give it what is done and of
 * how much; at the end it wipes its line. Elsewhere it shows nothing.
 */
export function progressBar(
  what: string,
  terminal: NodeJS.WriteStream = process.stderr,
): (done: number, total: number) => void {
  const started = performance.now()
  let shown = 0
  return (done, total) => {
    const now = performance.now()
    if (!terminal.isTTY || now - started < patience) return
    if (done >= total) {
      if (shown > 0) terminal.write('\r\u001B[K')
      return
    }
    if (now - shown < pause) return
    shown = now
    const share = done / total
    const full = Math.round(share * width)
    const bar = '█'.repeat(full) + '░'.repeat(width - full)
    terminal.write(`\r${bar} ${Math.floor(share * 100)} %  ${what}`)
  }
}
