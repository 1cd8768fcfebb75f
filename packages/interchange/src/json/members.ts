import { UnreadableFile } from '../found.ts'

/** A value of a JSON file: a member of the object that the file is, or of a list in it. */
export interface JsonMember {
  readonly name: string
  /** Its place in the list, from 0; `null`: the member itself. */
  readonly index: number | null
  /** JSON that is yet to be parsed. */
  readonly json: string
}

/** Held twice while it is parsed. */
const longestValue = 64 * 1024 ** 2
/** Lists and objects in each other: whoever goes through a value may call themselves at each. */
const deepest = 200

/**
 * The members of the object that a JSON file is, one at a time; of lists named in `split`, each
 * element, so that the file never has to be held.
 * @throws {UnreadableFile} `json_malformed` where brackets, strings or commas aren't in their place,
 * `json_too_deep`
 */
export async function* jsonMembers(
  pieces: AsyncIterable<string>,
  where: string,
  split: ReadonlySet<string>,
): AsyncGenerator<JsonMember> {
  const text = reader(pieces, where)
  await text.take('{')
  if (await text.takeIf('}')) return text.end()
  do {
    const name = nameOf(await text.value(), where)
    await text.take(':')
    if (!split.has(name) || !(await text.takeIf('['))) {
      yield { name, index: null, json: await text.value() }
      continue
    }
    if (await text.takeIf(']')) continue
    let index = 0
    do yield { name, index: index++, json: await text.value() }
    while (await text.takeIf(','))
    await text.take(']')
  } while (await text.takeIf(','))
  await text.take('}')
  await text.end()
}

function nameOf(json: string, where: string): string {
  try {
    const name: unknown = JSON.parse(json)
    if (typeof name === 'string') return name
  } catch {
    // Told below.
  }
  throw malformed(where, 'a name was expected')
}

function reader(pieces: AsyncIterable<string>, where: string) {
  const iterator = pieces[Symbol.asyncIterator]()
  let text = ''
  let at = 0

  const next = async (): Promise<boolean> => {
    const piece = await iterator.next()
    if (piece.done === true) return false
    text = piece.value
    at = 0
    return true
  }

  /** Moves to what isn't a space; empty at the end. */
  const peek = async (): Promise<string> => {
    for (;;) {
      while (isSpace(text.charCodeAt(at))) at++
      if (at < text.length) return text.charAt(at)
      if (!(await next())) return ''
    }
  }
  const takeIf = async (mark: string): Promise<boolean> => {
    if ((await peek()) !== mark) return false
    at++
    return true
  }
  return {
    takeIf,
    async take(mark: string): Promise<void> {
      if (!(await takeIf(mark))) throw malformed(where, `“${mark}” was expected`)
    },
    async end(): Promise<void> {
      if ((await peek()) !== '') throw malformed(where, 'something follows its end')
    },
    /** One value, as it is written. */
    async value(): Promise<string> {
      await peek()
      const parts: string[] = []
      let length = 0
      const state = { depth: 0, inString: false, escaped: false }
      for (;;) {
        const start = at
        at = endOfValue(text, at, state)
        parts.push(text.slice(start, at))
        length += at - start
        if (length > longestValue) throw malformed(where, 'a value is too long')
        if (state.depth > deepest) throw tooDeep(where)
        if (state.depth < 0) break
        if (!(await next())) throw malformed(where, 'it ends too early')
      }
      const json = parts.join('')
      if (json === '') throw malformed(where, 'a value was expected')
      return json
    },
  }
}

/** The end of a value, or of the text; `depth` is −1 where the value ended. Stops where it is too deep. */
function endOfValue(
  text: string,
  from: number,
  state: { depth: number; inString: boolean; escaped: boolean },
): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (state.inString) {
      at = endOfString(text, at, state)
      if (state.inString) break
      if (state.depth === 0) return ended(state, at + 1)
    } else if (code === 34) state.inString = true
    else if (code === 123 || code === 91) {
      if (++state.depth > deepest) return at
    } else if (code === 125 || code === 93) {
      if (state.depth === 0) return ended(state, at)
      if (--state.depth === 0) return ended(state, at + 1)
    } else if (state.depth === 0 && (code === 44 || code === 58 || isSpace(code)))
      return ended(state, at)
  }
  return text.length
}

/** The quote that ends a string, or the end of the text. */
function endOfString(
  text: string,
  from: number,
  state: { inString: boolean; escaped: boolean },
): number {
  let at = state.escaped ? from + 1 : from
  for (;;) {
    const quote = text.indexOf('"', at)
    const end = quote < 0 ? text.length : quote
    let slashes = 0
    while (end - slashes > at && text.charCodeAt(end - slashes - 1) === 92) slashes++
    state.escaped = slashes % 2 === 1
    if (quote < 0) return text.length
    if (!state.escaped) {
      state.inString = false
      return quote
    }
    state.escaped = false
    at = quote + 1
  }
}

function ended(state: { depth: number }, at: number): number {
  state.depth = -1
  return at
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff
}

function malformed(where: string, what: string): UnreadableFile {
  return new UnreadableFile('json_malformed', where, `The file is no sound JSON: ${what}.`)
}

function tooDeep(where: string): UnreadableFile {
  const reason = `Lists and objects are nested more than ${deepest} deep.`
  return new UnreadableFile('json_too_deep', where, reason)
}
