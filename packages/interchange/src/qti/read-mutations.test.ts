import { keyAsGiven } from '@quizmentor/engine/question/key-as-given'
import { seededRandom } from '@quizmentor/engine/question/parts'
import { score } from '@quizmentor/engine/question/question'
import { expect, test } from 'vitest'
import { filesIn, hasQtiFiles, isItem, qtiFile, readBytes } from '../../test/qti-files.ts'
import { asVersion3, item, oneOfEach } from '../../test/qti-items.ts'
import { UnreadableFile, type Found } from '../found.ts'

const count = 4_000
const own = Object.values(oneOfEach).flatMap((parts) => [item(parts), asVersion3(item(parts))])
const others = hasQtiFiles
  ? ['citolab_qti-components', 'instructure_qti'].flatMap((source) =>
      filesIn(source)
        .map((name) => qtiFile(`${source}/${name}`))
        .filter((bytes) => bytes.length < 60_000 && isItem(bytes))
        .map((bytes) => Buffer.from(bytes).toString()),
    )
  : []
const samples = [...own, ...others]

const values = ['', '-1', '1e308', 'NaN', '0', 'true', 'A B', '__proto__', '99999999', 'RESPONSE']
const pieces = ['', '<', '&', '"', '{{g1}}', '\uE000g1\uE001', '<p>', '</p>', ']]>', '𝒳', '\0']

test(`${count} items that were cut, doubled and strewn with nonsense are read or refused`, async () => {
  const random = seededRandom(11)
  const some = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  const changed = (xml: string): string => {
    const way = random()
    const mark = some([...xml.matchAll(way < 0.35 ? /<(\w[\w-]*)[^<>]*>/g : /"[^"<>]*"|>[^<>]+</g)])
    if (mark === undefined) return xml
    const [whole, name] = mark
    const from = mark.index
    const close = name === undefined ? -1 : xml.indexOf(`</${name}>`, from)
    if (close >= 0) {
      const end = close + (name?.length ?? 0) + 3
      return random() < 0.5
        ? xml.slice(0, from) + xml.slice(end)
        : xml.slice(0, end) + xml.slice(from, end) + xml.slice(end)
    }
    const inside = random() < 0.8 ? some(values) : some(pieces)
    const [first = '', last = ''] = [whole[0], whole.at(-1)]
    return xml.slice(0, from) + first + (inside ?? '') + last + xml.slice(from + whole.length)
  }
  let questions = 0
  for (let made = 0; made < count; made++) {
    let xml = some(samples) ?? ''
    for (let times = 0; times < 1 + random() * 4; times++) xml = changed(xml)
    let found: Found[] = []
    try {
      found = await readBytes('item.xml', Buffer.from(xml))
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw new Error(`on ${xml}`, { cause: error })
    }
    for (const each of found) {
      if (each.kind !== 'question') continue
      questions++
      // Its key is right, or a notice says what is to be mended.
      const toMend = each.notices.some(({ reason }) => reason.startsWith('To mend'))
      const own = score(each.content, keyAsGiven(each.content)) ?? 0
      if (!toMend && own < 0.999) throw new Error(`${own} for the key of ${xml}`)
    }
  }
  expect(questions).toBeGreaterThan(count / 20)
}, 60_000)
