/**
 * A copy of a question's content in which `media:KEY` stands for the picture itself. Pictures that
 * aren't among those given keep their names.
 */
export function withMedia<Content>(
  content: Content,
  media: Readonly<Record<string, string>>,
): Content {
  const copy = structuredClone(content)
  if (typeof copy === 'object' && copy !== null) fill(copy, media)
  return copy
}

function fill(value: object, media: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(value)) {
    const part: unknown = Reflect.get(value, name)
    if (typeof part === 'string') Reflect.set(value, name, filled(part, media))
    else if (typeof part === 'object' && part !== null) fill(part, media)
  }
}

function filled(text: string, media: Readonly<Record<string, string>>): string {
  return text.replace(/media:([A-Za-z0-9._-]{1,100})/g, (whole, key: string) => media[key] ?? whole)
}
