/** The keys of the files that a text, or a question's JSON, names `media:KEY`. */
export function mediaKeys(text: string): Set<string> {
  return new Set([...text.matchAll(/media:([A-Za-z0-9._-]{1,100})/g)].map(([, key = '']) => key))
}
