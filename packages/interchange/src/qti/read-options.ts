import type { XmlElement } from '../xml.ts'
import type { Item } from './read-reading.ts'

/** What an option says; its identifier where it shows nothing that we have. */
export function optionText(item: Item, element: XmlElement): string {
  const text = item.texts.markdown(element.children, true)
  if (text !== '') return text
  return item.texts.plain(element) || (element.attributes.get('identifier')?.trim() ?? '…')
}

/** Options whose texts differ: the second of the same gets a number. */
export function told<T extends { readonly text: string }>(options: readonly T[]): T[] {
  const seen = new Map<string, number>()
  return options.map((option) => {
    const count = (seen.get(option.text) ?? 0) + 1
    seen.set(option.text, count)
    return count === 1 ? option : { ...option, text: `${option.text} (${count})` }
  })
}
