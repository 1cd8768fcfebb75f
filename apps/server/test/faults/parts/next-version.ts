import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Stage } from '../scenario.ts'

const ownMain = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

/** What the next version changes of the tables: it only adds. */
const migration = `-- What the next version adds.
alter table games add column next_note text;
alter table responses add column next_note smallint;
create table next_things (id uuid primary key, said text not null);
`

/** Makes the program's next version, which is the same but for one migration more; gives its main. */
export async function nextVersion(stage: Stage): Promise<string> {
  const server = dirname(dirname(stage.main ?? ownMain))
  const root = dirname(dirname(server))
  const next = join(stage.folder, 'next-version')
  const nextServer = join(next, 'apps', 'server')
  await mkdir(nextServer, { recursive: true })
  for (const part of ['src', 'migrations', 'package.json'])
    await cp(join(server, part), join(nextServer, part), { recursive: true })
  await symlink(join(server, 'node_modules'), join(nextServer, 'node_modules'))
  for (const part of ['node_modules', 'content', 'packages', 'package.json', 'apps/web'])
    await symlink(join(root, part), join(next, part))
  const migrations = join(nextServer, 'migrations')
  const count = (await readdir(migrations)).filter((name) => name.endsWith('.sql')).length
  const number = String(count + 1).padStart(4, '0')
  await writeFile(join(migrations, `${number}_next.sql`), migration)
  return join(nextServer, 'src', 'main.ts')
}
