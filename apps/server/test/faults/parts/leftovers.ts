import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A shell that waits at the other end of a pipe for what it is told to look after. However this
 * process ends, the pipe closes, and it ends the processes and removes the folders that are left.
 */
const caretaker = `
  pids=; folders=; without() { kept=; for each in $1; do [ "$each" = "$2" ] || kept="$kept $each"; done; }
  while read -r what it; do case $what in
    run) pids="$pids $it";; ran) without "$pids" "$it"; pids=$kept;;
    keep) folders="$folders $it";; kept) without "$folders" "$it"; folders=$kept;;
  esac; done
  for each in $pids; do kill -9 "$each"; done 2>/dev/null
  [ -z "$folders" ] || { sleep 1; for each in $folders; do umount "$each"/*; rm -rf "$each"; done; } 2>/dev/null
`

const pids = new Set<number>()
const folders = new Set<string>()
let hears: ChildProcess | undefined

function tell(what: 'run' | 'ran' | 'keep' | 'kept', it: number | string): void {
  hears ??= startCaretaker()
  hears.stdin?.write(`${what} ${it}\n`)
}

function startCaretaker(): ChildProcess {
  const child = spawn('/bin/sh', ['-c', caretaker], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  })
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  child.unref()
  // Nor does the pipe keep this process.
  if (child.stdin instanceof Socket) child.stdin.unref()
  // Where there is time for it, at once.
  process.once('exit', () => {
    for (const pid of pids) signal(pid, 'SIGKILL')
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })
  return child
}

/** Has a process ended with this one, whatever becomes of it. */
export function endsWithUs(child: ChildProcess): void {
  const { pid } = child
  if (pid === undefined) return
  pids.add(pid)
  tell('run', pid)
  child.once('exit', () => {
    pids.delete(pid)
    tell('ran', pid)
  })
}

/** A folder that anybody can enter, and that is gone after `remove`, or with this process. */
export async function temporaryFolder(name: string) {
  const path = await mkdtemp(join(tmpdir(), `quizmentor-faults-${name}-`))
  await chmod(path, 0o755)
  folders.add(path)
  tell('keep', path)
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
      folders.delete(path)
      tell('kept', path)
    },
  }
}

/** Signals a process of ours, where it is still there. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It is gone.
  }
}
