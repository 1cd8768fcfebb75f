/**
 * Images that stand in Markdown as `data:` addresses are tens of thousands of characters long.
 * While a question is edited they are kept aside, and the text says `image:1` in their place.
 */
export interface Images {
  readonly number: (data: string) => number
  readonly data: (number: number) => string | undefined
  readonly all: () => readonly string[]
}

/** A place to keep images; those given have the numbers from 1 on. */
export function keepImages(first: readonly string[] = []): Images {
  const kept = [...first]
  return {
    number(data) {
      const at = kept.indexOf(data)
      return at >= 0 ? at + 1 : kept.push(data)
    },
    data: (number) => kept[number - 1],
    all: () => kept,
  }
}

/** The Markdown with its images kept aside. */
export function folded(markdown: string, images: Images): string {
  return markdown.replace(
    /(!\[[^\]]{0,1000}\]\()(data:image\/[^)\s]{1,20000})(?=[)\s])/g,
    (_, before: string, data: string) => `${before}image:${images.number(data)}`,
  )
}

/** The Markdown as it is stored and shown. */
export function unfolded(markdown: string, images: Images): string {
  return markdown.replace(
    /(!\[[^\]]{0,1000}\]\()image:(\d{1,4})(?=[)\s])/g,
    (whole, before: string, number: string) => {
      const data = images.data(Number(number))
      return data === undefined ? whole : `${before}${data}`
    },
  )
}
