import { openArchive } from '../archive.ts'
import { UnreadableFile, type Found } from '../found.ts'
import { textOf } from '../text.ts'
import type { Source } from '../source.ts'
import { parseXml } from '../xml.ts'
import { noFiles } from './read-files.ts'
import { readItem } from './read-item.ts'
import { noMetadata } from './read-manifest.ts'
import { readPackage } from './read-package.ts'
import { isTest, itemsIn } from './read-roots.ts'
import { partsOf } from './read-test.ts'

const mostXml = 64 * 1024 * 1024

/**
 * The questions of a QTI file (1EdTech QTI 2.1, 2.2 and 3.0): a package, or one XML file with an
 * item or a test. Response processing is carried out, so a question's points are those that the
 * item gives.
 * @throws {UnreadableFile} for a file that is damaged, hostile or something else as a whole
 */
export async function* readQti(source: Source): AsyncGenerator<Found> {
  const [first, second] = await source.read(0, 2)
  if (first === 0x50 && second === 0x4b) {
    const archive = await openArchive(source)
    try {
      yield* readPackage(archive, source.name)
    } finally {
      archive.close()
    }
    return
  }
  const { text, warnings } = await textOf(source, mostXml)
  yield* warnings
  const root = parseXml(text, source.name)
  if (isTest(root.name)) {
    const nowhere = { locate: () => null, document: () => Promise.resolve(null) }
    for await (const part of partsOf(root, source.name, nowhere))
      if (part.kind !== 'item') yield part
    return
  }
  const items = itemsIn(root)
  if (items.length === 0)
    throw new UnreadableFile(
      'not_qti',
      source.name,
      `This is no item or test of QTI 2 or 3: its root is ${root.name}.`,
    )
  for (const item of items)
    yield readItem(
      item,
      {
        where: items.length === 1 ? source.name : `line ${item.line}`,
        from: '',
        ref: null,
        category: [],
        ...noMetadata,
      },
      noFiles,
    )
}
