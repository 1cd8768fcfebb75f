import { spawnSync } from 'node:child_process'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Stage } from '../scenario.ts'

/** A file system of its own with little room; needs root. */
export class SmallDisk {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async mount(stage: Stage, megabytes: number): Promise<SmallDisk> {
    if (process.getuid?.() !== 0) stage.skip('only root can mount a small file system')
    const folder = join(stage.folder, 'small-disk')
    await mkdir(folder)
    const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'quizmentor-faults']
    const { status, stderr } = spawnSync('mount', [...options, folder], { encoding: 'utf8' })
    if (status !== 0) stage.skip(`a small file system can't be mounted: ${stderr.trim()}`)
    stage.finally(() => void spawnSync('umount', ['--lazy', folder]))
    return new SmallDisk(folder)
  }

  async freeMB(): Promise<number> {
    const { bavail, bsize } = await statfs(this.folder)
    return (bavail * bsize) / 1e6
  }

  /** Fills it until nothing fits any more. */
  async fill(): Promise<void> {
    const file = await open(this.#ballast, 'w')
    for (const size of [1 << 20, 1 << 12]) {
      const piece = Buffer.alloc(size, 1)
      // Ends with ENOSPC.
      await (async () => {
        for (;;) await file.write(piece)
      })().catch(() => {})
    }
    await file.close()
  }

  /** Makes room again. */
  async empty(): Promise<void> {
    await rm(this.#ballast, { force: true })
  }

  get #ballast(): string {
    return join(this.folder, 'ballast')
  }
}
