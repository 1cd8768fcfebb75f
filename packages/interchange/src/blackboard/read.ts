import { openArchive } from '../archive.ts'
import { UnreadableFile, type Found, type Warning } from '../found.ts'
import { foundIn, type Reading } from '../qti-1/document.ts'
import { Files } from '../qti-1/files.ts'
import { documentIn, isZip, skippedFile } from '../qti-1/read.ts'
import { scanned, treeOf, type Scanned } from '../qti-1/scan.ts'
import type { Source } from '../source.ts'
import { foundInPool } from './pool.ts'

/**
 * The questions of a Blackboard export: an archive with `.dat` files, or one of these alone. They
 * are pools of Blackboard 5 (`<POOL>`) or QTI 1.2 with Blackboard's own metadata (6 to Learn).
 * @throws {UnreadableFile}
 */
export async function* readBlackboard(source: Source): AsyncGenerator<Found> {
  if (await isZip(source)) {
    yield* packed(source)
    return
  }
  const warnings: Warning[] = []
  const document = await scanned(source, (warning) => warnings.push(warning))
  yield* warnings
  if (!isPool(document))
    throw new UnreadableFile(
      'not_blackboard',
      source.name,
      `The document is <${document.root}>, no pool of Blackboard.`,
    )
  yield* foundInDocument(document, reading(new Files(null), false))
}

function isPool({ root }: Scanned): boolean {
  return root === 'POOL' || root === 'questestinterop'
}

function reading(files: Files, packed: boolean): Reading {
  return { format: 'blackboard', files, packed, seen: new Map(), idents: new Set() }
}

async function* foundInDocument(document: Scanned, all: Reading): AsyncGenerator<Found> {
  for (const ident of document.idents) all.idents.add(ident)
  if (document.root !== 'POOL') yield* foundIn(document, all)
  else yield* foundInPool(await treeOf(document), document.source.name, all.files, all.packed)
}

async function* packed(source: Source): AsyncGenerator<Found> {
  const archive = await openArchive(source)
  try {
    const all = reading(new Files(archive), true)
    let pools = 0
    for (const name of archive.names) {
      if (!/\.dat$/i.test(name)) continue
      const warnings: Warning[] = []
      try {
        // Settings, forums and the like lie beside the pools.
        const document = await documentIn(archive, name, (warning) => warnings.push(warning))
        yield* warnings
        if (document === null || !isPool(document)) continue
        pools++
        yield* foundInDocument(document, all)
      } catch (error) {
        if (!(error instanceof UnreadableFile)) throw error
        pools++
        yield skippedFile(error, name)
      }
    }
    if (pools === 0)
      throw new UnreadableFile('not_blackboard', source.name, 'The archive holds no pool.')
  } finally {
    archive.close()
  }
}
