/** The name that an answer's `content-disposition` gives its file (RFC 6266). */
export function fileNameIn(disposition: string | null): string | null {
  const encoded = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition ?? '')?.[1]
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition ?? '')
  return decoded(encoded) ?? plain?.[1] ?? plain?.[2] ?? null
}

function decoded(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text)
  } catch {
    return null
  }
}
